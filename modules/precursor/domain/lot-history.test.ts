import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aDeclaration } from "../testing/builders.ts";
import { lotHistory } from "./lot-history.ts";
import { lotSubstances } from "./lot-substance.ts";

const SUBSTANCES = ["acetone", "piperonal", "toluene"] as const;
const naming = fc.record({ substanceId: fc.constantFrom(...SUBSTANCES), from: fc.integer({ min: 0, max: 12 }), until: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant(Infinity)) });

describe("what an input lot held while its transform stood", () => {
  it("is at every moment what the rows present then say, without a gap and told once", () => {
    fc.assert(
      fc.property(fc.array(naming, { maxLength: 8 }), fc.constantFrom(...SUBSTANCES), fc.integer({ min: 0, max: 12 }), fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant(Infinity)), (namings, own, from, until) => {
        const held = lotHistory(namings.map((each) => ({ declarant: "A", lot: "L", ...each })))("A", "L", own, from, until);
        for (let at = 0; at <= 13; at++) {
          const present = namings.filter((each) => each.from <= at && at < each.until).map((each, i) => aDeclaration("A", `N${i}`, "produce", { lot: "L", substanceId: each.substanceId }));
          const expected = from <= at && at < until ? [lotSubstances(present)("A", "L", own)] : [];
          expect(held.filter((each) => each.from <= at && at < each.until).map((each) => each.substanceId)).toEqual(expected);
        }
        held.forEach((each, i) => {
          const next = held[i + 1];
          if (next === undefined) return;
          expect(each.until).toBe(next.from);
          expect(each.substanceId).not.toBe(next.substanceId);
        });
      }),
    );
  });
});
