/** What can be wrong with a decimal; negative, so a result below zero is never a value. */
export const NOT_A_NUMBER = -1, NEGATIVE = -2, TOO_FINE = -3, TOO_LARGE = -4;

/**
 * Decimal text as an exact integer number of 10^−decimals: `parseDecimal("1.5", 6, …)` is 1 500 000. No float takes part.
 * Plain digits only: no sign, exponent, thousands separator or blank. Zeros past the last decimal are harmless.
 * @param limit largest result, at most 10^15 so that every step stays exact
 * @returns the integer, or one of the four faults
 */
export function parseDecimal(text: string, decimals: number, limit: number): number {
  const length = text.length;
  let at = 0;
  const negative = text.charCodeAt(0) === 45;
  if (negative) at = 1;
  let value = 0;
  let left = -1; // decimals still to be read; −1 before the point
  let digits = 0;
  let fault = 0;
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46 && left < 0 && digits > 0 && at < length - 1) {
      left = decimals;
      continue;
    }
    const digit = code - 48;
    if (digit < 0 || digit > 9) return NOT_A_NUMBER;
    digits++;
    if (left === 0) {
      if (digit > 0) fault = TOO_FINE;
      continue;
    }
    if (fault === TOO_LARGE) continue;
    value = value * 10 + digit;
    if (left > 0) left--;
    if (value > limit) fault = TOO_LARGE;
  }
  if (digits === 0 || length > 40) return NOT_A_NUMBER;
  if (negative) return value === 0 && fault === 0 ? 0 : NEGATIVE;
  if (fault !== 0) return fault;
  for (let missing = left < 0 ? decimals : left; missing > 0; missing--) {
    value *= 10;
    if (value > limit) return TOO_LARGE;
  }
  return value;
}

/** round(a × b ÷ divisor), ties to even, exact for all safe non-negative integers whose result is one. */
export function mulDivHalfEven(a: number, b: number, divisor: number): number {
  const product = a * b;
  if (product <= Number.MAX_SAFE_INTEGER) {
    const rest = product % divisor;
    const whole = (product - rest) / divisor;
    if (rest * 2 < divisor || (rest * 2 === divisor && whole % 2 === 0)) return whole;
    return whole + 1;
  }
  return Number(divHalfEven(BigInt(a) * BigInt(b), BigInt(divisor)));
}

/** round(a ÷ b), ties to even, for non-negative a and positive b. */
export function divHalfEven(a: bigint, b: bigint): bigint {
  const whole = a / b;
  const twice = (a % b) * 2n;
  return twice > b || (twice === b && whole % 2n === 1n) ? whole + 1n : whole;
}
