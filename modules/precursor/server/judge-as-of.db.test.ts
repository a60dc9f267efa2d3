import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeAll } from "../domain/judge-all.ts";
import { shippedCatalogue } from "../domain/shipped-catalogue.ts";
import { aCity, onDay } from "../testing/builders.ts";
import { inTwoUnits, loadCity, OTHER_UNIT, system } from "../testing/loaded-city.ts";
import { useTestHouse } from "#test/database.ts";
import { judgeAsOf } from "./judge-as-of.ts";

const catalogue = [...shippedCatalogue.versionsById.values()].flat();

describe("the findings of a unit at a past moment", () => {
  const house = useTestHouse();

  it("are those that judging the whole city from scratch shows for that unit", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), fc.array(fc.integer({ min: 0, max: 160 }), { minLength: 3, maxLength: 3 }), async (seed, days) => {
        const { city, rows } = await loadCity(house, inTwoUnits(aCity(seed, { enterprises: 6, days: 100, rows: 140 })));
        for (const day of days) {
          const asOf = new Date(onDay(day));
          const whole = judgeAll({ declarations: rows, enterprises: city.enterprises, permits: city.permits, catalogue, at: asOf.getTime() });
          for (const unit of ["500102", OTHER_UNIT, null]) {
            const found = await house.gate.act(system, "test.judge", ({ tx }) => judgeAsOf(tx, { unit, asOf }));
            expect(found).toEqual(whole.filter((finding) => unit === null || finding.unitCode === unit));
            compared += found.length;
          }
        }
      }),
      { numRuns: 15 },
    );
    expect(compared).toBeGreaterThan(100);
  }, 120_000);
});
