import { CheckCircleOutlined, DownloadOutlined, ExclamationCircleOutlined, StopOutlined } from "@ant-design/icons";
import { Button, Progress } from "antd";
import { saveFile } from "#ui/call.ts";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { formatMinute, formatNumber } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import type { Verdict, Verification } from "../contract/index.ts";
import { TROUBLE_WORDS } from "../contract/verification-words.ts";
import { isId } from "./look-up.ts";
import { troublesByCode } from "./troubles-by-code.ts";
import { verificationTone } from "./vocabulary.ts";
import { verificationWords } from "./verification-words.ts";

/** One verification: how far it is, or its verdict in plain words. */
export function VerificationView({ verification }: { readonly verification: Verification }) {
  const t = useWords(verificationWords);
  const { state, verdict, progress } = verification;
  if (state === "running") {
    return (
      <div className="verification-progress" role="status">
        <p><strong>{t.running}</strong></p>
        <Progress percent={Math.floor(progress * 100)} status="active" />
        <p className="soft">{t.runningNext}</p>
      </div>
    );
  }
  if (!verdict) return <div className="log-state" data-tone="warning"><ExclamationCircleOutlined /><div><h2>{t.failed}</h2><p>{t.failedNext}</p></div></div>;
  return (
    <div className="record-stack">
      <div className="log-state" data-tone={verificationTone(verification)} role={verdict.sound ? "status" : "alert"}>
        {verdict.sound ? <CheckCircleOutlined /> : <StopOutlined />}
        <div>
          <h2>{verdict.sound ? t.soundTitle : t.unsoundTitle}</h2>
          {verdict.sound ? <Sound verdict={verdict} verification={verification} /> : <Unsound verdict={verdict} />}
        </div>
      </div>
      {!verdict.sound && <Troubles verdict={verdict} />}
      <p className="soft">{t.startedAt} {formatMinute(verification.startedAt)}　{t.startedBy} {verification.startedBy}</p>
      {!verdict.sound && <div className="record-buttons no-print"><Button icon={<DownloadOutlined />} onClick={() => save(verification)}>{t.save}</Button></div>}
    </div>
  );
}

function Sound({ verdict, verification }: { readonly verdict: Verdict; readonly verification: Verification }) {
  const t = useWords(verificationWords);
  const seconds = secondsOf(verification);
  return (
    <ul className="verdict-lines">
      <li>{t.soundChecked(formatNumber(Math.min(verdict.checked, verdict.size)), formatNumber(verdict.size))}</li>
      {verdict.sealed > 0 && <li>{t.soundSealed(formatNumber(verdict.sealed))}</li>}
      {verdict.waiting > 0 && <li>{t.soundWaiting(formatNumber(verdict.waiting))}</li>}
      <li>{verdict.since === null ? t.soundAlone : t.soundSince(formatNumber(verdict.since))}</li>
      {seconds !== undefined && <li>{t.took(seconds)}</li>}
    </ul>
  );
}

function Unsound({ verdict }: { readonly verdict: Verdict }) {
  const t = useWords(verificationWords);
  return (
    <>
      <p>{t.unsoundLead(troublesByCode(verdict.troubles).length)}</p>
      <ol><li>{t.unsoundKeep}</li><li>{t.unsoundFetch}</li><li>{t.unsoundCall}</li></ol>
    </>
  );
}

function Troubles({ verdict }: { readonly verdict: Verdict }) {
  const t = useWords(verificationWords);
  const say = useSay();
  return (
    <ul className="trouble-list">
      {troublesByCode(verdict.troubles).map(({ code, count, places }) => (
        <li key={code}>
          <p><strong>{say(TROUBLE_WORDS[code].means)}</strong></p>
          <div className="where"><span>{t.where}</span>{places.map((place) => <Place key={place} at={place} />)}{count > places.length && <span className="soft">{t.more(places.length, formatNumber(count))}</span>}</div>
          <p>{t.next}：{say(TROUBLE_WORDS[code].next)}</p>
          <p className="soft">{t.code} <span className="code">{code}</span></p>
        </li>
      ))}
    </ul>
  );
}

/** An entry's id leads to the entry; sizes and tiles are only named. */
function Place({ at }: { readonly at: string }) {
  return isId(at) ? <GoLink className="code" to={`/record/entries?open=${at}`}>{at}</GoLink> : <span className="code">{at}</span>;
}

/** Seconds with a tenth; undefined while it runs. */
export function secondsOf({ startedAt, endedAt }: Pick<Verification, "startedAt" | "endedAt">): string | undefined {
  return endedAt === null ? undefined : formatNumber(Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)) / 1000, 1);
}

const save = (verification: Verification) => saveFile(new Blob([JSON.stringify(verification, null, 2)], { type: "application/json" }), `verification-${verification.id}.json`);
