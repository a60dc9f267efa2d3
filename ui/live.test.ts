import { expect, test } from "vitest";
import { refreshedViews } from "./live.ts";

test("a live message names the views to fetch anew, and nonsense names none", () => {
  expect(refreshedViews('{"refreshes":["precursor.finding.list",7]}')).toEqual(["precursor.finding.list"]);
  for (const nonsense of ["", "null", "{", "[]", '{"refreshes":"x"}', undefined]) expect(refreshedViews(nonsense)).toEqual([]);
});
