import { expect, test } from "vitest";
import { refreshedViews, retryDelayMs } from "./live.ts";

test("a live message names the views to fetch anew, and nonsense names none", () => {
  expect(refreshedViews('{"refreshes":["precursor.finding.list",7]}')).toEqual(["precursor.finding.list"]);
  for (const nonsense of ["", "null", "{", "[]", '{"refreshes":"x"}', undefined]) expect(refreshedViews(nonsense)).toEqual([]);
});

test("refused again and again, the console asks ever more seldom, but at least once a minute", () => {
  const delays = Array.from({ length: 2_000 }, (_, refusals) => retryDelayMs(refusals));
  expect(delays.slice(0, 3)).toEqual([1_000, 2_000, 4_000]);
  expect(delays.every((delay, i) => delay >= (delays[i - 1] ?? 0) && delay <= 60_000)).toBe(true);
});
