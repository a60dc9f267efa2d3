import { Button, Spin } from "antd";
import { useState } from "react";
import { ReasonDialog } from "#ui/form/ReasonDialog.tsx";
import { departmentWords } from "#ui/frame/account.ts";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { FirmName } from "#ui/frame/names.ts";
import { ProblemNotice } from "#ui/frame/Notice.tsx";
import { Workspace } from "#ui/frame/Workspace.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useCommand } from "#ui/use-command.ts";
import { useDownload } from "#ui/use-download.ts";
import { useView } from "#ui/use-view.ts";
import { formatDay, formatMinute } from "#ui/words/format.ts";
import { useListed, useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { getDuty, getDutyFile, waiveDuty, type DutyDetail } from "../contract/index.ts";
import { LEAST_REASON_LENGTH } from "../domain/duty.ts";
import { CompleteForm } from "./CompleteForm.tsx";
import { daysLeft, linkOfSubject, subjectNameOf } from "./due.ts";
import "./duty.css";
import { clockWords, dutyStateTones, dutyStateWords, dutyWords, evidenceKindWords, gradeWords, subjectWords } from "./words.ts";

/** One duty: its deadline and how it was counted, what shows it was done, and the two ways to end it. */
export function DutyPanel({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useWords(dutyWords);
  const say = useSay();
  const [doing, setDoing] = useState<"complete" | "waive" | null>(null);
  const { data, error, refetch } = useView(getDuty, { id });
  const waive = useCommand(waiveDuty, { toastProblem: false, onDone: () => setDoing(null) });
  const footer = data && doing !== "complete" && data.can.length > 0 && (
    <>
      {data.can.includes("complete") && <Button type="primary" onClick={() => setDoing("complete")}>{t.complete}</Button>}
      {data.can.includes("waive") && <Button onClick={() => setDoing("waive")}>{t.waive}</Button>}
    </>
  );
  return (
    <Workspace title={data ? say(data.title) : t.title} onClose={onClose} footer={footer}>
      {!data && (error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : <div className="notice"><Spin /></div>)}
      {data && (
        <div className="duty-stack">
          {doing === "complete" && <CompleteForm duty={data} onDone={() => setDoing(null)} onCancel={() => setDoing(null)} />}
          <Deadline duty={data} />
          <Clock duty={data} />
          <Outcome duty={data} />
        </div>
      )}
      <ReasonDialog open={doing === "waive"} title={t.waiveTitle} consequence={<>{data && <p><strong>{say(data.title)}</strong></p>}<p>{t.waiveWhy}</p></>} confirm={t.waiveConfirm} danger shortest={LEAST_REASON_LENGTH} isRunning={waive.isRunning} problem={waive.problem} onConfirm={(reason) => void waive.run({ id, reason })} onCancel={() => (setDoing(null), waive.reset())} />
    </Workspace>
  );
}

function Deadline({ duty }: { readonly duty: DutyDetail }) {
  const t = useWords(dutyWords);
  const say = useSay();
  const days = daysLeft(duty.dueAt, Date.now());
  return (
    <p className="duty-deadline">
      <StatusTag tone={dutyStateTones[duty.state]}>{say(dutyStateWords[duty.state])}</StatusTag>
      <span>{t.due} <strong>{formatDay(duty.dueAt)}</strong></span>
      {!duty.outcome && <span>{duty.state === "overdue" ? t.overdueBy(-days) : t.dueIn(days)}</span>}
    </p>
  );
}

function Clock({ duty }: { readonly duty: DutyDetail }) {
  const t = useWords(dutyWords);
  const say = useSay();
  const listed = useListed();
  const { legalBasis, clockMode, owner, subject } = duty;
  const to = linkOfSubject(duty);
  const subjectText = <>{say(subjectWords.get(subject.kind) ?? { zh: subject.kind, en: subject.kind })}　{subject.kind === "enterprise" ? <FirmName uscc={subject.key} /> : subjectNameOf(subject)}</>;
  return (
    <section>
      <h3>{t.whyClock}</h3>
      <dl className="duty-facts">
        <dt>{t.basis}</dt><dd>{say(legalBasis)} <small className="soft">{say(gradeWords[legalBasis.grade])}</small>{!legalBasis.verified && <><span className="duty-unverified">{t.unverified}</span><br /><small>{t.unverifiedWhy}</small></>}</dd>
        <dt>{t.mode}</dt><dd>{say(clockWords[clockMode].name)}<br /><small className="soft">{say(clockWords[clockMode].explain)}</small></dd>
        <dt>{t.starts}</dt><dd>{formatDay(duty.startsAt)}</dd>
        <dt>{t.due}</dt><dd>{formatMinute(duty.dueAt)}{!duty.calendarKnown && <><br /><small>{t.calendarUnknown}</small></>}</dd>
        <dt>{t.reminders}</dt><dd>{listed(duty.reminders.map(formatDay))}</dd>
        <dt>{t.owner}</dt><dd>{owner.enterprise ? <GoLink to={`/precursor/enterprises/${owner.enterprise}`} ><FirmName uscc={owner.enterprise} /></GoLink> : say(departmentWords(owner.department))}</dd>
        <dt>{t.subject}</dt><dd>{to ? <GoLink to={to}>{subjectText}</GoLink> : subjectText}</dd>
      </dl>
    </section>
  );
}

function Outcome({ duty: { id, outcome, evidence } }: { readonly duty: DutyDetail }) {
  const t = useWords(dutyWords);
  const say = useSay();
  if (!outcome && evidence.length === 0) return null;
  return (
    <section>
      <h3>{outcome ? t.outcome : t.evidence}</h3>
      {outcome && <p>{say(dutyStateWords[outcome.kind])}　{t.by(outcome.by, formatMinute(outcome.at))}{outcome.late && <>　<StatusTag tone="warning">{t.closedLate}</StatusTag></>}{outcome.reason && <><br />{outcome.reason}</>}</p>}
      {evidence.length === 0 ? <p className="soft">{t.noEvidence}</p> : (
        <ul className="duty-evidence">
          {evidence.map((item) => <li key={item.id}>{say(evidenceKindWords[item.kind])}　{item.kind === "file" && item.reference ? <FileLink duty={id} file={item.reference} name={item.text} /> : <>{item.reference && <span className="code">{item.reference}</span>} {item.text}</>}<br /><small className="soft">{t.by(item.addedBy, formatMinute(item.addedAt))}</small></li>)}
        </ul>
      )}
    </section>
  );
}

function FileLink({ duty, file, name }: { readonly duty: string; readonly file: string; readonly name: string }) {
  const { save, isBusy } = useDownload();
  return <Button type="link" size="small" style={{ padding: 0 }} loading={isBusy} onClick={() => void save(getDutyFile, { id: duty, file })}>{name || file}</Button>;
}
