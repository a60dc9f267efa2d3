import { CheckCircleOutlined, ClockCircleOutlined, StopOutlined } from "@ant-design/icons";
import { Figures, type Figure } from "#ui/frame/Card.tsx";
import { formatNumber, formatSecond } from "#ui/words/format.ts";
import { useWords } from "#ui/words/words.ts";
import type { LogHealth } from "../contract/index.ts";
import { unwitnessed } from "./age.ts";
import { logWords } from "./log-words.ts";
import { useAgo, useNow } from "./Pieces.tsx";
import { LOG_TONES } from "./vocabulary.ts";

const ICONS = { healthy: <CheckCircleOutlined />, behind: <ClockCircleOutlined />, halted: <StopOutlined /> } as const;

/** Whether the log is well, in one sentence, and what to do when it is not. */
export function HealthBanner({ log }: { readonly log: LogHealth }) {
  const t = useWords(logWords);
  const ago = useAgo();
  const now = useNow();
  const says = {
    healthy: { title: t.healthyTitle, means: !log.signedAt ? t.healthyEmpty : log.waiting > 0 ? t.healthyTaking(ago(log.signedAt, now), formatNumber(log.waiting)) : t.healthySigned(ago(log.signedAt, now)), next: undefined },
    behind: { title: t.behindTitle, means: t.behindMeans(formatNumber(log.waiting), ago(log.oldestWaitingAt ?? new Date(now).toISOString(), now)), next: t.behindNext },
    halted: { title: t.haltedTitle, means: t.haltedMeans, next: t.haltedNext },
  }[log.state];
  return (
    <div className="log-state" data-tone={LOG_TONES[log.state]} role={log.state === "halted" ? "alert" : "status"}>
      {ICONS[log.state]}
      <div>
        <h2>{says.title}</h2>
        <p>{says.means}</p>
        {says.next && <p><strong>{says.next}</strong></p>}
      </div>
    </div>
  );
}

export function HealthFigures({ log }: { readonly log: LogHealth }) {
  const t = useWords(logWords);
  const ago = useAgo();
  const now = useNow();
  const alone = unwitnessed(log.witnesses, log.size);
  const hasWitness = log.witnesses.some(({ retiredAt }) => retiredAt === null);
  const figures: Figure[] = [
    { label: t.size, value: formatNumber(log.size), note: t.sizeNote, to: "/record/entries" },
    { label: t.waiting, value: formatNumber(log.waiting), note: log.oldestWaitingAt ? t.waitingSince(ago(log.oldestWaitingAt, now)) : t.waitingNone, ...(log.state === "behind" ? { tone: "warning" as const } : {}) },
    { label: t.signed, value: log.signedAt ? ago(log.signedAt, now).trim() : "—", note: log.signedAt ? formatSecond(log.signedAt) : t.signedNever },
    { label: t.unwitnessed, value: formatNumber(alone), note: !hasWitness ? t.noWitness : alone === 0 ? t.unwitnessedNone : t.unwitnessedNote, to: "/record/witnesses" },
  ];
  return <Figures figures={figures} />;
}
