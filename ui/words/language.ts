import { preference } from "../preference.ts";
import type { Words } from "../call.ts";

export type Language = "zh" | "en";
export const languagePreference = preference("qingyu.language", ["zh", "en"], "zh");

export function useLanguage(): Language {
  return languagePreference.use();
}

/** Picks the current language out of words that come as data (refusals, findings, catalogue). */
export function useSay(): (words: Words) => string {
  const language = languagePreference.use();
  return (words) => words[language];
}
