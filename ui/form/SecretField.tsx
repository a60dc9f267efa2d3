import { EyeOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { READ_PURPOSES, READ_PURPOSE_WORDS, type ReadPurpose } from "#kernel/read-purpose.ts";
import { useSay } from "../words/language.ts";
import { defineWords, useWords } from "../words/words.ts";
import { ReasonDialog } from "./ReasonDialog.tsx";

type SecretFieldProps = {
  readonly label: string;
  /** As the server sends it by default: "138****1234". */
  readonly masked: string;
  /** Asks the server for the whole value; reason and purpose are recorded first. Undefined: refused, already told. */
  readonly reveal: (reason: string, purpose: ReadPurpose) => Promise<string | undefined>;
  /** Sent by the server with the row. */
  readonly canReveal: boolean;
};

const SHOWN_SECONDS = 60;
/** As the contracts of revealing ask for. */
const SHORTEST_REASON = 4;

/** A personal field, masked. Revealing asks for a purpose and a reason, is recorded, and lasts a minute. */
export function SecretField({ label, masked, reveal, canReveal }: SecretFieldProps) {
  const words = useWords(secretWords);
  const say = useSay();
  const [isAsking, ask] = useState(false);
  const [purpose, setPurpose] = useState<ReadPurpose | null>(null);
  const [isRunning, run] = useState(false);
  const [whole, setWhole] = useState<string | null>(null);
  useEffect(() => {
    if (whole === null) return;
    const timer = setTimeout(() => setWhole(null), SHOWN_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [whole]);

  const close = () => {
    ask(false);
    setPurpose(null);
  };
  const onReason = async (reason: string) => {
    if (purpose === null) return;
    run(true);
    const value = await reveal(reason, purpose);
    run(false);
    close();
    if (value !== undefined) setWhole(value);
  };
  return (
    <span className="secret">
      <span className="code">{whole ?? masked}</span>
      {canReveal && whole === null && <Button type="link" size="small" icon={<EyeOutlined />} onClick={() => ask(true)} aria-label={`${words.reveal} ${label}`}>{words.reveal}</Button>}
      {whole !== null && <small className="soft">{words.shownFor}</small>}
      <ReasonDialog open={isAsking} title={`${words.reveal}${label}`} consequence={words.consequence} confirm={words.reveal} reasons={words.reasons.split("|")} shortest={SHORTEST_REASON} isRunning={isRunning} isComplete={purpose !== null} onConfirm={onReason} onCancel={close}>
        <div className="field" role="group" aria-label={words.purpose}>
          <span>{words.purpose}</span>
          <div className="reason-choices">{READ_PURPOSES.map((each) => <button key={each} type="button" aria-pressed={each === purpose} onClick={() => setPurpose(each)}>{say(READ_PURPOSE_WORDS[each])}</button>)}</div>
        </div>
      </ReasonDialog>
    </span>
  );
}

const secretWords = defineWords({
  zh: { reveal: "查看", shownFor: "显示 60 秒", purpose: "查看的目的", consequence: "这次查看将连同目的、理由、时间和账号记入不可更改的记录，供审计管理员核查；信息的本人也能看到谁、何时、为何查看。", reasons: "核对身份|联系企业|现场检查|案件办理" },
  en: { reveal: "Reveal ", shownFor: "shown for 60 s", purpose: "Purpose of the look", consequence: "The look goes on the tamper-evident record with its purpose, the reason, the time and your account. The audit administrator reviews it, and the person it is about can see who looked, when and why.", reasons: "Check identity|Contact the enterprise|On-site inspection|Case work" },
});
