/** GB 32100-2015: digits and capital letters without I, O, S, V, Z. */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const VALUES = new Int8Array(128).fill(-1);
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i;
/** Weights 3^(i−1) mod 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** The 18th character for the first 17 of a unified social credit code; "" when they hold a symbol outside the alphabet. */
export function usccCheckCharacter(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const value = VALUES[first17.charCodeAt(i)] ?? -1;
    if (value < 0) return "";
    sum += value * (WEIGHTS[i] ?? 0);
  }
  return ALPHABET[(31 - (sum % 31)) % 31] ?? "";
}

/** Three parts by GB 32100-2015: registrar and kind (2), registrar's district (6 digits), organisation (9), check (1). */
export function usccFault(uscc: string): "uscc-syntax" | "uscc-check-digit" | null {
  if (uscc.length !== 18) return "uscc-syntax";
  for (let i = 2; i < 8; i++) {
    const code = uscc.charCodeAt(i);
    if (code < 48 || code > 57) return "uscc-syntax";
  }
  const check = usccCheckCharacter(uscc);
  if (check === "" || (VALUES[uscc.charCodeAt(17)] ?? -1) < 0) return "uscc-syntax";
  return check === uscc[17] ? null : "uscc-check-digit";
}

const REMEMBERED = 100_000;

/**
 * A good credit code as one and the same string each time: a file names few enterprises many times. Null: not met yet, or faulty.
 * Each is a copy of its own: a piece of the file's text would keep a quarter of a megabyte of it in memory.
 */
export function rememberedUsccs(): { find(text: string): string | null; add(uscc: string): string } {
  const good = new Map<string, string>();
  return {
    find: (text) => good.get(text) ?? null,
    add: (uscc) => {
      const own = String.fromCharCode(...Array.from(uscc, (char) => char.charCodeAt(0)));
      if (good.size < REMEMBERED) good.set(own, own);
      return own;
    },
  };
}
