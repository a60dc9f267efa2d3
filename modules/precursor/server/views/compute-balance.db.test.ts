import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayFromNumber } from "#kernel/calendar.ts";
import { totalMg, type Balance } from "../../contract/balance.ts";
import { declarationKey, type Declaration } from "../../contract/declaration.ts";
import { balanceOfBook, sumBalances } from "../../domain/balance.ts";
import { matchAll } from "../../domain/judge-all.ts";
import { lotSubstances } from "../../domain/lot-substance.ts";
import { inTransitMg } from "../../domain/match-shipments.ts";
import { presentAsOf } from "../../domain/presence.ts";
import { dayOf, startOfDay } from "../../domain/shanghai-day.ts";
import { aCity, aDeclaration, KG, onDay, SUBSTANCES, type City } from "../../testing/builders.ts";
import { useTestHouse } from "#test/database.ts";
import { asTheyCome, inTwoUnits, loadCity, loadCityShuffled, postRows, system } from "../../testing/loaded-city.ts";
import { retimeBooks } from "../books/retime-books.ts";
import { computeBalance } from "./compute-balance.ts";

const day = (number: number) => dayFromNumber(dayOf(onDay(number)));

/** The same question answered from every row, by the pure functions alone. */
function answerFromRows(rows: readonly Declaration[], usccs: readonly string[], substanceId: string, fromDay: number, toDay: number, asOfMs: number): Balance {
  const present = presentAsOf(rows, asOfMs);
  const substanceOfLot = lotSubstances(present);
  const books = usccs.map((uscc) => balanceOfBook(present.filter((row) => row.declarant === uscc), { substanceId, fromDay, toDay }, substanceOfLot));
  const lanes = matchAll(present).filter((match) => groupsOf(match).some((group) => group.substanceId === substanceId && usccs.includes(group.sender)));
  return { ...sumBalances(substanceId, books), inTransitMg: lanes.reduce((sum, match) => sum + inTransitMg(match, startOfDay(toDay + 1) - 1), 0) };
}

const groupsOf = (match: ReturnType<typeof matchAll>[number]) => [...match.pairings.flatMap((pairing) => [...pairing.sent, ...pairing.received]), ...match.unansweredDispatches, ...match.unansweredReceipts];

