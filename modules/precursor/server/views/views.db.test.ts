import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#kernel/actor.ts";
import type { Endpoint, OutputOf } from "#kernel/contract.ts";
import { getBalance, getOverview, getTrace, getWork } from "../../contract/balance.api.ts";
import { getDeclaration, getStatement, listDeclarations } from "../../contract/declaration.api.ts";
import { getFinding, listFindings } from "../../contract/finding.api.ts";
import { getEnterprise, listCatalogue, listEnterprises, listPermits } from "../../contract/register.api.ts";
import { KG, onDay } from "../../testing/builders.ts";
import { loadCity, OTHER_UNIT } from "../../testing/loaded-city.ts";
import { buyer, cityOfficer, neighbour, officer, otherOfficer, seller, staffOf, stranger, twoUnits } from "../../testing/two-units.ts";
import { useTestHouse } from "#test/database.ts";
import { findStatement } from "./get-statement.ts";
import { viewHandlers } from "./handlers.ts";

const house = useTestHouse(viewHandlers);
const ask = <E extends Endpoint>(actor: Actor, endpoint: E, input: object) => house.call(actor, endpoint.name, input) as Promise<OutputOf<E>>;
const period = { from: "2026-01-01", to: "2026-03-31" };
beforeAll(async () => {
  house.now = new Date(onDay(60));
  await loadCity(house, twoUnits);
});

describe("every view", () => {
  const inputs: { [path: string]: object } = {
    "precursor.enterprise.get": { uscc: seller.uscc },
    "precursor.declaration.get": { declarant: seller.uscc, declarationId: "made" },
    "precursor.book.statement": { uscc: seller.uscc, substance: "toluene", ...period },
    "precursor.statement.export": { uscc: seller.uscc, substance: "toluene", ...period },
    "precursor.finding.get": { id: "00000000-0000-4000-8000-000000000000" },
    "precursor.balance.get": period,
    "precursor.balance.export": period,
    "precursor.overview.get": period,
    "precursor.trace.get": { enterprise: seller.uscc, lot: "A1" },
    "precursor.trace.export": { enterprise: seller.uscc, lot: "A1" },
  };

  it.each(viewHandlers.map(({ endpoint }) => endpoint.name))("%s is closed to who was not permitted", async (name) => {
    await expect(house.call(stranger, name, inputs[name] ?? {})).rejects.toMatchObject({ code: "gate.not-permitted" });
  });

  it("answers the same about another unit's book as about one that does not exist", async () => {
    const nobody = "91500102000000099X";
    for (const uscc of [seller.uscc, nobody]) {
      await expect(ask(otherOfficer, getEnterprise, { uscc })).rejects.toMatchObject({ code: "precursor.enterprise.unknown" });
      await expect(ask(otherOfficer, getStatement, { uscc, substance: "toluene", ...period })).rejects.toMatchObject({ code: "precursor.enterprise.unknown" });
      await expect(ask(otherOfficer, getDeclaration, { declarant: uscc, declarationId: "made" })).rejects.toMatchObject({ code: "precursor.declaration.unknown" });
      await expect(ask(otherOfficer, getBalance, { enterprise: uscc, ...period })).rejects.toMatchObject({ code: "precursor.enterprise.unknown" });
      await expect(ask(otherOfficer, getTrace, { enterprise: uscc, lot: "A1" })).rejects.toMatchObject({ code: "precursor.lot.unknown" });
      expect((await ask(otherOfficer, listDeclarations, { enterprise: uscc })).rows).toEqual([]);
    }
    expect(await ask(otherOfficer, getOverview, { unit: "500102", ...period })).toEqual({ ...(await ask(otherOfficer, getOverview, { unit: "500999", ...period })), unit: "500102" });
    expect((await ask(otherOfficer, listEnterprises, { unit: "500102" })).rows).toEqual([]);
    expect((await ask(otherOfficer, getBalance, { unit: "500102", ...period })).balances).toEqual([]);
  });

  it("gives staff of an enterprise their own book, and nothing of another by swapping its code", async () => {
    const staff = staffOf(neighbour.uscc);
    expect(await ask(staff, getEnterprise, { uscc: neighbour.uscc })).toMatchObject({ name: neighbour.name, held: [{ substanceId: "toluene", massMg: 0 }] });
    expect(new Set((await ask(staff, listDeclarations, {})).rows.map((row) => row.declarant))).toEqual(new Set([neighbour.uscc]));
    expect((await ask(staff, listEnterprises, {})).rows.map((row) => row.uscc)).toEqual([neighbour.uscc]);
    expect((await ask(staff, listPermits, {})).rows.map((row) => row.number)).toEqual(["GM-1"]);
    expect(new Set((await ask(staff, listFindings, {})).rows.map((row) => row.enterprise))).toEqual(new Set([neighbour.uscc]));
    expect((await ask(staff, getBalance, { ...period })).balances).toEqual((await ask(officer, getBalance, { enterprise: neighbour.uscc, ...period })).balances);

    await expect(ask(staff, getEnterprise, { uscc: seller.uscc })).rejects.toMatchObject({ code: "precursor.enterprise.unknown" });
    await expect(ask(staff, getStatement, { uscc: seller.uscc, substance: "toluene", ...period })).rejects.toMatchObject({ code: "precursor.enterprise.unknown" });
    await expect(ask(staff, getDeclaration, { declarant: seller.uscc, declarationId: "made" })).rejects.toMatchObject({ code: "precursor.declaration.unknown" });
    await expect(ask(staff, getBalance, { enterprise: seller.uscc, ...period })).rejects.toMatchObject({ code: "precursor.enterprise.unknown" });
    await expect(ask(staff, getTrace, { enterprise: seller.uscc, lot: "A1" })).rejects.toMatchObject({ code: "precursor.lot.unknown" });
    expect(await ask(staff, getOverview, period)).toMatchObject({ enterprises: { total: 0 }, balances: [], findings: [], troubled: [], lastFiledAt: null });
    expect((await ask(staff, listDeclarations, { enterprise: seller.uscc })).rows).toEqual([]);
    expect((await ask(staff, listPermits, { enterprise: buyer.uscc, unit: OTHER_UNIT })).rows).toEqual([]);
    expect((await ask(staff, listFindings, { enterprise: seller.uscc, asOf: new Date(onDay(50)).toISOString() })).rows).toEqual([]);
    const [foreign] = (await ask(officer, listFindings, { enterprise: seller.uscc })).rows;
    await expect(ask(staff, getFinding, { id: foreign?.id ?? "" })).rejects.toMatchObject({ code: "precursor.finding.unknown" });
    expect(await ask(staff, getWork, {})).toMatchObject({ mine: 0, unassigned: 0, imports: 0 });
  });
});

