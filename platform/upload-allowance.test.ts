import { expect, it } from "vitest";
import { UploadAllowance } from "./upload-allowance.ts";

const HOUR = 3_600_000;

it("gives back what was sent a day ago, piece by piece", () => {
  const allowance = new UploadAllowance(100);
  allowance.add("a", 60, 0);
  allowance.add("a", 60, 10 * HOUR);
  expect(allowance.isSpent("a", 11 * HOUR)).toBe(true);
  expect(allowance.isSpent("b", 11 * HOUR)).toBe(false);
  expect(allowance.isSpent("a", 24 * HOUR)).toBe(false);
  allowance.add("a", 40, 24 * HOUR);
  expect(allowance.isSpent("a", 25 * HOUR)).toBe(true);
  expect(allowance.isSpent("a", 49 * HOUR)).toBe(false);
});
