/**
 * A refusal is an expected no: it has a code, data and words, and is recorded but never alarmed.
 * Anything else that is thrown is a bug (HTTP 500, generic words, alarmed).
 */
export class Refusal extends Error {
  readonly code: string;
  readonly data: RefusalData;

  constructor(code: string, data: RefusalData = {}) {
    super(code);
    this.name = "Refusal";
    this.code = code;
    this.data = data;
  }
}

export type RefusalData = { readonly [key: string]: unknown };

/** Words may name data in braces: `{leftMg}`. */
export type RefusalWords = { readonly status: number; readonly zh: string; readonly en: string };
export type RefusalCatalogue = { readonly [code: string]: RefusalWords };

/** Ties a module's codes to their words and gives back the only function that may throw them. */
export function defineRefusals<const C extends RefusalCatalogue>(words: C) {
  return {
    words: words as RefusalCatalogue,
    codes: Object.keys(words) as (keyof C & string)[],
    refuse(code: keyof C & string, data: RefusalData = {}): never {
      throw new Refusal(code, data);
    },
  };
}

/** Fills `{name}` with the data's value; an absent name stays visible, so a test can find it. */
export function wordsOf(words: RefusalWords, language: "zh" | "en", data: RefusalData): string {
  return words[language].replace(/\{(\w+)\}/g, (whole, key: string) => (key in data ? String(data[key]) : whole));
}
