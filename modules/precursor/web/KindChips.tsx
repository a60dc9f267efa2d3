import type { OutputOf } from "#kernel/contract.ts";
import { useSetUrlState, useUrlState } from "#ui/frame/url.ts";
import { formatNumber } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import type { listFindings } from "../contract/finding.api.ts";
import { FindingKind } from "../contract/finding.ts";
import { findingWords } from "./finding-words.ts";
import "./room-pieces.css";
import { FINDING_KIND_WORDS } from "./kind-words.ts";

/** How many findings of each kind, all other filters applied; a chip chooses its kind. Commonest first. */
export function KindChips({ counts }: { readonly counts: OutputOf<typeof listFindings>["counts"] }) {
  const t = useWords(findingWords);
  const say = useSay();
  const { kind } = useUrlState();
  const setState = useSetUrlState();
  const chosen = FindingKind.options.find((each) => each === kind);
  const perKind = new Map<FindingKind, number>(chosen ? [[chosen, 0]] : []);
  for (const { kind: each, count } of counts) perKind.set(each, (perKind.get(each) ?? 0) + count);
  if (perKind.size === 0) return null;
  const total = [...perKind.values()].reduce((sum, count) => sum + count, 0);
  const choose = (next: FindingKind | undefined) => setState({ kind: next, open: undefined }, "replace");
  return (
    <ul className="kind-chips" aria-label={t.chips}>
      <li><button type="button" aria-pressed={chosen === undefined} onClick={() => choose(undefined)}>{t.allKinds}<b>{formatNumber(total)}</b></button></li>
      {[...perKind].sort(([, a], [, b]) => b - a).map(([each, count]) => (
        <li key={each}><button type="button" aria-pressed={each === chosen} onClick={() => choose(each === chosen ? undefined : each)}>{say(FINDING_KIND_WORDS[each])}<b>{formatNumber(count)}</b></button></li>
      ))}
    </ul>
  );
}
