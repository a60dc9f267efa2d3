import { DeleteOutlined, PaperClipOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useRef } from "react";
import { newCommandId } from "#ui/call.ts";
import { FieldBox } from "#ui/form/fields.tsx";
import { useField } from "#ui/form/Form.tsx";
import { useFileUpload } from "#ui/form/use-file-upload.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { findingWords } from "./finding-words.ts";
import "./room-pieces.css";

/** `key` tells the lines of one form apart: a file may arrive when others were added or dropped. */
export type EvidenceItem = { readonly key: string; readonly text: string; readonly file: { readonly id: string; readonly name: string } | null };
export const NO_EVIDENCE: readonly EvidenceItem[] = [{ key: "first", text: "", file: null }];
const MOST_ITEMS = 20;

/** What was entered, as the commands take it; an attached file without words is named by its file name. */
export function evidenceInput(items: readonly EvidenceItem[]): { text: string; fileId?: string }[] {
  return items
    .map(({ text, file }) => ({ text: text.trim() || (file?.name ?? ""), ...(file ? { fileId: file.id } : {}) }))
    .filter(({ text }) => text !== "");
}

/** Pieces of evidence in words, each with a file if there is one. Field name `evidence`. */
export function EvidenceField({ label, help }: { readonly label: string; readonly help?: string }) {
  const t = useWords(findingWords);
  const { id, value: items, set, change } = useField<readonly EvidenceItem[]>("evidence");
  const put = (key: string, part: Partial<EvidenceItem>) => change((now) => now.map((each) => (each.key === key ? { ...each, ...part } : each)));
  return (
    <FieldBox name="evidence" label={label} help={help}>
      {items.map((item, at) => (
        <EvidenceLine key={item.key} id={at === 0 ? id : `${id}-${at}`} item={item} onChange={(part) => put(item.key, part)} onDrop={items.length > 1 ? () => set(items.filter(({ key }) => key !== item.key)) : undefined} />
      ))}
      {items.length < MOST_ITEMS && <div><Button type="text" size="small" icon={<PlusOutlined />} onClick={() => set([...items, { key: newCommandId(), text: "", file: null }])}>{t.addEvidence}</Button></div>}
    </FieldBox>
  );
}

type EvidenceLineProps = { readonly id: string; readonly item: EvidenceItem; readonly onChange: (part: Partial<EvidenceItem>) => void; readonly onDrop: (() => void) | undefined };

function EvidenceLine({ id, item, onChange, onDrop }: EvidenceLineProps) {
  const t = useWords(findingWords);
  const say = useSay();
  const chooser = useRef<HTMLInputElement>(null);
  const { part, problem, send } = useFileUpload(({ id: file, name }) => onChange({ file: { id: file, name } }));
  return (
    <div className="evidence-line">
      <Input id={id} value={item.text} maxLength={1000} placeholder={t.evidenceText} aria-label={t.evidenceText} onChange={(event) => onChange({ text: event.target.value })} />
      <div className="evidence-tools">
        <input ref={chooser} type="file" hidden onChange={(event) => (void send(event.target.files?.[0]), (event.target.value = ""))} />
        <Button size="small" icon={<PaperClipOutlined />} loading={part !== null} onClick={() => chooser.current?.click()}>{part === null ? t.attach : t.uploading(Math.round(part * 100))}</Button>
        {item.file && <span>{t.attached(item.file.name)}</span>}
        {problem && <span className="field-problem" role="alert">{say(problem)}</span>}
        {onDrop && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t.dropEvidence} onClick={onDrop} />}
      </div>
    </div>
  );
}