describe("the registers", () => {
  it("lists the enterprises of a unit with what they hold and what is open about them, page by page", async () => {
    const first = await ask(officer, listEnterprises, { limit: 1 });
    expect(first.rows).toMatchObject([{ uscc: seller.uscc, held: [{ substanceId: "toluene", massMg: 400 * KG }] }]);
    expect(first.rows[0]?.openFindings).toBeGreaterThan(0);
    const second = await ask(officer, listEnterprises, { limit: 1, after: first.next ?? "" });
    expect(second).toMatchObject({ rows: [{ uscc: neighbour.uscc }], next: null });
    expect((await ask(cityOfficer, listEnterprises, {})).rows).toHaveLength(3);
    expect((await ask(cityOfficer, listEnterprises, { unit: OTHER_UNIT })).rows.map((row) => row.uscc)).toEqual([buyer.uscc]);
  });

  it("finds an enterprise by part of its name, town or code, and takes no wildcard from what was typed", async () => {
    const found = async (filter: object) => (await ask(cityOfficer, listEnterprises, filter)).rows.map((row) => row.uscc);
    expect(await found({ q: "邻近" })).toEqual([neighbour.uscc]);
    expect(await found({ q: "白涛" })).toEqual([neighbour.uscc]);
    expect(await found({ q: "%" })).toEqual([]);
    expect(await found({ activity: "production" })).toEqual([seller.uscc]);
    expect(await found({ substance: "甲苯", status: "active" })).toHaveLength(3);
    expect(await found({ substance: "no such thing" })).toEqual([]);
    expect(await found({ troubled: "false" })).not.toContain(seller.uscc);
  });

  it("shows what is left of a document, its state today, and whose it is", async () => {
    const [permit] = (await ask(otherOfficer, listPermits, {})).rows;
    expect(permit).toMatchObject({ number: "GM-9", holderName: buyer.name, drawnMg: 300 * KG, leftMg: 700 * KG, shipments: 1, state: "valid" });
    expect((await ask(officer, listPermits, { q: "邻近", state: "valid" })).rows).toHaveLength(1);
    house.now = new Date(onDay(190));
    expect((await ask(officer, listPermits, { state: "expiring" })).rows.map((row) => row.number)).toEqual(["GM-1"]);
    house.now = new Date(onDay(60));
  });

  it("looks the catalogue up by initials and by day", async () => {
    const found = await ask(officer, listCatalogue, { q: "甲苯", on: "2026-01-01" });
    expect(found.substances[0]).toMatchObject({ id: "toluene", class: 3 });
  });
});

