import { useLanguage } from "./language.ts";

/** A phrase, or a function of the values it names. */
type Phrase = string | ((...values: never[]) => string);
type Phrases = { readonly [key: string]: Phrase };
/** The same keys, each the same kind of phrase. */
type Twin<Z extends Phrases> = { readonly [K in keyof Z]: Z[K] extends string ? string : Z[K] };

export type WordBook<Z extends Phrases> = { readonly zh: Z; readonly en: Twin<Z> };

/** A screen's words. English lacking a key of the Chinese, or having one more, does not compile. */
export function defineWords<Z extends Phrases>(book: { readonly zh: Z; readonly en: NoInfer<Twin<Z>> }): WordBook<Z> {
  return book;
}

/** The words in the language of the screen. */
export function useWords<Z extends Phrases>(book: WordBook<Z>): Twin<Z> {
  const language = useLanguage();
  return book[language] as Twin<Z>; // Chinese is its own twin; the compiler does not see through the conditional
}
