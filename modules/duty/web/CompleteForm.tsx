import { PaperClipOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useRef, useState } from "react";
import { CallRefused, CallUnanswered } from "#ui/call.ts";
import { Form, useField } from "#ui/form/Form.tsx";
import { FieldBox, LongTextField, TextField } from "#ui/form/fields.tsx";
import { upload } from "#ui/upload.ts";
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
  const { message } = App.useApp();
  const { value: files, set, id } = useField<readonly Attached[]>("files");
  const [percent, setPercent] = useState<number | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const send = async (file: File | undefined) => {
    if (!file) return;
    setPercent(0);
    try {
      const stored = await upload(file, { onProgress: (part) => setPercent(Math.round(part * 100)) });
      set([...files, { id: stored.id, name: stored.name }]);
    } catch (problem) {
      if (!(problem instanceof CallRefused || problem instanceof CallUnanswered)) throw problem;
      void message.error(say(problem.words));
    } finally {
      setPercent(null);
    }
  };
  return (
    <FieldBox name="files" label={t.fileField} optional>
      <div className="duty-file">
        {files.map((file) => <span key={file.id}><PaperClipOutlined /> {file.name} <Button size="small" type="link" onClick={() => set(files.filter((each) => each.id !== file.id))}>{t.remove}</Button></span>)}
        <input ref={input} type="file" hidden onChange={(event) => (void send(event.target.files?.[0]), (event.target.value = ""))} />
        <Button id={id} loading={percent !== null} onClick={() => input.current?.click()}>{percent === null ? t.choose : t.uploading(percent)}</Button>
      </div>
    </FieldBox>
  );
}
