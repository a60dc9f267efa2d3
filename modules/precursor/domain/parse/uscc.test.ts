import fc from "fast-check";
import { expect, test } from "vitest";
import { usccCheckCharacter, usccFault } from "./uscc.ts";

/** GB 32100-2015 as written: Σ Cᵢ·3^(i−1), check = 31 − Σ mod 31, by BigInt. */
function checkByTheStandard(first17: string): string {
  const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  let sum = 0n;
  for (let i = 0; i < 17; i++) sum += BigInt(alphabet.indexOf(first17.charAt(i))) * 3n ** BigInt(i);
  return alphabet.charAt(Number((31n - (sum % 31n)) % 31n));
}
const symbol = fc.constantFrom(..."0123456789ABCDEFGHJKLMNPQRTUWXY");
const first17 = fc
  .tuple(fc.array(symbol, { minLength: 2, maxLength: 2 }), fc.array(fc.constantFrom(..."0123456789"), { minLength: 6, maxLength: 6 }), fc.array(symbol, { minLength: 9, maxLength: 9 }))
  .map((parts) => parts.flat().join(""));

test("the check character of a credit code is the one GB 32100-2015 computes", () => {
  fc.assert(fc.property(first17, (code) => {
    expect(usccCheckCharacter(code)).toBe(checkByTheStandard(code));
    expect(usccFault(code + checkByTheStandard(code))).toBeNull();
  }));
});

test("one wrong symbol anywhere, or two neighbours exchanged, is always found", () => {
  fc.assert(fc.property(first17, fc.nat(17), symbol, (code, at, other) => {
    const good = code + usccCheckCharacter(code);
    const wrong = good.slice(0, at) + other + good.slice(at + 1);
    if (wrong !== good) expect(usccFault(wrong)).not.toBeNull();
    const swapped = good.slice(0, at) + good.slice(at, at + 2).split("").reverse().join("") + good.slice(at + 2);
    if (swapped !== good) expect(usccFault(swapped)).not.toBeNull();
  }));
});

test("letters I O S V Z, small letters, other lengths and a district of letters are no credit code", () => {
  for (const text of ["", "9150010", "91500102MA5000000I", "91500102ma5000000x", "915001A2MA50000001", "９1500102MA5000000X"]) expect(usccFault(text)).toBe("uscc-syntax");
});
