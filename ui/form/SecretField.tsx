import { EyeOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { defineWords, useWords } from "../words/words.ts";
import { ReasonDialog } from "./ReasonDialog.tsx";

type SecretFieldProps = {
  readonly label: string;
  /** As the server sends it by default: "138****1234". */
  readonly masked: string;
  /** Asks the server for the whole value; the reason is recorded first. Undefined: refused, already told. */
  readonly reveal: (reason: string) => Promise<string | undefined>;
  /** Sent by the server with the row. */
  readonly canReveal: boolean;
};

const SHOWN_SECONDS = 60;
/** As the contracts of revealing ask for. */
const SHORTEST_REASON = 4;

/** A personal field, masked. Revealing asks for a reason, is recorded, and lasts a minute. */
export function SecretField({ label, masked, reveal, canReveal }: SecretFieldProps) {
  const words = useWords(secretWords);
  const [isAsking, ask] = useState(false);
  const [isRunning, run] = useState(false);
  const [whole, setWhole] = useState<string | null>(null);
  useEffect(() => {
    if (whole === null) return;
    const timer = setTimeout(() => setWhole(null), SHOWN_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [whole]);

  const onReason = async (reason: string) => {
    run(true);
    const value = await reveal(reason);
    run(false);
    ask(false);
    if (value !== undefined) setWhole(value);
  };
  return (
    <span className="secret">
      <span className="code">{whole ?? masked}</span>
      {canReveal && whole === null && <Button type="link" size="small" icon={<EyeOutlined />} onClick={() => ask(true)} aria-label={`${words.reveal} ${label}`}>{words.reveal}</Button>}
      {whole !== null && <small className="soft">{words.shownFor}</small>}
      <ReasonDialog open={isAsking} title={`${words.reveal}${label}`} consequence={words.consequence} confirm={words.reveal} reasons={words.reasons.split("|")} shortest={SHORTEST_REASON} isRunning={isRunning} onConfirm={onReason} onCancel={() => ask(false)} />
    </span>
  );
}

const secretWords = defineWords({
  zh: { reveal: "查看", shownFor: "显示 60 秒", consequence: "查看完整信息将连同理由、时间和账号记入不可更改的记录，供安全管理员和审计管理员核查。", reasons: "核对身份|联系企业|现场检查|案件办理" },
  en: { reveal: "Reveal ", shownFor: "shown for 60 s", consequence: "Revealing goes on the tamper-evident record with the reason, the time and your account, for the security and audit administrators to review.", reasons: "Check identity|Contact the enterprise|On-site inspection|Case work" },
});
