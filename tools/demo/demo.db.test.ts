import { beforeAll, describe, expect, it } from "vitest";
import { BUSINESS_PERMISSIONS } from "#access";
import { startImports } from "#precursor";
import { type FindingKind, getOverview, getTrace, listEnterprises, listFindings, type FindingRow } from "#precursor/contract";
import { listDuties } from "#duty/contract";
import { anActor, useTestHouse } from "#test/database.ts";
import { DEMO_ENTERPRISE } from "../../entry/demo-places.ts";
import { usccFault } from "../../modules/precursor/domain/parse/uscc.ts";
import { buildDemoCity, type DemoBuild } from "./build.ts";
import { demoCity } from "./city.ts";
import { TRACE_LOT } from "./trace-lot.ts";

const TODAY = "2026-11-23";
/** Kinds of this slice that rest on declarations and registers alone. */
const KINDS: readonly FindingKind[] = [
  "unmatched-dispatch", "unmatched-receipt", "quantity-mismatch", "overdue-transit", "no-permit", "permit-expired", "permit-overdrawn", "permit-reused", "permit-mismatch",
  "unlicensed-party", "negative-stock", "late-report", "stocktake-variance", "over-purchase",
];

describe("the demonstration city", () => {
  const house = useTestHouse();
  const permissions = [...BUSINESS_PERMISSIONS];
  const actors = { city: anActor({ unitCode: "500000", scope: "city", permissions, accountId: "00000000-0000-7000-8000-0000000000c1" }), district: anActor({ permissions, accountId: "00000000-0000-7000-8000-0000000000c2" }) };
  const city = demoCity(TODAY);
  const build = (): DemoBuild => ({ gate: house.gate, files: house.files, call: house.call, actors, say: () => undefined });
  let seconds = 0;
  beforeAll(async () => {
    house.now = new Date(`${TODAY}T10:00:00+08:00`);
    startImports({ files: house.files, tell: () => undefined });
    const begun = Date.now();
    expect(await buildDemoCity(build(), TODAY)).toBe(true);
    seconds = (Date.now() - begun) / 1_000;
  }, 90_000);

  const findings = async (): Promise<FindingRow[]> => listFindings.output.parse(await house.call(actors.city, listFindings.name, { state: "all", limit: 500 })).rows;
  const named = (finding: { kind: string; enterprise: string; substance: string }): string => `${finding.kind} ${finding.enterprise} ${finding.substance}`;

  it("has 187 firms in 涪陵, all called 演示, with true check characters, the first of them the one with accounts", async () => {
    const page = listEnterprises.output.parse(await house.call(actors.district, listEnterprises.name, { limit: 500 }));
    expect(page.rows).toHaveLength(187);
    expect(page.rows.filter(({ name }) => !name.startsWith("演示"))).toEqual([]);
    expect([...city.firms, ...city.outside].filter(({ uscc }) => usccFault(uscc) !== null)).toEqual([]);
    expect(city.firms[0]).toMatchObject({ uscc: DEMO_ENTERPRISE, name: "演示化工一厂", role: "producer" });
    expect(new Set(city.firms.map(({ name }) => name)).size).toBe(187);
  });

  it("shows the planted troubles, every kind of them, and nothing else", async () => {
    const shown = (await findings()).filter(({ state }) => state !== "healed");
    expect(shown.map((finding) => named({ ...finding, substance: finding.substanceId })).sort()).toEqual(city.planted.map(named).sort());
    expect([...new Set(shown.map(({ kind }) => kind))].sort()).toEqual([...KINDS].sort());
  });

  it("has work in every state: open, taken on, closed with evidence, and one healed by a later filing", async () => {
    const all = await findings();
    const count = (state: FindingRow["state"]) => all.filter((finding) => finding.state === state).length;
    expect({ assigned: count("assigned"), closed: count("closed") }).toEqual({ assigned: 4, closed: 2 });
    // A shipment that stays away was first overdue; that finding gave way to the next.
    expect(all.filter(({ state }) => state === "healed").map(({ kind }) => kind).sort()).toEqual(["overdue-transit", "overdue-transit", "quantity-mismatch"]);
    const duties = listDuties.output.parse(await house.call(actors.district, listDuties.name, { whose: "unit", state: "open", limit: 100 }));
    expect(duties.rows.length).toBeGreaterThan(10);
  });

  it("closes every balance: opening + in − out", async () => {
    const overview = getOverview.output.parse(await house.call(actors.district, getOverview.name, { from: "2026-01-01", to: TODAY }));
    expect(overview.balances.length).toBeGreaterThanOrEqual(10);
    const sum = (parts: Readonly<Record<string, number>>) => Object.values(parts).reduce((total, part) => total + part, 0);
    for (const balance of overview.balances) expect(balance.openingMg + sum(balance.inMg) - sum(balance.outMg)).toBe(balance.closingMg);
  });

  it("leads one lot through at least six steps, from the maker to the user's process", async () => {
    const trace = getTrace.output.parse(await house.call(actors.city, getTrace.name, { enterprise: DEMO_ENTERPRISE, lot: TRACE_LOT, direction: "forward" }));
    expect(Math.max(...trace.nodes.map(({ depth }) => depth))).toBeGreaterThanOrEqual(6);
    expect(trace.edges.some(({ movement }) => movement === "consume")).toBe(true);
  });

  it("does nothing the second time, and is quick the first time", async () => {
    const before = await findings();
    expect(await buildDemoCity(build(), TODAY)).toBe(false);
    expect(await findings()).toEqual(before);
    expect(seconds).toBeLessThan(60);
  });
});
