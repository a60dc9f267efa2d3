import fc from "fast-check";
import { expect, test } from "vitest";
import { lineDifference } from "./line-difference.ts";

test("a changed line is told as what went and what came", () => {
  expect(lineDifference("a\nb\nc", "a\nB\nc\nd")).toEqual(["@@ line 2", "- b", "+ B", "+ d"]);
});

test("for any two texts, what is told is exactly what one has and the other has not", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 }).map((all) => all.join("\n"));
  const count = (all: readonly string[]) => all.reduce((sums, line) => sums.set(line, (sums.get(line) ?? 0) + 1), new Map<string, number>());
  fc.assert(
    fc.property(text, text, (before, after) => {
      const sums = count(before.split("\n"));
      for (const line of lineDifference(before, after).slice(1)) sums.set(line.slice(2), (sums.get(line.slice(2)) ?? 0) + (line.startsWith("+") ? 1 : -1));
      const wanted = count(after.split("\n"));
      for (const [line, sum] of sums) expect(sum).toBe(wanted.get(line) ?? 0);
    }),
  );
});
