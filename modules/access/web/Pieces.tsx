import { CopyOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import type { ReactNode } from "react";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import type { Account } from "../contract/index.ts";
import "./access.css";
import { STATE_WORDS } from "./vocabulary.ts";
import { pieceWords } from "./words.ts";

/** Names and values of one thing. */
export function Facts({ facts }: { readonly facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return <dl className="facts">{facts.map(([label, value]) => <div key={label} style={{ display: "contents" }}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>;
}

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return <section><h3>{title}</h3>{children}</section>;
}

export function Explain({ tone, children }: { readonly tone?: "warning"; readonly children: ReactNode }) {
  return <div className="explain" role="note" data-tone={tone}>{children}</div>;
}

/** Copies on plain http too, where browsers give no clipboard: through a selection. */
async function copyText(text: string): Promise<boolean> {
  if (isSecureContext) return navigator.clipboard.writeText(text).then(() => true, () => false);
  const box = document.createElement("textarea");
  box.value = text;
  // Inside the dialog that shows it: a dialog keeps the focus to itself.
  (document.activeElement?.parentElement ?? document.body).append(box);
  box.select();
  const isCopied = document.execCommand("copy");
  box.remove();
  return isCopied;
}

export function CopyButton({ text }: { readonly text: string }) {
  const t = useWords(pieceWords);
  const { message } = App.useApp();
  const copy = async () => void ((await copyText(text)) ? message.success(t.copied) : message.warning(t.copyByHand));
  return <Button icon={<CopyOutlined />} onClick={() => void copy()}>{t.copy}</Button>;
}

export function AccountState({ state }: { readonly state: Account["state"] }) {
  const say = useSay();
  return <StatusTag tone={state === "active" ? "success" : state === "proposed" ? "warning" : "quiet"}>{say(STATE_WORDS[state])}</StatusTag>;
}
