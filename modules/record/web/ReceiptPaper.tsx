import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useAccount } from "#ui/frame/account.ts";
import { formatMinute, formatNumber, formatSecond } from "#ui/words/format.ts";
import { useWords } from "#ui/words/words.ts";
import { Actor, useUnitLabel } from "./Pieces.tsx";
import { partsForPaper } from "./paper-parts.ts";
import { QrCode } from "./QrCode.tsx";
import { otherSigners } from "./read-receipt.ts";
import type { ReceiptParts } from "./ReceiptView.tsx";
import { receiptWords } from "./receipt-words.ts";

/** Height between the margins of `print.css` on A4 (263 mm at 96 px an inch), less a little. */
const SHEET_PX = 985;

/** On one A4 sheet: what was done in words, the whole receipt in codes and in small type, and how anybody can check it. */
export function ReceiptPaper({ receipt, verdict, title }: ReceiptParts) {
  const t = useWords(receiptWords);
  const unitLabel = useUnitLabel();
  const { done, log } = verdict;
  const [paper] = useState(() => partsForPaper(receipt));
  const account = useAccount();
  const [encode, setEncode] = useState<Encode>();
  const [zoom, setZoom] = useState(1);
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    let isGone = false;
    void import("qr").then((qr) => !isGone && setEncode(() => qr.encodeQR));
    return () => void (isGone = true);
  }, []);
  // A long line of witnesses or a narrow letter must not push the last lines onto a second sheet.
  useLayoutEffect(() => setZoom((before) => Math.min(1, (SHEET_PX * before) / Math.max(1, sheet.current?.getBoundingClientRect().height ?? 1))), [encode, t]);
  const signers = [...verdict.witnesses.map(({ name, at }) => `${name}（${formatMinute(at)}）`), ...otherSigners({ receipt, verdict }).map((name) => t.alsoSigned(name))];
  const keys = verdict.signedBy.map(({ name, id }) => `${name} ${id}`).join("　");
  return (
    <article ref={sheet} className="receipt-paper" style={{ zoom }} lang={t.title === receiptWords.en.title ? "en" : "zh-CN"} aria-hidden="true">
      <h1>{t.title}</h1>
      <p className="paper-sub">{t.paperSystem}　{log.origin}{account.demo && `　${t.paperDemo}`}</p>
      <p className="paper-what">{title}</p>
      <dl>
        <dt>{t.at}</dt><dd>{formatSecond(done.at)}</dd>
        <dt>{t.who}</dt><dd><Actor {...done.actor} /></dd>
        <dt>{t.unit}</dt><dd>{unitLabel(done.unit)}</dd>
        <dt>{t.index}</dt><dd>{t.indexOf(formatNumber(Number(log.index)), formatNumber(Number(log.size)))}</dd>
        <dt>{t.entryId}</dt><dd className="code">{done.id}</dd>
        <dt>{t.root}</dt><dd className="code">{log.root}</dd>
        <dt>{t.key}</dt><dd className="code">{keys}</dd>
        <dt>{t.witnesses}</dt><dd>{signers.length === 0 ? t.noWitness : signers.join("　")}</dd>
        <dt>{t.filed}</dt><dd>{receipt.inputKey === null ? t.filedNone : paper.hasFiled ? t.paperFiled : t.paperNotFiled}</dd>
      </dl>
      {paper.parts.length === 0 ? <p className="paper-caption">{t.codesMany(paper.count)}</p> : <Codes parts={paper.parts} encode={encode} />}
      <h2>{t.how}</h2>
      <ol>{t.howSteps.split("|").map((step) => <li key={step}>{step}</li>)}</ol>
      <p className="paper-caption">{t.paperNumber}</p>
      <div className="paper-proof">
        <p><b>{t.body}</b> {receipt.leaf.body}</p>
        <p><b>{t.salt}</b> {receipt.leaf.salt}　<b>{t.index}</b> {receipt.index}{receipt.inputKey !== null && <>　<b>{t.inputKey}</b> {receipt.inputKey}</>}</p>
        <p><b>{t.proof}</b> {receipt.proof.join(" ")}</p>
        <p><b>{t.checkpoint}</b> {receipt.checkpoint.trimEnd().split("\n").join(" ⏎ ")}</p>
        <p><b>{t.vkeys}</b> {receipt.keys.join("　")}</p>
      </div>
    </article>
  );
}

/** Three codes to a row at full size; more of them are set smaller so that the sheet stays one. */
const SIZES_MM = [[3, 52], [6, 46]] as const;

function Codes({ parts, encode }: { readonly parts: readonly string[]; readonly encode: Encode | undefined }) {
  const t = useWords(receiptWords);
  const size = SIZES_MM.find(([most]) => parts.length <= most)?.[1] ?? 46;
  return (
    <>
      <div className="paper-codes" data-count={parts.length}>
        {parts.map((text, i) => <figure key={text}>{encode ? <QrCode encode={encode} text={text} sizeMm={size} /> : <div style={{ width: `${size}mm`, height: `${size}mm` }}>{t.codesLoading}</div>}<figcaption>{i + 1} / {parts.length}</figcaption></figure>)}
      </div>
      <p className="paper-caption">{t.codes(parts.length)}</p>
    </>
  );
}

type Encode = Parameters<typeof QrCode>[0]["encode"];
