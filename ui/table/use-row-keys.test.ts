import { expect, test } from "vitest";
import { nextIndex } from "./use-row-keys.ts";

test("arrow keys move by one row and stop at the ends; the first ↓ goes to the first row", () => {
  expect(nextIndex("ArrowDown", -1, 3)).toBe(0);
  expect(nextIndex("ArrowDown", 2, 3)).toBe(2);
  expect(nextIndex("ArrowUp", 0, 3)).toBe(0);
  expect(nextIndex("End", 0, 3)).toBe(2);
  expect(nextIndex("a", 0, 3)).toBeNull();
  expect(nextIndex("ArrowDown", -1, 0)).toBeNull();
});
