import { SafetyCertificateOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import { useCommand } from "#ui/use-command.ts";
import { formatNumber } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { startVerification, type LogHealth } from "../contract/index.ts";
import { glanceAtCheckpoint } from "./glance-at-checkpoint.ts";
import { newerVerification } from "./newer-verification.ts";
import { TextFile } from "./Pieces.tsx";
import { useVerification } from "./use-verification.ts";
import { VerificationView } from "./VerificationView.tsx";
import { verificationWords } from "./verification-words.ts";

/** Start a verification, watch it, read its verdict. */
export function VerificationCard({ log }: { readonly log: LogHealth }) {
  const t = useWords(verificationWords);
  const start = useCommand(startVerification, { toastProblem: false });
  const newest = newerVerification(start.output ?? null, log.lastVerification);
  const shown = useVerification(newest);
  const mayVerify = log.can.includes("verify");
  return (
    <div className="record-stack">
      {shown ? <VerificationView verification={shown} /> : <><p><strong>{t.none}</strong></p><p className="soft">{t.help}</p></>}
      {mayVerify && shown?.state !== "running" && <Start key={shown?.id} command={start} label={shown ? t.again : t.start} />}
    </div>
  );
}

type StartProps = { readonly command: ReturnType<typeof useCommand<typeof startVerification>>; readonly label: string };

function Start({ command, label }: StartProps) {
  const t = useWords(verificationWords);
  const say = useSay();
  const [isOpen, open] = useState(false);
  const [since, setSince] = useState("");
  const given = isOpen ? since.trim() : "";
  const glance = given === "" ? undefined : glanceAtCheckpoint(given);
  const run = () => void command.run(given === "" ? {} : { since: `${given}\n` });
  return (
    <div className="record-stack no-print">
      {command.problem && <div className="record-problem" role="alert">{say(command.problem.words)}</div>}
      <details className="since-box" open={isOpen} onToggle={(event) => open(event.currentTarget.open)}>
        <summary>{t.withOlder}</summary>
        <div className="record-stack">
          <p className="soft">{t.olderHelp}</p>
          <div className="record-buttons"><TextFile label={t.choose} tooLong={t.tooLong} onText={setSince} /></div>
          <Input.TextArea aria-label={t.older} placeholder={t.older} rows={5} maxLength={65_536} spellCheck={false} value={since} onChange={(event) => setSince(event.target.value)} />
          {given !== "" && <p className={glance ? "soft" : "record-problem"} role="status">{glance ? t.olderOf(glance.origin, formatNumber(glance.size)) : t.olderWrong}</p>}
        </div>
      </details>
      <div className="record-buttons"><Button type="primary" icon={<SafetyCertificateOutlined />} loading={command.isRunning} disabled={given !== "" && !glance} onClick={run}>{label}</Button></div>
    </div>
  );
}
