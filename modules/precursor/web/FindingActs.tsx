import { Button } from "antd";
import { useState } from "react";
import type { InputOf, OutputOf } from "#kernel/contract.ts";
import { LongTextField } from "#ui/form/fields.tsx";
import { Form } from "#ui/form/Form.tsx";
import { useCommand } from "#ui/use-command.ts";
import { useWords } from "#ui/words/words.ts";
import { assignFinding, closeFinding, noteFinding, reopenFinding, type FindingRow, type getFinding } from "../contract/finding.api.ts";
import { ActDialog } from "./ActDialog.tsx";
import { EvidenceField, evidenceInput, NO_EVIDENCE, type EvidenceItem } from "./EvidenceField.tsx";
import { findingWords } from "./finding-words.ts";

type FindingActsProps = { readonly finding: FindingRow; readonly can: OutputOf<typeof getFinding>["can"] };

/** What the server says may be done with a finding. */
export function FindingActs({ finding: { id }, can }: FindingActsProps) {
  const t = useWords(findingWords);
  const [dialog, open] = useState<"note" | "close" | "reopen" | null>(null);
  const assign = useCommand(assignFinding, { done: { zh: "已分派给您", en: "It is yours now" } });
  const done = () => open(null);
  if (!can.assign && !can.note && !can.close && !can.reopen) return null;
  return (
    <div className="act-buttons no-print">
      {can.assign && <Button type="primary" loading={assign.isRunning} onClick={() => void assign.run({ id, toMe: true })}>{t.assign}</Button>}
      {can.close && <Button type={can.assign ? "default" : "primary"} onClick={() => open("close")}>{t.close}</Button>}
      {can.note && <Button onClick={() => open("note")}>{t.note}</Button>}
      {can.reopen && <Button onClick={() => open("reopen")}>{t.reopen}</Button>}
      <ActDialog isOpen={dialog === "note"} title={t.noteTitle} lead={t.noteLead} onCancel={done}><NoteForm id={id} onDone={done} /></ActDialog>
      <ActDialog isOpen={dialog === "close"} title={t.closeTitle} lead={t.closeLead} onCancel={done}><CloseForm id={id} onDone={done} /></ActDialog>
      <ActDialog isOpen={dialog === "reopen"} title={t.reopenTitle} lead={t.reopenLead} onCancel={done}><ReopenForm id={id} onDone={done} /></ActDialog>
    </div>
  );
}

type ActFormProps = { readonly id: string; readonly onDone: () => void };
type Entered = { readonly reason: string; readonly evidence: readonly EvidenceItem[] };
const nothing: Entered = { reason: "", evidence: NO_EVIDENCE };

function NoteForm({ id, onDone }: ActFormProps) {
  const t = useWords(findingWords);
  const command = useCommand(noteFinding, { toastProblem: false, done: { zh: "已记录", en: "Noted" }, onDone });
  return (
    <Form command={command} initial={nothing} inputOf={({ reason, evidence }) => ({ id, reason: reason.trim(), evidence: evidenceInput(evidence) })} submit={t.note} onCancel={onDone}>
      <LongTextField name="reason" label={t.found} rows={4} />
      <EvidenceField label={t.evidenceOptional} />
    </Form>
  );
}

export function CloseForm({ id, onDone }: ActFormProps) {
  const t = useWords(findingWords);
  const command = useCommand(closeFinding, { toastProblem: false, done: { zh: "已办结", en: "Closed" }, onDone });
  const inputOf = ({ reason, evidence }: Entered): InputOf<typeof closeFinding> => ({ id, reason: reason.trim(), evidence: evidenceInput(evidence) });
  return (
    <Form command={command} initial={nothing} inputOf={inputOf} submit={t.close} onCancel={onDone}>
      <LongTextField name="reason" label={t.reason} help={t.reasonHelp} rows={4} />
      <EvidenceField label={t.evidence} help={t.evidenceHelp} />
    </Form>
  );
}

function ReopenForm({ id, onDone }: ActFormProps) {
  const t = useWords(findingWords);
  const command = useCommand(reopenFinding, { toastProblem: false, done: { zh: "已重新打开", en: "Reopened" }, onDone });
  return (
    <Form command={command} initial={{ reason: "" }} inputOf={({ reason }) => ({ id, reason: reason.trim() })} submit={t.reopen} onCancel={onDone}>
      <LongTextField name="reason" label={t.reason} help={t.reasonHelp} rows={4} />
    </Form>
  );
}
