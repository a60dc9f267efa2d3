import { WarningOutlined } from "@ant-design/icons";
import { useParams } from "@tanstack/react-router";
import { Button, Spin } from "antd";
import { useEffect, useState } from "react";
import { CallRefused } from "#ui/call.ts";
import { mayEnter, useAccount } from "#ui/frame/account.ts";
import { Card } from "#ui/frame/Card.tsx";
import { Notice, ProblemNotice } from "#ui/frame/Notice.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { useSent } from "#ui/sent-commands.ts";
import { useView } from "#ui/use-view.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { getEntry, getReceipt, type Receipt } from "../contract/index.ts";
import { browserCrypto } from "./verifier/browser-crypto.ts";
import { useNow } from "./Pieces.tsx";
import { checkReceipt } from "./read-receipt.ts";
import { ReceiptPaper } from "./ReceiptPaper.tsx";
import { ReceiptView, saveReceipt } from "./ReceiptView.tsx";
import { receiptWords } from "./receipt-words.ts";
import { useSheet } from "./sheet.ts";
import { ACT_WORDS } from "./vocabulary.ts";

/** Usual integration is within a second; a log that is behind is asked less often. */
const SOON_MS = 1_500;
const LATER_MS = 15_000;
const LONG_MS = 60_000;

const isPending = (problem: unknown): boolean => problem instanceof CallRefused && problem.code === "record.receipt.pending";

/** One receipt at an address that can be kept: in words, as a file, on one sheet of paper. */
export default function ReceiptScreen() {
  const { id = "" } = useParams({ strict: false });
  return <ReceiptPage key={id} id={id} />;
}

export function ReceiptPage({ id }: { readonly id: string }) {
  const t = useWords(receiptWords);
  const [since] = useState(() => Date.now());
  const [every, ask] = useState<number>();
  const { data, error, refetch } = useView(getReceipt, { id }, every === undefined ? {} : { refetchEveryMs: every });
  const waits = !data && isPending(error);
  const waitedMs = useNow(1_000) - since;
  const wanted = waits ? (waitedMs > LONG_MS ? LATER_MS : SOON_MS) : undefined;
  useEffect(() => ask(wanted), [wanted]);
  return (
    <Page title={t.title} lead={t.lead}>
      {data ? <Shown receipt={data} id={id} /> : waits ? <Card><Pending waitedMs={waitedMs} /></Card> : <Card>{error ? <Refused problem={error} onRetry={() => void refetch()} /> : <Spin />}</Card>}
    </Page>
  );
}

function Pending({ waitedMs }: { readonly waitedMs: number }) {
  const t = useWords(receiptWords);
  return (
    <div className="receipt-wait" role="status">
      <Spin />
      <h2>{t.pendingTitle}</h2>
      <p>{waitedMs > LONG_MS ? t.pendingLong : t.pendingNext(Math.max(0, Math.floor(waitedMs / 1000)))}</p>
    </div>
  );
}

function Refused({ problem, onRetry }: { readonly problem: Parameters<typeof ProblemNotice>[0]["problem"]; readonly onRetry: () => void }) {
  const t = useWords(receiptWords);
  const say = useSay();
  if (problem instanceof CallRefused && problem.code === "record.receipt.sealed") return <Notice title={t.sealedTitle} next={say(problem.words)} />;
  return <ProblemNotice problem={problem} onRetry={onRetry} />;
}

function Shown({ receipt, id }: { readonly receipt: Receipt; readonly id: string }) {
  const t = useWords(receiptWords);
  const say = useSay();
  const sent = useSent(id);
  const [checked] = useState(() => checkReceipt(browserCrypto, receipt, sent));
  const name = "verdict" in checked ? checked.verdict.done.name : "";
  const title = useActTitle(id, name);
  useSheet("receipt");
  if ("problem" in checked) return <Card><Notice icon={<WarningOutlined />} title={t.unreadable} next={<>{say(checked.problem)}<br />{t.unreadableNext}</>} actions={<Button onClick={() => saveReceipt(receipt, id)}>{t.download}</Button>} /></Card>;
  return (
    <>
      <ReceiptView {...checked} title={title} />
      <ReceiptPaper {...checked} title={title} />
    </>
  );
}

/** The act in words: as this page sent it, as the record names it, else the plain name. */
function useActTitle(id: string, name: string): string {
  const say = useSay();
  const sent = useSent(id);
  const account = useAccount();
  const { data } = useView(getEntry, { id }, { enabled: !sent && mayEnter(account, "record.read") });
  const words = sent?.title ?? data?.title ?? ACT_WORDS[name];
  return words ? say(words) : name;
}
