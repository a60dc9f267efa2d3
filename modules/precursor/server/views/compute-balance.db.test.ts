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
import { aCity, aDeclaration, onDay, SUBSTANCES } from "../../testing/builders.ts";
import { useTestHouse } from "#test/database.ts";
import { inTwoUnits, loadCity, system } from "../../testing/loaded-city.ts";
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

  it("is, for any period and any past moment, to the milligram the sum of its enterprises' books replayed row by row", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), fc.array(fc.tuple(fc.integer({ min: 0, max: 110 }), fc.integer({ min: 0, max: 110 }), fc.option(fc.integer({ min: -1, max: 150 * 24 }))), { minLength: 6, maxLength: 6 }), async (seed, questions) => {
        const { city, rows } = await loadCity(house, inTwoUnits(aCity(seed, { enterprises: 6, days: 100, rows: 140 })));
        for (const [one, two, hour] of questions) {
          const [from, to] = one < two ? [one, two] : [two, one];
          // Whole hours: midnights, where a day's filing begins, are among them.
          const asOf = hour === null ? null : new Date(onDay(0, 0) + hour * 3_600_000);
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
      }),
      { numRuns: 12 },
    );
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
});
