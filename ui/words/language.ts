import { preference } from "../preference.ts";
import type { Words } from "../call.ts";

export type Language = "zh" | "en";
export const languagePreference = preference("qingyu.language", ["zh", "en"], "zh");

export function useLanguage(): Language {
  return languagePreference.use();
}

const SAY = { zh: (words: Words) => words.zh, en: (words: Words) => words.en };

/** Picks the current language out of words that come as data (refusals, findings, catalogue). The same function until the language changes. */
export function useSay(): (words: Words) => string {
  return SAY[languagePreference.use()];
}

const LISTED = { zh: (parts: readonly string[]) => parts.join("、"), en: (parts: readonly string[]) => parts.join(", ") };

/** Several words one after another, with the comma of the language. */
export function useListed(): (parts: readonly string[]) => string {
  return LISTED[languagePreference.use()];
}
