import { beforeAll, describe, expect, it } from "vitest";
import type { OutputOf } from "#kernel/contract.ts";
import { anActor, useTestHouse } from "#test/database.ts";
import type { BalanceRow, getOverview, Within } from "../../contract/balance.api.ts";
import { aDeclaration, anEnterprise, aUscc, KG, onDay } from "../../testing/builders.ts";
import { emptyBooks, system } from "../../testing/loaded-city.ts";
import { registerForTest } from "../../testing/register.ts";
import { postDeclarations } from "../books/post-declarations.ts";

const [JIANGBEI, BEIBEI, YUBEI, LIANGJIANG] = ["500105", "500109", "500112", "500157"] as const;
const [BEFORE, AFTER] = ["2025-11-05", "2025-11-06"] as const;
const cityOffice = anActor({ scope: "city", unitCode: "500000", permissions: ["precursor.book.read"] });
const beibeiOffice = anActor({ unitCode: BEIBEI, permissions: ["precursor.book.read"] });

/** Registered in a district of then; the unit that keeps the book today. Each opened with another power of two, so that a sum says whose it is. */
const FIRMS = [
  { of: "a town of 渝北 that went to 两江新区", district: YUBEI, town: "龙山街道", unitCode: LIANGJIANG },
  { of: "a town of 渝北 that went to 北碚", district: YUBEI, town: "统景镇", unitCode: BEIBEI },
  { of: "江北", district: JIANGBEI, town: null, unitCode: LIANGJIANG },
  { of: "a town of 北碚 that went to 两江新区", district: BEIBEI, town: "水土街道", unitCode: LIANGJIANG },
  { of: "a town that stayed in 北碚", district: BEIBEI, town: "天生街道", unitCode: BEIBEI },
  { of: "somewhere in 渝北", district: YUBEI, town: null, unitCode: LIANGJIANG },
  { of: "涪陵", district: "500102", town: null, unitCode: "500102" },
].map((firm, i) => ({ ...firm, uscc: aUscc(i + 1, firm.district), massMg: 2 ** i * KG }));
const massOf = (...words: readonly string[]) => FIRMS.filter(({ of }) => words.includes(of)).reduce((sum, { massMg }) => sum + massMg, 0);

describe("the balance of a unit within the boundaries of another day", () => {
  const house = useTestHouse();
  const ask = async (unit: string, boundary?: string, actor = cityOffice) => {
    const answer = (await house.call(actor, "precursor.balance.get", { unit, from: "2026-01-01", to: "2026-01-31", ...(boundary ? { boundary } : {}) })) as { balances: BalanceRow[]; within: Within | null };
    return { massMg: answer.balances.reduce((sum, { closingMg }) => sum + closingMg, 0), within: answer.within };
  };

  beforeAll(async () => {
    await emptyBooks(house);
    const enterprises = FIRMS.map(({ uscc, district, town, unitCode }, i) => anEnterprise(i + 1, { uscc, district, town, unitCode }));
    await house.gate.act(system, "test.register", ({ tx }) => registerForTest(tx, { enterprises, permits: [] }));
    const rows = FIRMS.map(({ uscc, unitCode, massMg }) => aDeclaration(uscc, "opening", "opening", { unitCode, massMg, occurredAt: onDay(3), reportedAt: onDay(4) }));
    await house.gate.act(system, "test.post", (context) => postDeclarations({ ...context, sourceId: context.newId() }, rows.map((row, i) => ({ row, line: i + 2, reportedGiven: true }))));
  });

  it("is of the books whose town lay in it then, wherever they are kept today", async () => {
    expect(await ask(YUBEI, BEFORE)).toEqual({ massMg: massOf("a town of 渝北 that went to 两江新区", "a town of 渝北 that went to 北碚", "somewhere in 渝北"), within: { boundary: BEFORE, books: 3, unplaced: 0 } });
    expect(await ask(BEIBEI, BEFORE)).toMatchObject({ massMg: massOf("a town of 北碚 that went to 两江新区", "a town that stayed in 北碚") });
    expect(await ask(BEIBEI)).toEqual({ massMg: massOf("a town of 渝北 that went to 北碚", "a town that stayed in 北碚"), within: null });
  });

  it("is, of a unit that has ended, that of its last day", async () => {
    expect(await ask(JIANGBEI)).toEqual({ massMg: massOf("江北"), within: { boundary: BEFORE, books: 1, unplaced: 0 } });
  });

  it("is that of its last day in the overview too, which says so; of a unit that stands the overview is by today's", async () => {
    const overview = async (unit: string) => (await house.call({ ...cityOffice, permissions: new Set(["precursor.read"]) }, "precursor.overview.get", { unit, from: "2026-01-01", to: "2026-01-31" })) as OutputOf<typeof getOverview>;
    const { balances, within, enterprises } = await overview(JIANGBEI);
    expect(within).toEqual({ boundary: BEFORE, books: 1, unplaced: 0 });
    expect(balances.map(({ closingMg }) => closingMg)).toEqual([massOf("江北")]);
    expect(enterprises.total).toBe(0);
    expect((await overview(BEIBEI)).within).toBeNull();
  });

  it("says how many books could not be placed, and adds up to the same over both boundaries with them", async () => {
    const after = await ask(LIANGJIANG, AFTER);
    expect(after.within).toEqual({ boundary: AFTER, books: 3, unplaced: 1 });
    const before = (await Promise.all([JIANGBEI, YUBEI, BEIBEI].map((unit) => ask(unit, BEFORE)))).reduce((sum, { massMg }) => sum + massMg, 0);
    expect(before).toBe(after.massMg + (await ask(BEIBEI, AFTER)).massMg + massOf("somewhere in 渝北"));
  });

  it("leaves a unit that did not change as it is", async () => {
    expect((await ask("500102", BEFORE)).massMg).toBe((await ask("500102")).massMg);
  });

  it("is told of every changed unit by both boundaries at once", async () => {
    type Sides = { changes: { on: string; before: (Within & { unit: string })[]; after: (Within & { unit: string })[] }[] };
    const { changes } = (await house.call({ ...cityOffice, permissions: new Set(["precursor.read"]) }, "precursor.boundary.get", { from: "2026-01-01", to: "2026-01-31" })) as Sides;
    expect(changes.map(({ on, before, after }) => [on, before.map(({ unit, books }) => [unit, books]), after.map(({ unit, books }) => [unit, books])])).toEqual([[AFTER, [[JIANGBEI, 1], [BEIBEI, 2], [YUBEI, 3]], [[BEIBEI, 2], [LIANGJIANG, 3]]]]);
    await expect(house.call({ ...beibeiOffice, permissions: new Set(["precursor.read"]) }, "precursor.boundary.get", { from: "2026-01-01", to: "2026-01-31" })).rejects.toMatchObject({ code: "precursor.boundary.city-only" });
  });

  it("is for the city's officials, and of units that existed on that day", async () => {
    await expect(ask(BEIBEI, BEFORE, beibeiOffice)).rejects.toMatchObject({ code: "precursor.boundary.city-only" });
    await expect(ask(LIANGJIANG, BEFORE)).rejects.toMatchObject({ code: "precursor.boundary.no-unit" });
    expect((await ask(BEIBEI, undefined, beibeiOffice)).within).toBeNull();
  });
});
