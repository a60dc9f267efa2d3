import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { balanceToInterface, BalanceView, totalMg } from "../contract/balance.ts";
import { KG, SUBSTANCES, aCity, aDeclaration, aUscc, onDay } from "../testing/builders.ts";
import { balanceOfBook, sumBalances } from "./balance.ts";
import { lotSubstances } from "./lot-substance.ts";
import { presentAsOf } from "./presence.ts";
import { dayOf } from "./shanghai-day.ts";

const day = (number: number): number => dayOf(onDay(number));

describe("balance", () => {
  it("closes exactly over any period, and the next period opens where the last one closed", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (seed, one, two) => {
        const { enterprises, declarations } = aCity(seed, { enterprises: 4, days: 60, rows: 150 });
        const present = presentAsOf(declarations, Infinity);
        const substanceOf = lotSubstances(present);
        const [from, cut] = one < two ? [one, two] : [two, one];
        for (const { uscc } of enterprises) {
          const own = present.filter((row) => row.declarant === uscc);
          for (const { id: substanceId } of SUBSTANCES) {
            const over = (fromDay: number, toDay: number) => balanceOfBook(own, { substanceId, fromDay: day(fromDay), toDay: day(toDay) }, substanceOf);
            const first = over(from, cut);
            const rest = over(cut + 1, 70);
            const whole = over(from, 70);
            expect(first.closingMg).toBe(first.openingMg + totalMg(first.inMg) - totalMg(first.outMg));
            expect(rest.openingMg).toBe(first.closingMg);
            expect(whole.closingMg).toBe(rest.closingMg);
            expect(whole.mufMg).toBe(first.mufMg + rest.mufMg);
            expect(first.outMg.stocktake - first.inMg.stocktake).toBe(first.mufMg);
            expect(Math.min(first.openingMg, first.closingMg)).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("books a count as material unaccounted for with its sign, and mass nobody declared as shortfall", () => {
    const owner = aUscc(1);
    const rows = [
      aDeclaration(owner, "1", "opening", { occurredAt: onDay(0), massMg: 100 * KG }),
      aDeclaration(owner, "2", "consume", { occurredAt: onDay(1), massMg: 130 * KG }),
      aDeclaration(owner, "3", "produce", { occurredAt: onDay(2), massMg: 50 * KG }),
      aDeclaration(owner, "4", "stocktake", { occurredAt: onDay(3), massMg: 45 * KG }),
    ];
    const balance = balanceOfBook(rows, { substanceId: "toluene", fromDay: day(0), toDay: day(9), inTransitMg: 3 }, lotSubstances(rows));
    expect(balance).toMatchObject({ openingMg: 0, closingMg: 45 * KG, mufMg: 5 * KG, inTransitMg: 3 });
    expect(balance.inMg).toMatchObject({ opening: 100 * KG, produce: 50 * KG, shortfall: 30 * KG });
    expect(balance.outMg).toMatchObject({ consume: 130 * KG, stocktake: 5 * KG });
    const sum = sumBalances("toluene", [balance, balance]);
    expect(sum.closingMg).toBe(sum.openingMg + totalMg(sum.inMg) - totalMg(sum.outMg));
    const view = balanceToInterface({ unit: "500102", enterprise: null, fromMs: onDay(0), toMs: onDay(9) }, [sum]);
    expect(BalanceView.parse(view)).toMatchObject({ from: "2026-01-01T10:00:00+08:00", balances: [{ substance: "toluene", muf_mg: 10 * KG }] });
  });
});
