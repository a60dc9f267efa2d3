const CAS_SHAPE = /^(\d{2,7})-(\d{2})-(\d)$/;

export const looksLikeCas = (text: string): boolean => CAS_SHAPE.test(text);

/**
 * Whether a CAS Registry Number's check digit holds: the other digits, weighted 1, 2, 3 … from the right, summed modulo 10
 * (CAS, "Check Digit Verification of CAS Registry Numbers").
 */
export function isCasNumber(text: string): boolean {
  const parts = CAS_SHAPE.exec(text);
  if (!parts) return false;
  const digits = `${parts[1]}${parts[2]}`;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += Number(digits[digits.length - 1 - i]) * (i + 1);
  return sum % 10 === Number(parts[3]);
}