describe("declarations", () => {
  it("lists newest first, page by page, each once, with the names of both parties", async () => {
    const names: string[] = [];
    let after: string | undefined;
    do {
      const page = await ask(officer, listDeclarations, { limit: 2, ...(after === undefined ? {} : { after }) });
      names.push(...page.rows.map((row) => row.declarationId));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(names).toEqual(["cancel", "sold-2", "counted", "used", "sold-1", "had", "made"].sort((a, b) => names.indexOf(a) - names.indexOf(b)));
    expect(new Set(names).size).toBe(7);
    const [sold] = (await ask(officer, listDeclarations, { shipment: "WB-1" })).rows;
    expect(sold).toMatchObject({ declarantName: seller.name, counterpartyName: buyer.name, voidedBy: null });
    const [counted] = (await ask(officer, listDeclarations, { kind: "stocktake" })).rows;
    expect(counted).toMatchObject({ voidedBy: "cancel" });
    expect((await ask(officer, listDeclarations, { from: "2026-01-02", to: "2026-01-02" })).rows.map((row) => row.declarationId)).toEqual(["sold-1"]);
  });

  it("shows how a shipment was paired, the other side only to who may see it", async () => {
    const sold = { declarant: seller.uscc, declarationId: "sold-1" };
    expect(await ask(cityOfficer, getDeclaration, sold)).toMatchObject({ pairing: { how: "exact", others: [{ declarant: buyer.uscc, declarationId: "bought-1" }] } });
    expect(await ask(officer, getDeclaration, sold)).toMatchObject({ pairing: { how: "exact", others: [] } });
    const unanswered = await ask(officer, getDeclaration, { ...sold, declarationId: "sold-2" });
    expect(unanswered.pairing).toEqual({ how: null, others: [] });
    expect(unanswered.findings.map((finding) => finding.kind)).toContain("unmatched-dispatch");
    await expect(ask(officer, getDeclaration, { ...sold, declarationId: "never" })).rejects.toMatchObject({ code: "precursor.declaration.unknown" });
  });

  it("prints a book like a bank's statement: what was short is booked in words, what was voided is struck through", async () => {
    const statement = await ask(officer, getStatement, { uscc: neighbour.uscc, substance: "108-88-3", ...period });
    expect(statement).toMatchObject({ openingMg: 0, closingMg: 0, truncated: false });
    expect(statement.lines.map((line) => [line.kind, line.inMg, line.outMg, line.balanceMg, line.voided])).toEqual([
      ["opening", 20 * KG, 0, 20 * KG, false],
      ["consume", 0, 50 * KG, -30 * KG, false],
      ["shortfall", 30 * KG, 0, 0, false],
      ["stocktake", 7 * KG, 0, 0, true],
    ]);
    const before = await ask(officer, getStatement, { uscc: neighbour.uscc, substance: "toluene", from: "2026-01-04", to: "2026-01-31", asOf: new Date(onDay(5)).toISOString() });
    expect(before).toMatchObject({ openingMg: 20 * KG, closingMg: 7 * KG });
    expect(before.lines.at(-1)).toMatchObject({ kind: "stocktake", inMg: 7 * KG, balanceMg: 7 * KG, voided: false });
    await expect(ask(officer, getStatement, { uscc: neighbour.uscc, substance: "?", ...period })).rejects.toMatchObject({ code: "precursor.substance.unknown" });
  });

  it("sums a statement over its whole period, however few of its lines one answer holds", async () => {
    const question = { uscc: neighbour.uscc, substance: "toluene", ...period };
    const { view } = await house.gate.act(officer, "test.read", (context) => findStatement(context, question, 1));
    expect(view).toMatchObject({ openingMg: 0, inMg: 50 * KG, outMg: 50 * KG, closingMg: 0, truncated: true });
    expect(view.lines).toHaveLength(1);
  });
});

describe("findings", () => {
  it("queues what needs a person, the gravest first, with counts to choose from and names of both parties", async () => {
    const all = await ask(officer, listFindings, {});
    expect(all.rows.map((row) => row.kind)).toEqual(expect.arrayContaining(["unmatched-dispatch", "negative-stock"]));
    expect(all.counts.reduce((sum, each) => sum + each.count, 0)).toBe(all.rows.length);
    const order = ["high", "medium", "low", "info"];
    expect(all.rows.map((row) => order.indexOf(row.severity))).toEqual(all.rows.map((row) => order.indexOf(row.severity)).sort());
    expect(all.rows.find((row) => row.kind === "unmatched-dispatch")).toMatchObject({ state: "open", enterpriseName: seller.name, counterpartyName: buyer.name });
    const paged: string[] = [];
    let after: string | undefined;
    do {
      const page = await ask(officer, listFindings, { limit: 1, ...(after === undefined ? {} : { after }) });
      paged.push(...page.rows.map((row) => row.id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(paged).toEqual(all.rows.map((row) => row.id));
    expect((await ask(officer, listFindings, { kind: "negative-stock", substance: "甲苯" })).rows).toMatchObject([{ enterprise: neighbour.uscc, massMg: 30 * KG }]);
    expect((await ask(otherOfficer, listFindings, {})).rows.every((row) => row.unitCode === OTHER_UNIT)).toBe(true);
  });

  it("shows the queue as it stood: the dispatch was overdue before it was unanswered, and is called so then", async () => {
    const kinds = async (day: number) => (await ask(officer, listFindings, { enterprise: seller.uscc, asOf: new Date(onDay(day)).toISOString() })).rows.map((row) => row.kind);
    expect(await kinds(7)).not.toContain("overdue-transit");
    expect(await kinds(20)).toContain("overdue-transit");
    expect(await kinds(20)).not.toContain("unmatched-dispatch");
    expect(await kinds(50)).toContain("unmatched-dispatch");
    const now = await ask(officer, listFindings, { enterprise: seller.uscc });
    const past = await ask(officer, listFindings, { enterprise: seller.uscc, asOf: new Date(onDay(60) - 1).toISOString() });
    expect(past.rows.map((row) => row.id)).toEqual(now.rows.map((row) => row.id));
    expect((await ask(officer, listFindings, { state: "healed", enterprise: seller.uscc })).rows.map((row) => [row.kind, row.state])).toContainEqual(["overdue-transit", "healed"]);
  });

  it("shows one finding with what may be done about it", async () => {
    const [row] = (await ask(officer, listFindings, { kind: "unmatched-dispatch" })).rows;
    expect(await ask(officer, getFinding, { id: row?.id ?? "" })).toMatchObject({ finding: { id: row?.id }, acts: [], can: { assign: true, note: true, close: true, reopen: false } });
    await expect(ask(otherOfficer, getFinding, { id: row?.id ?? "" })).rejects.toMatchObject({ code: "precursor.finding.unknown" });
    expect(await ask(cityOfficer, getFinding, { id: row?.id ?? "" })).toMatchObject({ finding: { id: row?.id } });
  });
});

describe("sums", () => {
  it("balances a unit and an enterprise, and says what is on the way", async () => {
    const [unit] = (await ask(officer, getBalance, { ...period, substance: "toluene" })).balances;
    expect(unit).toMatchObject({ openingMg: 0, closingMg: 400 * KG, inTransitMg: 300 * KG, inMg: { produce: 1_000 * KG, opening: 20 * KG, shortfall: 30 * KG }, outMg: { dispatch: 600 * KG, consume: 50 * KG } });
    expect((await ask(officer, getBalance, { enterprise: seller.uscc, ...period })).balances).toMatchObject([{ closingMg: 400 * KG, inTransitMg: 300 * KG }]);
    expect((await ask(cityOfficer, getBalance, period)).balances).toMatchObject([{ closingMg: 700 * KG }]);
    await expect(ask(officer, getBalance, { ...period, substance: "?" })).rejects.toMatchObject({ code: "precursor.substance.unknown" });
    await expect(ask(cityOfficer, getBalance, { ...period, unit: OTHER_UNIT, enterprise: seller.uscc })).rejects.toMatchObject({ code: "precursor.enterprise.unknown" });
  });

  it("gives an overview of a unit, now and then, that agrees with its lists", async () => {
    const overview = await ask(officer, getOverview, period);
    expect(overview).toMatchObject({ unit: "500102", enterprises: { total: 2, active: 2 }, lastFiledAt: new Date(onDay(6)).toISOString() });
    expect(overview.findings).toEqual((await ask(officer, listFindings, {})).counts);
    expect(overview.troubled.find((book) => book.uscc === neighbour.uscc)).toMatchObject({ name: neighbour.name, unaccountedMg: 30 * KG });
    expect(overview.enterprises.troubled).toBe(overview.troubled.length);
    expect((await ask(cityOfficer, getOverview, period)).enterprises.total).toBe(3);
    const before = await ask(officer, getOverview, { ...period, asOf: new Date(onDay(2, 0)).toISOString() });
    expect(before.balances).toMatchObject([{ closingMg: 720 * KG }]);
    expect(before.troubled.map((book) => book.uscc)).not.toContain(neighbour.uscc);
  });

  it("says in an overview of a past moment what was unaccounted for then, also of books that were imported out of the order of their filing", async () => {
    const past = { ...period, asOf: new Date(onDay(50)).toISOString() };
    const expected = await ask(officer, getOverview, past);
    expect(expected.troubled.find((book) => book.uscc === neighbour.uscc)?.unaccountedMg).toBe(30 * KG);
    // As a large import leaves them: the stocks are right, what was known when is not.
    const mistime = (isMistimed: boolean) =>
      house.gate.act(cityOfficer, "test.mistime", async ({ tx }) => {
        await tx`update precursor.stock set is_mistimed = ${isMistimed}`;
        await tx`update precursor.adjustment set reported_at = reported_at + ${isMistimed ? 400 : -400} * interval '1 day'`;
      });
    await mistime(true);
    const found = await ask(officer, getOverview, past);
    await mistime(false);
    expect(found).toEqual(expected);
  });

  it("counts the work of the day", async () => {
    const queue = await ask(officer, listFindings, {});
    expect(await ask(officer, getWork, {})).toMatchObject({ mine: 0, unassigned: queue.rows.length, high: queue.rows.filter((row) => row.severity === "high").length, imports: 0 });
  });

  it("traces a lot into the other unit's book, and names whose it is", async () => {
    const trace = await ask(officer, getTrace, { enterprise: seller.uscc, lot: "A1", direction: "forward" });
    expect(trace.nodes).toMatchObject([{ enterprise: seller.uscc }, { enterprise: buyer.uscc, enterpriseName: buyer.name, attributedMg: 300 * KG }]);
    expect(trace.edges.map((edge) => edge.movement).sort()).toEqual(["dispatch", "shipment"]);
    await expect(ask(officer, getTrace, { enterprise: seller.uscc, lot: "B9" })).rejects.toMatchObject({ code: "precursor.lot.unknown" });
  });
});

describe("exports", () => {
  it.each(["precursor.enterprise.export", "precursor.permit.export", "precursor.declaration.export", "precursor.finding.export"])("%s is a real workbook of what the list shows", async (name) => {
    const file = (await house.call(officer, name, {})) as { fileName: string; mediaType: string; body: Uint8Array };
    expect(file.fileName).toMatch(/-2026-03-02\.xlsx$/);
    expect(Buffer.from(file.body.subarray(0, 2)).toString()).toBe("PK");
  });
});
