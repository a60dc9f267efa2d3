import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { balanceOfBook } from "../../domain/balance.ts";
import { lotSubstances } from "../../domain/lot-substance.ts";
import { presentAsOf } from "../../domain/presence.ts";
import { dayOf } from "../../domain/shanghai-day.ts";
import { aCity, aDeclaration, aUscc, KG, onDay, SUBSTANCES } from "../../testing/builders.ts";
import { statementOf } from "./statement-lines.ts";

describe("the statement of a book", () => {
  it("runs, line by line, from the opening to the closing that the balance states, at any past moment", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 120 }), (seed, one, two, known) => {
        const { enterprises, declarations } = aCity(seed, { enterprises: 3, days: 60, rows: 120 });
        const [fromDay, toDay] = [Math.min(one, two), Math.max(one, two)].map((day) => dayOf(onDay(day)));
        if (fromDay === undefined || toDay === undefined) return;
        for (const { uscc } of enterprises) {
          const book = declarations.filter((row) => row.declarant === uscc);
          const present = presentAsOf(book, onDay(known));
          for (const { id: substanceId } of SUBSTANCES) {
            const balance = balanceOfBook(present, { substanceId, fromDay, toDay }, lotSubstances(present));
            const { openingMg, closingMg, lines } = statementOf(book, { substanceId, fromDay, toDay, asOfMs: onDay(known) });
            expect({ openingMg, closingMg }).toEqual({ openingMg: balance.openingMg, closingMg: balance.closingMg });
            let runningMg = openingMg;
            for (const line of lines) {
              if (!line.voided) runningMg += line.inMg - line.outMg;
              expect(line.balanceMg).toBe(runningMg);
            }
            expect(runningMg).toBe(closingMg);
            expect(lines.filter((line) => line.kind === "shortfall").reduce((sum, line) => sum + line.inMg, 0)).toBe(balance.inMg.shortfall);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("puts a shortfall before the count that follows it, and books the count's difference with its sign", () => {
    const owner = aUscc(1);
    const book = [
      aDeclaration(owner, "1", "opening", { occurredAt: onDay(0), massMg: 10 * KG }),
      aDeclaration(owner, "2", "consume", { occurredAt: onDay(1, 9), massMg: 15 * KG }),
      aDeclaration(owner, "3", "stocktake", { occurredAt: onDay(1, 18), massMg: 2 * KG }),
      aDeclaration(owner, "4", "produce", { occurredAt: onDay(1, 20), massMg: KG }),
    ];
    const { lines } = statementOf(book, { substanceId: "toluene", fromDay: dayOf(onDay(1)), toDay: dayOf(onDay(1)), asOfMs: Infinity });
    expect(lines.map((line) => [line.kind, line.inMg - line.outMg, line.balanceMg])).toEqual([
      ["consume", -15 * KG, -5 * KG],
      ["shortfall", 5 * KG, 0],
      ["stocktake", 2 * KG, 2 * KG],
      ["produce", KG, 3 * KG],
    ]);
  });
});
