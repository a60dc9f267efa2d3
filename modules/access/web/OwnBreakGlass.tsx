import { useEffect, useState } from "react";
import type { Words } from "#ui/call.ts";
import { Card } from "#ui/frame/Card.tsx";
import { Workspace } from "#ui/frame/Workspace.tsx";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import type { ListView } from "#ui/use-view.ts";
import { formatMinute } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import type { OwnBreakGlass } from "../contract/index.ts";
import { emergencyWords } from "./emergency-words.ts";
import { Facts, Section } from "./Pieces.tsx";
import { ReviewState, useReviewText } from "./ReviewState.tsx";
import { BREAK_GLASS_WORDS } from "./vocabulary.ts";

const MINUTE_MS = 60_000;
/** Often enough that a minute left is never two. */
const LOOK_MS = 5_000;

export const isOpen = ({ endsAt }: { readonly endsAt: string }, now: number): boolean => Date.parse(endsAt) > now;

export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** What is open now: why, under which number, and until when. Stands first on the page as long as it lasts. */
export function OpenWindow({ access, now }: { readonly access: Omit<OwnBreakGlass, "review">; readonly now: number }) {
  const t = useWords(emergencyWords);
  const say = useSay();
  const timeLeft = useTimeLeft();
  return (
    <Card title={t.opened}>
      <div className="stack" role="status">
        <p className="open-until"><strong>{timeLeft(access, now)}</strong><span>{t.openUntil(formatMinute(access.endsAt))}</span></p>
        <Facts facts={[[t.reason, <strong key="r">{say(BREAK_GLASS_WORDS[access.reason])}</strong>], [t.caseNo, access.caseNo], [t.words, access.words], [t.openedAt, formatMinute(access.openedAt)], [t.endsAt, formatMinute(access.endsAt)]]} />
        <p className="soft">{t.reviewBy(formatMinute(access.reviewDueAt))}{!access.reviewCalendarKnown && <><br />{t.dueUncertain}</>}</p>
      </div>
    </Card>
  );
}

function useTimeLeft(): (access: { readonly endsAt: string }, now: number) => string {
  const t = useWords(emergencyWords);
  return ({ endsAt }, now) => {
    const minutes = Math.floor((Date.parse(endsAt) - now) / MINUTE_MS);
    return minutes < 1 ? t.lastMinute : t.minutesLeft(minutes);
  };
}

type OwnListProps = { readonly list: ListView<OwnBreakGlass>; readonly now: number; readonly openId: string | undefined; readonly onOpen: (id: string) => void };

export function OwnList({ list, now, openId, onOpen }: OwnListProps) {
  const t = useWords(emergencyWords);
  const say = useSay();
  const timeLeft = useTimeLeft();
  const review = useReviewText();
  const state = (row: OwnBreakGlass) => (isOpen(row, now) ? `${t.stateOpen} · ${timeLeft(row, now)}` : t.stateEnded);
  return <DataTable name="access.break-glass.own" list={list} rowKey={(row) => row.id} columns={columnsOf({ say, state, review }, now)} onOpen={(row) => onOpen(row.id)} openKey={openId} empty={{ title: t.mineNone, next: t.mineNoneNext }} tools={<h2 className="table-title">{t.mine}</h2>} />;
}

type Speech = { say(words: Words): string; state(row: OwnBreakGlass): string; review(row: OwnBreakGlass): string };

const columnsOf = ({ say, state, review }: Speech, now: number): readonly Column<OwnBreakGlass>[] => [
  { key: "opened", title: { zh: "开启时间", en: "Opened at" }, text: (row) => formatMinute(row.openedAt), width: 140, sticky: true },
  { key: "state", title: { zh: "状态", en: "State" }, text: state, cell: (row) => <StatusTag tone={isOpen(row, now) ? "info" : "quiet"}>{state(row)}</StatusTag>, width: 170 },
  { key: "review", title: { zh: "审查", en: "Review" }, text: review, cell: (row) => <ReviewState access={row} />, width: 110 },
  { key: "reason", title: { zh: "事由", en: "Reason" }, text: (row) => say(BREAK_GLASS_WORDS[row.reason]), width: 120 },
  { key: "case", title: { zh: "编号", en: "Case" }, text: (row) => row.caseNo, width: 150 },
  { key: "ends", title: { zh: "关闭时间", en: "Closes at" }, text: (row) => formatMinute(row.endsAt), width: 140 },
  { key: "due", title: { zh: "审查期限", en: "Review due" }, text: (row) => formatMinute(row.reviewDueAt), width: 140 },
  { key: "remarks", title: { zh: "审查意见", en: "Remarks" }, text: (row) => row.review?.words ?? "", width: 240 },
];

export function OwnPanel({ access, now, onClose }: { readonly access: OwnBreakGlass; readonly now: number; readonly onClose: () => void }) {
  const t = useWords(emergencyWords);
  const say = useSay();
  const timeLeft = useTimeLeft();
  const { review } = access;
  return (
    <Workspace title={`${say(BREAK_GLASS_WORDS[access.reason])} · ${access.caseNo}`} onClose={onClose}>
      <div className="stack">
        <Facts facts={[[t.state, isOpen(access, now) ? `${t.stateOpen} · ${timeLeft(access, now)}` : t.stateEnded], [t.openedAt, formatMinute(access.openedAt)], [t.endsAt, formatMinute(access.endsAt)], [t.caseNo, access.caseNo], [t.words, access.words]]} />
        <Section title={t.review}>
          <p><ReviewState access={access} /></p>
          {review ? <Facts facts={[[t.verdictWords, review.words], [t.by, review.byMasked ?? t.unknownReviewer], [t.at, formatMinute(review.at)]]} /> : <p className="soft">{t.waitsWords(formatMinute(access.reviewDueAt))}{!access.reviewCalendarKnown && <><br />{t.dueUncertain}</>}</p>}
        </Section>
      </div>
    </Workspace>
  );
}
