import { GoLink } from "#ui/frame/GoLink.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { formatMinute, formatNumber } from "#ui/words/format.ts";
import { useWords } from "#ui/words/words.ts";
import type { LogHealth, Witness } from "../contract/index.ts";
import { witnessState } from "./age.ts";
import { useAgo, useNow } from "./Pieces.tsx";
import { WITNESS_TONES } from "./vocabulary.ts";
import { witnessWords } from "./witness-words.ts";

type WitnessProps = { readonly witness: Witness; readonly size: number };

/** How far a witness is, in a word. */
export function WitnessTag({ witness, size }: WitnessProps) {
  const t = useWords(witnessWords);
  const state = witnessState(witness, size, useNow(60_000));
  return <StatusTag tone={WITNESS_TONES[state]}>{t[state]}</StatusTag>;
}

/** Why it stands so, and what to do. */
export function WitnessReason({ witness, size }: WitnessProps) {
  const t = useWords(witnessWords);
  const ago = useAgo();
  const now = useNow(60_000);
  const behind = formatNumber(Math.max(0, size - (witness.lastSize ?? 0)));
  const why = {
    retired: t.retiredWhy,
    never: t.neverWhy,
    current: t.currentWhy,
    behind: t.behindWhy(behind),
    late: t.lateWhy(behind, ago(witness.lastAt ?? witness.since, now)),
  }[witnessState(witness, size, now)];
  return <>{why}</>;
}

/** The witnesses on the first page: who, how far, and what to do about it. */
export function WitnessList({ log }: { readonly log: LogHealth }) {
  const t = useWords(witnessWords);
  const active = log.witnesses.filter(({ retiredAt }) => retiredAt === null);
  const mayManage = log.can.includes("manage-witnesses");
  if (active.length === 0) return <div className="record-stack"><p><strong>{t.none}</strong></p><p className="soft">{mayManage ? t.noneNext : t.noneNextRead}</p></div>;
  return (
    <ul className="witness-list">
      {active.map((witness) => (
        <li key={witness.name}>
          <div className="witness-line">
            <strong><GoLink to={`/record/witnesses?open=${encodeURIComponent(witness.name)}`}>{witness.party}</GoLink></strong>
            <WitnessTag witness={witness} size={log.size} />
          </div>
          {witness.lastSize !== null && witness.lastAt !== null && <span>{t.seen} {t.entries(formatNumber(witness.lastSize))}　{t.last} {formatMinute(witness.lastAt)}</span>}
          <span className="why"><WitnessReason witness={witness} size={log.size} /></span>
        </li>
      ))}
    </ul>
  );
}
