import { wordsOf, type Refusal } from "#kernel/refusal.ts";
import { refusals } from "./house.ts";

/** What a terminal shows of a refusal: words in both languages, then the code. */
export function refusalText(refusal: Refusal): string {
  const words = refusals[refusal.code];
  return words ? `${wordsOf(words, "zh", refusal.data)} ${wordsOf(words, "en", refusal.data)} [${refusal.code}]` : refusal.code;
}
