import { DeleteOutlined, PaperClipOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useRef, useState } from "react";
import { CallRefused, CallUnanswered, type Words } from "#ui/call.ts";
import { FieldBox } from "#ui/form/fields.tsx";
import { useField } from "#ui/form/Form.tsx";
import { upload } from "#ui/upload.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { findingWords } from "./finding-words.ts";
import "./room-pieces.css";

export type EvidenceItem = { readonly text: string; readonly file: { readonly id: string; readonly name: string } | null };
export const NO_EVIDENCE: readonly EvidenceItem[] = [{ text: "", file: null }];
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
  const { id, value: items, set } = useField<readonly EvidenceItem[]>("evidence");
  const put = (at: number, item: EvidenceItem) => set(items.map((each, i) => (i === at ? item : each)));
  return (
    <FieldBox name="evidence" label={label} help={help}>
      {items.map((item, at) => (
        // Items have no identity of their own; they are only appended and removed.
        <EvidenceLine key={at} id={at === 0 ? id : `${id}-${at}`} item={item} onChange={(next) => put(at, next)} onDrop={items.length > 1 ? () => set(items.filter((_, i) => i !== at)) : undefined} />
      ))}
      {items.length < MOST_ITEMS && <div><Button type="text" size="small" icon={<PlusOutlined />} onClick={() => set([...items, ...NO_EVIDENCE])}>{t.addEvidence}</Button></div>}
    </FieldBox>
  );
}

type EvidenceLineProps = { readonly id: string; readonly item: EvidenceItem; readonly onChange: (item: EvidenceItem) => void; readonly onDrop: (() => void) | undefined };

function EvidenceLine({ id, item, onChange, onDrop }: EvidenceLineProps) {
  const t = useWords(findingWords);
  const say = useSay();
  const chooser = useRef<HTMLInputElement>(null);
  const latest = useRef(item);
  latest.current = item;
  const [part, setPart] = useState<number | null>(null);
  const [problem, setProblem] = useState<Words | null>(null);
  const send = async (file: File | undefined) => {
    if (!file) return;
    setPart(0);
    setProblem(null);
    try {
      const stored = await upload(file, { onProgress: setPart });
      onChange({ ...latest.current, file: { id: stored.id, name: stored.name } });
    } catch (cause) {
      if (!(cause instanceof CallRefused || cause instanceof CallUnanswered)) throw cause;
      setProblem(cause.words);
    } finally {
      setPart(null);
    }
  };
  return (
    <div className="evidence-line">
      <Input id={id} value={item.text} maxLength={1000} placeholder={t.evidenceText} aria-label={t.evidenceText} onChange={(event) => onChange({ ...item, text: event.target.value })} />
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
