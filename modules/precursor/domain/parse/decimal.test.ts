import fc from "fast-check";
import { expect, test } from "vitest";
import { divHalfEven, mulDivHalfEven, NEGATIVE, NOT_A_NUMBER, parseDecimal, TOO_FINE, TOO_LARGE } from "./decimal.ts";

const LIMIT = 1e15;
/** The same by text and BigInt alone. */
function reference(text: string, decimals: number): bigint | "fine" | "large" {
  const [whole = "", fraction = ""] = text.split(".");
  if (/[1-9]/.test(fraction.slice(decimals))) return BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, "0")) > BigInt(LIMIT) ? "large" : "fine";
  const value = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, "0"));
  return value > BigInt(LIMIT) ? "large" : value;
}

test("a decimal is read to the last digit, as text and big integers read it", () => {
  const digits = (most: number) => fc.array(fc.constantFrom(..."0123456789"), { minLength: 1, maxLength: most }).map((list) => list.join(""));
  fc.assert(
    fc.property(digits(18), fc.option(digits(12)), fc.constantFrom(0, 3, 4, 6, 9), (whole, fraction, decimals) => {
      const text = fraction === null ? whole : `${whole}.${fraction}`;
      const expected = reference(text, decimals);
      const read = parseDecimal(text, decimals, LIMIT);
      if (expected === "large") expect([TOO_LARGE, TOO_FINE]).toContain(read);
      else if (expected === "fine") expect(read).toBe(TOO_FINE);
      else expect(BigInt(read)).toBe(expected);
    }),
    { numRuns: 2000 },
  );
});

test("what is not a plain decimal is named, never guessed at", () => {
  for (const text of ["", ".", ".5", "5.", "1,000", "1 000", "1e3", "+1", "--1", "0x10", "１２", "1.2.3", "NaN", "∞", "0".repeat(41)]) expect(parseDecimal(text, 6, LIMIT)).toBe(NOT_A_NUMBER);
  expect(parseDecimal("-1", 6, LIMIT)).toBe(NEGATIVE);
  expect(parseDecimal("-0.0", 6, LIMIT)).toBe(0);
  expect(parseDecimal("0.1234567", 6, LIMIT)).toBe(TOO_FINE);
  expect(parseDecimal("0.1234560000", 6, LIMIT)).toBe(123_456);
  expect(parseDecimal("1000000", 9, LIMIT)).toBe(1e15);
  expect(parseDecimal("1000000.000000001", 9, LIMIT)).toBe(TOO_LARGE);
});

test("quantity times content is rounded once, half to even, as big integers round it", () => {
  fc.assert(
    fc.property(fc.nat(Number.MAX_SAFE_INTEGER), fc.nat(1_000_000), (mg, ppm) => {
      expect(BigInt(mulDivHalfEven(mg, ppm, 1_000_000))).toBe(divHalfEven(BigInt(mg) * BigInt(ppm), 1_000_000n));
    }),
  );
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 40n), fc.bigInt(1n, 10n ** 20n), (a, b) => {
      const doubled = 2n * (divHalfEven(a, b) * b - a); // twice the error
      expect(doubled <= b && -doubled <= b).toBe(true);
      if (doubled === b || -doubled === b) expect(divHalfEven(a, b) % 2n).toBe(0n);
    }),
  );
  expect([1, 3, 5, 7].map((mg) => mulDivHalfEven(mg, 500_000, 1_000_000))).toEqual([0, 2, 2, 4]);
});
