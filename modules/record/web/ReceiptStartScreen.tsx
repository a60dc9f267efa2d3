import { Button, Input } from "antd";
import { useState } from "react";
import { Card } from "#ui/frame/Card.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { useGo } from "#ui/frame/url.ts";
import { useWords } from "#ui/words/words.ts";
import { isId, lookUpOf } from "./look-up.ts";
import { receiptWords } from "./receipt-words.ts";
import "./record.css";

/** For who comes back later with a number on a slip of paper; and what a receipt is good for. */
export default function ReceiptStartScreen() {
  const t = useWords(receiptWords);
  const go = useGo();
  const [text, setText] = useState("");
  const id = lookUpOf(text);
  const fits = id !== undefined && isId(id);
  const isWrong = text.trim() !== "" && !fits;
  const take = () => void (fits && go(`/record/receipt/${id}`));
  return (
    <Page title={t.startTitle} lead={t.startLead}>
      <div className="card-grid">
        <Card title={t.number} span={6}>
          <div className="record-stack">
            <p className="soft">{t.numberHelp}</p>
            <Input className="code" autoComplete="off" maxLength={60} aria-label={t.number} value={text} status={isWrong ? "error" : ""} onChange={(event) => setText(event.target.value)} onPressEnter={take} />
            {isWrong && <p className="soft" role="status">{t.numberWrong}</p>}
            <div className="record-buttons"><Button type="primary" disabled={!fits} onClick={take}>{t.take}</Button></div>
          </div>
        </Card>
        <Card title={t.have} span={6}>
          <div className="record-stack">
            <p>{t.haveHelp}</p>
            <p><a href="/record/verifier.html" target="_blank" rel="noreferrer">{t.verifier}</a>　<span className="soft">{t.verifierHelp}</span></p>
          </div>
        </Card>
        <Card title={t.whatTitle} span={6}><Points text={t.proves} /></Card>
        <Card title={t.notTitle} span={6}><Points text={t.provesNot} /></Card>
      </div>
    </Page>
  );
}

export function Points({ text }: { readonly text: string }) {
  return <ul className="record-points">{text.split("|").map((line) => <li key={line}>{line}</li>)}</ul>;
}
