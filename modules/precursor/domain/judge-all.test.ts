import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FindingKind } from "../contract/finding.ts";
import { aCity, onDay } from "../testing/builders.ts";
import { judgeAll } from "./judge-all.ts";
import { RULES } from "./rules/index.ts";

describe("judging everything", () => {
  it("gives the same findings in any order of arrival", () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.nat(), { minLength: 160, maxLength: 160 }), (seed, ranks) => {
        const city = aCity(seed, { enterprises: 5, days: 60, rows: 160 });
        const shuffled = city.declarations
          .map((row, index) => ({ row, rank: ranks[index] ?? 0 }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ row }) => row);
        const at = onDay(100);
        const plain = (findings: ReturnType<typeof judgeAll>) => JSON.stringify(findings);
        expect(plain(judgeAll({ ...city, declarations: shuffled, at }))).toBe(plain(judgeAll({ ...city, at })));
      }),
      { numRuns: 40 },
    );
  });

  it("as of a past moment does not know what was reported later", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 100 }), (seed, day) => {
        const city = aCity(seed, { enterprises: 5, days: 60, rows: 120 });
        const at = onDay(day);
        const known = city.declarations.filter((row) => row.reportedAt <= at);
        expect(judgeAll({ ...city, at })).toEqual(judgeAll({ ...city, declarations: known, at }));
      }),
      { numRuns: 40 },
    );
  });

  it("gives every finding one key, safe masses, words in two languages without holes, and a rule of this slice", () => {
    const kinds = new Set<string>();
    for (let seed = 1; seed <= 20; seed++) {
      const findings = judgeAll({ ...aCity(seed, { enterprises: 8, days: 90, rows: 300 }), at: onDay(200) });
      expect(new Set(findings.map((finding) => finding.key)).size).toBe(findings.length);
      for (const finding of findings) {
        kinds.add(finding.kind);
        expect(Number.isSafeInteger(finding.massMg) && finding.massMg >= 0).toBe(true);
        expect(RULES).toContain(finding.rule);
        expect(`${finding.words.zh}${finding.words.en}`).not.toMatch(/undefined|NaN|Infinity|\[object/);
        expect(finding.declarations.length).toBeGreaterThan(0);
        expect(finding.unitCode).toMatch(/^\d{6}$/);
        expect(FindingKind.options).toContain(finding.kind);
      }
    }
    expect(kinds.size).toBeGreaterThanOrEqual(10);
  });
});
