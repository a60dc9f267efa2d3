import { expect, it } from "vitest";
import { UploadAllowance } from "./upload-allowance.ts";

const HOUR = 3_600_000;
const MIB = 1_048_576;

it("gives back what was sent a day ago, hour by hour", () => {
  const allowance = new UploadAllowance(100 * MIB);
  allowance.add("a", 60 * MIB, 0);
  allowance.add("a", 60 * MIB, 10 * HOUR);
  expect(allowance.isSpent("a", 11 * HOUR)).toBe(true);
  expect(allowance.isSpent("b", 11 * HOUR)).toBe(false);
  expect(allowance.isSpent("a", 24 * HOUR)).toBe(false);
  allowance.add("a", 40 * MIB, 24 * HOUR);
  expect(allowance.isSpent("a", 25 * HOUR)).toBe(true);
  expect(allowance.isSpent("a", 49 * HOUR)).toBe(false);
});

it("is spent by very many small files too", () => {
  const allowance = new UploadAllowance(MIB);
  for (let file = 0; file < 15; file++) allowance.add("a", 1, HOUR);
  expect(allowance.isSpent("a", HOUR)).toBe(false);
  allowance.add("a", 1, HOUR);
  expect(allowance.isSpent("a", HOUR)).toBe(true);
});
