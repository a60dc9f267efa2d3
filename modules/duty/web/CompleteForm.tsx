import { PaperClipOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useRef } from "react";
import { Form, useField } from "#ui/form/Form.tsx";
import { FieldBox, LongTextField, TextField } from "#ui/form/fields.tsx";
import { useFileUpload } from "#ui/form/use-file-upload.ts";
import { useCommand } from "#ui/use-command.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { completeDuty, type DutyDetail, type EvidenceInput } from "../contract/index.ts";
import { dutyWords } from "./words.ts";

type Attached = { readonly id: string; readonly name: string };
type Entered = { readonly text: string; readonly files: readonly Attached[]; readonly declaration: string; readonly document: string };
const NOTHING: Entered = { text: "", files: [], declaration: "", document: "" };

/** Only what was filled in counts as evidence. */
export function evidenceOf({ text, files, declaration, document }: Entered): EvidenceInput[] {
  return [
    ...(text.trim() ? [{ kind: "note" as const, reference: null, text: text.trim() }] : []),
    ...files.map(({ id, name }) => ({ kind: "file" as const, reference: id, text: name })),
    ...(declaration.trim() ? [{ kind: "declaration" as const, reference: declaration.trim(), text: "" }] : []),
    ...(document.trim() ? [{ kind: "document" as const, reference: document.trim(), text: "" }] : []),
  ];
}

export function CompleteForm({ duty, onDone, onCancel }: { readonly duty: DutyDetail; readonly onDone: () => void; readonly onCancel: () => void }) {
  const t = useWords(dutyWords);
  const command = useCommand(completeDuty, { toastProblem: false, done: { zh: "已办结", en: "Completed" }, onDone });
  return (
    <section>
      <h3>{t.completeTitle}</h3>
      <p className="soft" style={{ marginBottom: 10 }}>{t.completeWhy}</p>
      <Form command={command} initial={NOTHING} inputOf={(values) => ({ id: duty.id, evidence: evidenceOf(values) })} submit={t.complete} onCancel={onCancel}>
        <LongTextField name="text" label={t.noteField} optional />
        <FilesField />
        <TextField name="declaration" label={t.declarationField} hint={t.declarationHint} optional maxLength={300} />
        <TextField name="document" label={t.documentField} optional maxLength={300} />
      </Form>
    </section>
  );
}

function FilesField() {
  const t = useWords(dutyWords);
  const say = useSay();
  const { value: files, change, id } = useField<readonly Attached[]>("files");
  const { part, problem, send } = useFileUpload((stored) => change((now) => [...now, { id: stored.id, name: stored.name }]));
  const input = useRef<HTMLInputElement>(null);
  return (
    <FieldBox name="files" label={t.fileField} optional>
      <div className="duty-file">
        {files.map((file) => <span key={file.id}><PaperClipOutlined /> {file.name} <Button size="small" type="link" onClick={() => change((now) => now.filter((each) => each.id !== file.id))}>{t.remove}</Button></span>)}
        <input ref={input} type="file" hidden onChange={(event) => (void send(event.target.files?.[0]), (event.target.value = ""))} />
        <Button id={id} loading={part !== null} onClick={() => input.current?.click()}>{part === null ? t.choose : t.uploading(Math.round(part * 100))}</Button>
        {problem && <span className="field-problem" role="alert">{say(problem)}</span>}
      </div>
    </FieldBox>
  );
}
