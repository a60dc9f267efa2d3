import { Button, QRCode } from "antd";
import { useState } from "react";
import type { OutputOf } from "#kernel/contract.ts";
import { PasswordField, TextField } from "#ui/form/fields.tsx";
import { Form } from "#ui/form/Form.tsx";
import { Card } from "#ui/frame/Card.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useCommand } from "#ui/use-command.ts";
import { useWords } from "#ui/words/words.ts";
import { confirmSecondFactor, disableSecondFactor, enrolSecondFactor, type SessionAccount } from "../contract/index.ts";
import { secondFactorWords } from "./my-account-words.ts";
import { Explain } from "./Pieces.tsx";
import { RecoveryCodes } from "./RecoveryCodes.tsx";

type Key = OutputOf<typeof enrolSecondFactor>["onceOnly"];
type Step = { readonly at: "rest" | "password" | "disable" } | { readonly at: "scan"; readonly key: Key } | { readonly at: "codes"; readonly codes: readonly string[] | undefined };

/** Enrol, confirm, keep the recovery codes, or stop. What is shown once lives in this component only and goes with it. */
export function SecondFactor({ account }: { readonly account: SessionAccount }) {
  const t = useWords(secondFactorWords);
  const [step, go] = useState<Step>({ at: "rest" });
  return (
    <Card title={t.title} extra={<StatusTag tone={account.secondFactor ? "success" : "quiet"}>{account.secondFactor ? t.on : t.off}</StatusTag>}>
      <div className="stack">{shown()}</div>
    </Card>
  );

  function shown() {
    const rest = () => go({ at: "rest" });
    switch (step.at) {
      case "password":
        return <AskPassword onDone={(key) => go({ at: "scan", key })} onCancel={rest} />;
      case "scan":
        return <Scan secret={step.key} onDone={(codes) => go({ at: "codes", codes })} onCancel={rest} onAgain={() => go({ at: "password" })} />;
      case "codes":
        return step.codes ? <RecoveryCodes codes={step.codes} login={account.login} onKept={rest} /> : <Explain tone="warning">{t.codesLost}</Explain>;
      case "disable":
        return <Disable onDone={rest} />;
      case "rest":
        return account.secondFactor ? <><p>{t.disableHelp}</p><div><Button onClick={() => go({ at: "disable" })}>{t.disable}</Button></div></> : <><p>{t.why}</p><div><Button type="primary" onClick={() => go({ at: "password" })}>{t.begin}</Button></div></>;
    }
  }
}

function AskPassword({ onDone, onCancel }: { readonly onDone: (key: Key) => void; readonly onCancel: () => void }) {
  const t = useWords(secondFactorWords);
  const command = useCommand(enrolSecondFactor, { toastProblem: false, onDone: ({ onceOnly }) => onDone(onceOnly) });
  return (
    <Form command={command} initial={{ password: "" }} inputOf={({ password }) => ({ password })} submit={t.next} onCancel={onCancel}>
      <PasswordField name="password" label={t.password} help={t.passwordWhy} />
    </Form>
  );
}

type ScanProps = { readonly secret: Key; readonly onDone: (codes: readonly string[] | undefined) => void; readonly onCancel: () => void; readonly onAgain: () => void };

function Scan({ secret, onDone, onCancel, onAgain }: ScanProps) {
  const t = useWords(secondFactorWords);
  const command = useCommand(confirmSecondFactor, { toastProblem: false, onDone: ({ onceOnly }) => onDone(onceOnly?.recoveryCodes) });
  if (!secret) return <><Explain tone="warning">{t.enrolLost}</Explain><div><Button onClick={onAgain}>{t.again}</Button></div></>;
  return (
    <div className="enrolment">
      <div className="enrolment-code" role="img" aria-label={t.scan}><QRCode type="svg" value={secret.otpauthUri} size={176} bordered={false} errorLevel="M" /></div>
      <div className="stack">
        <p>{t.scan}</p>
        <p className="soft">{t.byHand}<br /><span className="key-text">{secret.secret.replace(/(.{4})(?=.)/g, "$1 ")}</span></p>
        <Form command={command} initial={{ code: "" }} inputOf={({ code }) => ({ code: code.replace(/\s/g, "") })} submit={t.confirm} onCancel={onCancel}>
          <TextField name="code" label={t.code} autoComplete="one-time-code" maxLength={8} />
        </Form>
      </div>
    </div>
  );
}

function Disable({ onDone }: { readonly onDone: () => void }) {
  const t = useWords(secondFactorWords);
  const command = useCommand(disableSecondFactor, { toastProblem: false, done: { zh: secondFactorWords.zh.disabled, en: secondFactorWords.en.disabled }, onDone });
  return (
    <Form command={command} initial={{ password: "", code: "" }} inputOf={({ password, code }) => ({ password, code: code.trim() })} submit={t.disable} onCancel={onDone}>
      <PasswordField name="password" label={t.password} />
      <TextField name="code" label={t.disableCode} autoComplete="one-time-code" maxLength={40} />
    </Form>
  );
}
