import { CheckCircleOutlined, DownloadOutlined, PrinterOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { saveFile } from "#ui/call.ts";
import { Card } from "#ui/frame/Card.tsx";
import { formatMinute, formatNumber, formatSecond } from "#ui/words/format.ts";
import { useWords } from "#ui/words/words.ts";
import type { Receipt } from "../contract/index.ts";
import type { ReceiptVerdict } from "../domain/receipt.ts";
import { formatTlogProof } from "../domain/tlog-proof.ts";
import { Actor, CopyButton, Facts, Mono, useUnitLabel } from "./Pieces.tsx";
import { Points } from "./ReceiptStartScreen.tsx";
import { otherSigners } from "./read-receipt.ts";
import { receiptWords } from "./receipt-words.ts";
import { printSheet } from "./sheet.ts";

export type ReceiptParts = { readonly receipt: Receipt; readonly verdict: ReceiptVerdict; /** What was done, in words. */ readonly title: string };

/** The receipt in words, with its file and its paper. */
export function ReceiptView({ receipt, verdict, title }: ReceiptParts) {
  const t = useWords(receiptWords);
  const unitLabel = useUnitLabel();
  const { done, log } = verdict;
  return (
    <>
      <div className="log-state" role="status"><CheckCircleOutlined /><div><h2>{t.checkedTitle}</h2><p>{t.checkedMeans}</p></div></div>
      <div className="card-grid">
        <Card span={7}>
          <div className="record-stack">
            <p className="receipt-what">{title}</p>
            <Facts
              facts={[
                [t.at, formatSecond(done.at)],
                [t.who, <Actor key="w" {...done.actor} />],
                [t.unit, unitLabel(done.unit)],
                [t.index, t.indexOf(formatNumber(Number(log.index)), formatNumber(Number(log.size)))],
                [t.entryId, <Mono key="e" text={done.id} />],
                [t.command, <Mono key="c" text={done.command} />],
                [t.filed, receipt.inputKey === null ? t.filedNone : verdict.content === "checked" ? t.filedKept : t.filedNot],
              ]}
            />
            <Actions receipt={receipt} id={done.id} />
          </div>
        </Card>
        <Card span={5} title={t.signers}>
          <Facts
            facts={[
              [t.log, <span key="o" className="code">{log.origin}</span>],
              [t.key, verdict.signedBy.map(({ id }) => <span key={id} className="code">{id} </span>)],
              [t.size, formatNumber(Number(log.size))],
              [t.root, <Mono key="r" text={log.root} />],
              [t.witnesses, <Witnesses key="w" receipt={receipt} verdict={verdict} />],
            ]}
          />
        </Card>
        <Card span={6} title={t.whatTitle}><Points text={t.proves} /></Card>
        <Card span={6} title={t.notTitle}><Points text={t.provesNot} /></Card>
        <Card><Technical receipt={receipt} /></Card>
      </div>
    </>
  );
}

/** The file the offline verifier and `bin/qingyu record verify --receipt` read. */
export const saveReceipt = (receipt: Receipt, id: string): void => saveFile(new Blob([`${JSON.stringify(receipt, null, 2)}\n`], { type: "application/json" }), `receipt-${id}.json`);

function Witnesses({ receipt, verdict }: Pick<ReceiptParts, "receipt" | "verdict">) {
  const t = useWords(receiptWords);
  const others = otherSigners({ receipt, verdict });
  if (verdict.witnesses.length + others.length === 0) return <span className="soft">{t.noWitness}</span>;
  return (
    <ul className="record-points">
      {verdict.witnesses.map(({ name, id, at }) => <li key={id}><span className="code">{name}</span> <span className="soft">{formatMinute(at)}</span></li>)}
      {others.map((name) => <li key={name}>{t.alsoSigned(name)}</li>)}
    </ul>
  );
}

function Actions({ receipt, id }: { readonly receipt: Receipt; readonly id: string }) {
  const t = useWords(receiptWords);
  const saveProof = () => saveFile(new Blob([formatTlogProof(receipt)], { type: "text/plain;charset=utf-8" }), `receipt-${id}.tlog-proof`);
  return (
    <div className="record-buttons no-print">
      <Button type="primary" icon={<DownloadOutlined />} onClick={() => saveReceipt(receipt, id)}>{t.download}</Button>
      <Button icon={<PrinterOutlined />} onClick={() => printSheet("receipt")}>{t.print}</Button>
      <Button onClick={saveProof}>{t.downloadProof}</Button>
      <CopyButton text={location.href} label={t.copyLink} />
      <a href="/record/verifier.html" target="_blank" rel="noreferrer">{t.verifier}</a>
    </div>
  );
}

function Technical({ receipt }: { readonly receipt: Receipt }) {
  const t = useWords(receiptWords);
  return (
    <details className="technical">
      <summary>{t.technical}</summary>
      <div className="record-stack" style={{ marginTop: 10 }}>
        <p className="soft">{t.technicalHelp}</p>
        <Facts
          facts={[
            [t.body, <Mono key="b" text={receipt.leaf.body} />],
            [t.salt, <Mono key="s" text={receipt.leaf.salt} />],
            [t.inputKey, receipt.inputKey === null ? null : <Mono key="i" text={receipt.inputKey} />],
            [t.index, receipt.index],
            [t.proof, receipt.proof.length === 0 ? null : <Mono key="p" whole text={receipt.proof.join("\n")} />],
            [t.checkpoint, <Mono key="c" whole text={receipt.checkpoint.trimEnd()} />],
            [t.vkeys, <Mono key="k" whole text={receipt.keys.join("\n")} />],
          ]}
        />
      </div>
    </details>
  );
}