describe("the balance of a unit", () => {
  const house = useTestHouse();
  const compute = (query: Parameters<typeof computeBalance>[1]) => house.gate.act(system, "test.balance", ({ tx }) => computeBalance(tx, query));

  /** Every substance of every unit and of the city, as balanced and as replayed from the rows. */
  async function compareWithRows(city: City, rows: readonly Declaration[], [from, to]: readonly [number, number], asOf: Date | null): Promise<void> {
    for (const unit of ["500102", "500109", null]) {
      const usccs = city.enterprises.filter((enterprise) => unit === null || enterprise.unitCode === unit).map((enterprise) => enterprise.uscc);
      const balances = await compute({ unit, enterprise: null, substance: null, from: day(from), to: day(to), asOf });
      for (const { id } of SUBSTANCES) {
        const expected = answerFromRows(rows, usccs, id, dayOf(onDay(from)), dayOf(onDay(to)), asOf?.getTime() ?? Infinity);
        const found = balances.find((balance) => balance.substanceId === id) ?? sumBalances(id, []);
        expect({ unit, from, to, asOf, ...found }).toEqual({ unit, from, to, asOf, ...expected });
        expect(found.closingMg).toBe(found.openingMg + totalMg(found.inMg) - totalMg(found.outMg));
      }
    }
  }

  const questions = fc.array(fc.tuple(fc.integer({ min: 0, max: 110 }), fc.integer({ min: 0, max: 110 }), fc.option(fc.integer({ min: -1, max: 150 * 24 }))), { minLength: 6, maxLength: 6 });
  async function ask(city: City, rows: readonly Declaration[], asked: readonly (readonly [number, number, number | null])[]): Promise<void> {
    // Whole hours: midnights, where a day's filing begins, are among them.
    for (const [one, two, hour] of asked) await compareWithRows(city, rows, one < two ? [one, two] : [two, one], hour === null ? null : new Date(onDay(0, 0) + hour * 3_600_000));
  }

  it("is, for any period and any past moment, to the milligram the sum of its enterprises' books replayed row by row", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), questions, async (seed, asked) => {
        const { city, rows } = await loadCity(house, inTwoUnits(aCity(seed, { enterprises: 6, days: 100, rows: 140 })));
        await ask(city, rows, asked);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it("is as exact where lots become known and unknown after they were used, in whatever order and however many postings that is learned", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 9 }), questions, async (seed, parts, asked) => {
        const { city, rows } = await loadCityShuffled(house, asTheyCome(aCity(seed, { enterprises: 4, days: 100, rows: 160 })), seed, parts);
        await ask(city, rows, [...asked, [0, 110, null]]);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it("is as exact after postings too large to tell histories anew at once, and when they were told", async () => {
    const whole = asTheyCome(aCity(5, { enterprises: 4, days: 100, rows: 5_200 }));
    const rows = whole.declarations.filter((row) => row.kind !== "void" && row.kind !== "stocktake");
    const isSecond = (row: Declaration, i: number) => row.kind === "transform" || i % 2 === 1;
    const { city } = await loadCity(house, { ...whole, declarations: rows.filter((row, i) => !isSecond(row, i)) });
    const second = rows.filter(isSecond);
    expect(second.length).toBeGreaterThan(2_000);
    expect((await postRows(house, second)).every(({ state }) => state === "accepted")).toBe(true);
    const moments = [null, new Date(onDay(30)), new Date(onDay(60, 0)), new Date(onDay(90, 15))];
    for (const asOf of moments) await compareWithRows(city, rows, [20, 80], asOf);
    const retold = await house.gate.act(system, "test.retime", ({ tx, now, newId }) => retimeBooks(tx, null, now, newId));
    expect(retold).toBeGreaterThan(0);
    for (const asOf of moments) await compareWithRows(city, rows, [20, 80], asOf);
  }, 120_000);

  it("is the sum of the balances of its enterprises, each asked for by itself", async () => {
    const { city, rows } = await loadCity(house, inTwoUnits(aCity(7, { enterprises: 6, days: 100, rows: 200 })));
    expect(rows.length).toBeGreaterThan(100);
    for (const asOf of [null, new Date(onDay(40)), new Date(onDay(75, 0))]) {
      const query = { substance: "toluene", from: day(20), to: day(60), asOf };
      const own = city.enterprises.filter((enterprise) => enterprise.unitCode === "500102");
      const books = (await Promise.all(own.map(({ uscc }) => compute({ unit: null, enterprise: uscc, ...query })))).flat();
      const [unit] = await compute({ unit: "500102", enterprise: null, ...query });
      expect(unit).toEqual(sumBalances("toluene", books));
    }
  });

  it("is as exact for books that were imported out of the order of their filing and not yet told anew", async () => {
    const { city, rows } = await loadCity(house, inTwoUnits(aCity(11, { enterprises: 6, days: 100, rows: 200 })));
    const asOf = new Date(onDay(50));
    const usccs = city.enterprises.filter((enterprise) => enterprise.unitCode === "500102").map((enterprise) => enterprise.uscc);
    // As a large import leaves them: the stocks are right, what was known when is not.
    await house.gate.act(system, "test.mistime", async ({ tx }) => {
      await tx`update precursor.stock set is_mistimed = true`;
      await tx`update precursor.adjustment set reported_at = reported_at + interval '400 days'`;
    });
    const balances = await compute({ unit: "500102", enterprise: null, substance: null, from: day(20), to: day(60), asOf });
    const expected = SUBSTANCES.map(({ id }) => answerFromRows(rows, usccs, id, dayOf(onDay(20)), dayOf(onDay(60)), asOf.getTime())).sort((a, b) => (a.substanceId < b.substanceId ? -1 : 1));
    expect(balances).toEqual(expected);
    expect(balances.some((balance) => balance.inMg.shortfall > 0)).toBe(true);
  });

  it("keeps a declaration out of a moment before it was filed, and a voided one in until its void was filed", async () => {
    const whole = aCity(3, { enterprises: 2, days: 5, rows: 1 });
    const [first] = whole.enterprises;
    if (first === undefined) throw new Error("a city has enterprises");
    const row: Declaration = aDeclaration(first.uscc, "late", "opening", { occurredAt: onDay(1), reportedAt: onDay(20), massMg: 5_000 });
    const cancel: Declaration = { ...row, declarationId: "cancel", kind: "void", substanceId: "", massMg: 0, ref: "late", reportedAt: onDay(40) };
    const { rows } = await loadCity(house, { ...whole, declarations: [row, cancel] });
    expect(rows.map(declarationKey)).toHaveLength(2);
    const closing = async (asOf: Date | null) => (await compute({ unit: "500102", enterprise: null, substance: "toluene", from: day(0), to: day(50), asOf }))[0]?.closingMg ?? 0;
    expect(await closing(new Date(onDay(20) - 1))).toBe(0);
    expect(await closing(new Date(onDay(20)))).toBe(5_000);
    expect(await closing(new Date(onDay(40) - 1))).toBe(5_000);
    expect(await closing(new Date(onDay(40)))).toBe(0);
    expect(await closing(null)).toBe(0);
  });

  describe("where a transform uses a lot", () => {
    const whole = inTwoUnits(aCity(3, { enterprises: 2, days: 5, rows: 1 }));
    const uscc = whole.enterprises[0]?.uscc ?? "";
    const at = (reported: number, hour = 10) => ({ occurredAt: onDay(1), reportedAt: onDay(reported, hour) });
    const receive = (id: string, reported: number, massMg = 100 * KG) => aDeclaration(uscc, id, "opening", { substanceId: "acetone", lot: "L", massMg, ...at(reported), occurredAt: onDay(0) });
    const transform = (id: string, reported: number, outMg = 95 * KG, inMg = 100 * KG) => aDeclaration(uscc, id, "transform", { substanceId: "toluene", lot: "M", massMg: outMg, inputs: [{ lot: "L", massMg: inMg }], ...at(reported) });
    const cancel = (ref: string, reported: number, hour = 10) => aDeclaration(uscc, `cancel-${ref}`, "void", { ref, massMg: 0, ...at(reported, hour) });
    const load = (...postings: readonly Declaration[][]) => loadCity(house, { ...whole, declarations: [] }).then(async () => {
      for (const posting of postings) expect((await postRows(house, posting)).every(({ state }) => state === "accepted")).toBe(true);
      return postings.flat();
    });
    const moments = [null, ...[1, 2, 4, 5, 6, 10, 19, 20, 21, 40].flatMap((number) => [0, 12].map((hour) => new Date(onDay(number, hour))))];
    const agrees = async (rows: readonly Declaration[]) => {
      for (const asOf of moments) await compareWithRows(whole, rows, [0, 50], asOf);
    };

    it("voids the row that names the lot together with the transform without moving a gram elsewhere", async () => {
      await agrees(await load([receive("R", 1), transform("T", 2)], [cancel("R", 20), cancel("T", 20)]));
    });
    it("corrects the transform and names the lot anew in one file", async () => {
      await agrees(await load([transform("T1", 2)], [cancel("T1", 20), receive("R", 20), transform("T2", 20)]));
    });
    it("files and voids a naming row in one posting beside a transform", async () => {
      await agrees(await load([transform("T", 2)], [receive("R", 5), cancel("R", 20)]));
      await agrees(await load([receive("R", 1), transform("T", 2), cancel("R", 20), cancel("T", 20)]));
    });
    it("tells the past of a voided transform by what its lot held then", async () => {
      await agrees(await load([receive("R", 1)], [transform("T", 5)], [cancel("T", 20)]));
    });
    it("leaves the past alone when the row that named the lot is voided", async () => {
      await agrees(await load([receive("R", 5)], [transform("T", 10, 50 * KG, 50 * KG)], [cancel("R", 20)]));
    });
    it("dates what a lot turns out to hold by the row that says so, whatever else is filed with it", async () => {
      const later = aDeclaration(uscc, "other", "opening", { substanceId: "piperonal", lot: "Z", ...at(40) });
      await agrees(await load([transform("T", 5)], [receive("R", 10), later]));
      await agrees(await load([transform("T", 5)], [cancel("T", 20)], [receive("R", 10), later]));
    });
    it("keeps what the transform made when only its input is booked anew", async () => {
      await agrees(await load([transform("T", 5), aDeclaration(uscc, "count", "stocktake", { massMg: 90 * KG, ...at(6), occurredAt: onDay(1, 20) })], [receive("R", 10)], [cancel("R", 20)]));
    });
  });

  it("takes out at once what was voided before it was filed", async () => {
    const whole = inTwoUnits(aCity(3, { enterprises: 2, days: 5, rows: 1 }));
    const uscc = whole.enterprises[0]?.uscc ?? "";
    const row = aDeclaration(uscc, "late", "opening", { occurredAt: onDay(1), reportedAt: onDay(10, 9), massMg: 5_000 });
    const cancel = aDeclaration(uscc, "cancel", "void", { ref: "late", massMg: 0, occurredAt: onDay(8), reportedAt: onDay(8) });
    await loadCity(house, { ...whole, declarations: [row, cancel] });
    for (const hour of [8, 9, 12, 24]) await compareWithRows(whole, [row, cancel], [0, 50], new Date(onDay(10, hour)));
  });
});
