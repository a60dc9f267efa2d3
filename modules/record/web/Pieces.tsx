import { CopyOutlined, FolderOpenOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useAccount } from "#ui/frame/account.ts";
import { useUnitName } from "#ui/frame/names.ts";
import { useLanguage, useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { ageOf } from "./age.ts";
import { ageWords, logWords } from "./log-words.ts";
import "./record.css";
import { actorKindWords } from "./vocabulary.ts";

/** Names and values of one thing; a null value shows as a dash. */
export function Facts({ facts }: { readonly facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return <dl className="record-facts">{facts.map(([label, value]) => [<dt key={`${label}-t`}>{label}</dt>, <dd key={`${label}-d`}>{value === null || value === undefined || value === "" ? <span className="soft">—</span> : value}</dd>])}</dl>;
}

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return <section><h3>{title}</h3>{children}</section>;
}

/** Who acted: the kind in words, the account by its id. Names are not on the record. */
export function Actor({ kind, id }: { readonly kind: string; readonly id: string }) {
  const say = useSay();
  return <span className="record-actor">{say(actorKindWords(kind))} <span className="code soft">{id}</span></span>;
}

/** A unit by name and code; one's own also where it is no county-level unit (the city itself). */
export function useUnitLabel(): (code: string) => string {
  const unitName = useUnitName();
  const account = useAccount();
  return (code) => {
    const name = code === account.unitCode ? account.unitName : unitName(code);
    return name === code ? code : `${name}（${code}）`;
  };
}

/** Long text of a machine, whole and in its own letters, with a button that copies it. */
export function Mono({ text, whole = false }: { readonly text: string; /** Keeps the lines as they are. */ readonly whole?: boolean }) {
  return <span className="record-mono" data-whole={whole ? "" : undefined}><span className="code">{text}</span><CopyButton text={text} isSmall /></span>;
}

/** Copies on plain http too, where browsers give no clipboard: through a selection. */
async function copyText(text: string): Promise<boolean> {
  if (isSecureContext) return navigator.clipboard.writeText(text).then(() => true, () => false);
  const box = document.createElement("textarea");
  box.value = text;
  document.body.append(box);
  box.select();
  const isCopied = document.execCommand("copy");
  box.remove();
  return isCopied;
}

export function CopyButton({ text, label, isSmall = false }: { readonly text: string; readonly label?: string; readonly isSmall?: boolean }) {
  const t = useWords(logWords);
  const { message } = App.useApp();
  const copy = async () => void ((await copyText(text)) ? message.success(t.copied) : message.warning(t.copyByHand));
  if (isSmall) return <Button className="no-print" type="text" size="small" icon={<CopyOutlined />} aria-label={t.copy} title={t.copy} onClick={() => void copy()} />;
  return <Button icon={<CopyOutlined />} onClick={() => void copy()}>{label ?? t.copy}</Button>;
}

/** Now, anew every few seconds, for “so long ago”. */
export function useNow(everyMs = 5_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** “3 minutes ago”, in the language of the screen. Chinese sets a space before a figure, and none at a sentence's beginning. */
export function useAgo(): (at: string, now: number) => string {
  const t = useWords(ageWords);
  const language = useLanguage();
  return (at, now) => {
    const { count, unit } = ageOf(at, now);
    const text = t[unit](count);
    return language === "zh" ? text : text.trim();
  };
}

type TextFileProps = { readonly label: string; readonly tooLong: string; readonly onText: (text: string, name: string) => void };

/** A checkpoint or a page of signatures is a few kilobytes; more is another file. */
const MOST_BYTES = 65_536;

/** Reads a small text file in the browser; nothing is uploaded. */
export function TextFile({ label, tooLong, onText }: TextFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const { message } = App.useApp();
  const read = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > MOST_BYTES) return void message.error(tooLong);
    onText((await file.text()).replaceAll("\r\n", "\n"), file.name);
    if (input.current) input.current.value = "";
  };
  return (
    <>
      <input ref={input} type="file" hidden aria-label={label} onChange={(event) => void read(event.target.files?.[0])} />
      <Button size="small" icon={<FolderOpenOutlined />} onClick={() => input.current?.click()}>{label}</Button>
    </>
  );
}
