import { useMemo } from "react";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { IN_KIND_WORDS, OUT_KIND_WORDS } from "../kind-words.ts";
import { useSubstances } from "../use-substances.ts";
import type { FlowNames } from "./balance-flows.ts";
import { overviewWords } from "./words.ts";

/** What the parts of a balance are called on screen. Memoised: charts draw anew for new names only. */
export function useFlowNames(): FlowNames {
  const t = useWords(overviewWords);
  const say = useSay();
  const { nameOf } = useSubstances();
  return useMemo(() => ({ opening: t.opening, closing: t.closing, substance: nameOf, others: t.others, into: (kind) => t.into(say(IN_KIND_WORDS[kind])), outOf: (kind) => t.outOf(say(OUT_KIND_WORDS[kind])) }), [t, say, nameOf]);
}
