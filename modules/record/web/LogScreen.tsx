import { DownloadOutlined, PrinterOutlined } from "@ant-design/icons";
import { Button, Spin } from "antd";
import { saveFile } from "#ui/call.ts";
import { Card } from "#ui/frame/Card.tsx";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { ProblemNotice } from "#ui/frame/Notice.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { useView } from "#ui/use-view.ts";
import { formatSecond } from "#ui/words/format.ts";
import { useWords } from "#ui/words/words.ts";
import { getLogHealth, type LogHealth } from "../contract/index.ts";
import { HealthBanner, HealthFigures } from "./Health.tsx";
import { KeyList, KeySheet } from "./Keys.tsx";
import { logWords } from "./log-words.ts";
import { CopyButton, Facts, Mono } from "./Pieces.tsx";
import { printSheet } from "./sheet.ts";
import { VerificationCard } from "./VerificationCard.tsx";
import { verificationWords } from "./verification-words.ts";
import { WitnessList } from "./WitnessState.tsx";

const REFRESH_MS = 10_000;

/** Is the record whole, who vouches for it, and how does one find out. */
export default function LogScreen() {
  const t = useWords(logWords);
  const { data, error, refetch } = useView(getLogHealth, {}, { refetchEveryMs: REFRESH_MS });
  return (
    <Page title={t.title} lead={t.lead}>
      {data ? <Whole log={data} /> : error ? <Card><ProblemNotice problem={error} onRetry={() => void refetch()} /></Card> : <Card><Spin /></Card>}
      {data && <KeySheet log={data} />}
    </Page>
  );
}

function Whole({ log }: { readonly log: LogHealth }) {
  const t = useWords(logWords);
  const v = useWords(verificationWords);
  return (
    <>
      <HealthBanner log={log} />
      <HealthFigures log={log} />
      <div className="card-grid">
        <Card title={v.card} span={7} extra={<GoLink to="/record/verifications">{v.historyAll}</GoLink>}><VerificationCard log={log} /></Card>
        <Card title={t.witnesses} span={5} extra={<GoLink to="/record/witnesses">{t.witnessesAll}</GoLink>}><WitnessList log={log} /></Card>
        <Card title={t.checkpoint} span={7}><LatestCheckpoint log={log} /></Card>
        <Card title={t.keys} span={5} extra={log.keys.length > 0 && <Button size="small" icon={<PrinterOutlined />} onClick={() => printSheet("keys")}>{t.print}</Button>}><KeyList log={log} /></Card>
      </div>
    </>
  );
}

function LatestCheckpoint({ log }: { readonly log: LogHealth }) {
  const t = useWords(logWords);
  if (log.checkpoint === "") return <p className="soft">{t.none}</p>;
  const save = () => saveFile(new Blob([log.checkpoint], { type: "text/plain;charset=utf-8" }), `checkpoint-${log.size}.txt`);
  return (
    <div className="record-stack">
      <p className="soft">{t.checkpointHelp}</p>
      <Facts
        facts={[
          [t.origin, <Mono key="o" text={log.origin} />],
          [t.root, <Mono key="r" text={log.root} />],
          [t.signedAt, log.signedAt ? formatSecond(log.signedAt) : null],
        ]}
      />
      <pre className="note-text" aria-label={t.note} tabIndex={0}>{log.checkpoint}</pre>
      <div className="record-buttons">
        <Button icon={<DownloadOutlined />} onClick={save}>{t.saveCheckpoint}</Button>
        <CopyButton text={log.checkpoint} />
        <a href="/record/verifier.html" target="_blank" rel="noreferrer">{t.offline}</a>
      </div>
    </div>
  );
}
