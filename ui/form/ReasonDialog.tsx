import { Input, Modal } from "antd";
import { useState, type ReactNode } from "react";
import type { CallProblem } from "../call.ts";
import { useSay } from "../words/language.ts";
import { defineWords, useWords } from "../words/words.ts";
import "./form.css";

type ReasonDialogProps = {
  readonly open: boolean;
  readonly title: string;
  /** What will happen, and to what. */
  readonly consequence: ReactNode;
  readonly confirm: string;
  readonly danger?: boolean;
  /** Reasons to choose from; free text is always possible. */
  readonly reasons?: readonly string[];
  /** Fewest characters the command accepts as a reason. */
  readonly shortest?: number;
  readonly isRunning?: boolean;
  readonly problem?: CallProblem | null;
  readonly onConfirm: (reason: string) => void;
  readonly onCancel: () => void;
  /** More to enter: evidence, a case number. */
  readonly children?: ReactNode;
  /** False while something of that is missing. */
  readonly isComplete?: boolean;
};

const USUAL_SHORTEST = 2;

/** Asks for a reason before something that matters; the reason goes on the record. */
export function ReasonDialog(props: ReasonDialogProps) {
  const words = useWords(reasonWords);
  const say = useSay();
  const [reason, setReason] = useState("");
  const shortest = props.shortest ?? USUAL_SHORTEST;
  const isEnough = reason.trim().length >= shortest;
  return (
    <Modal
      open={props.open}
      title={props.title}
      okText={props.confirm}
      cancelText={words.cancel}
      okButtonProps={{ disabled: !isEnough || props.isComplete === false, danger: props.danger === true }}
      confirmLoading={props.isRunning === true}
      onOk={() => props.onConfirm(reason.trim())}
      onCancel={props.onCancel}
      afterClose={() => setReason("")}
      destroyOnHidden
    >
      <div className="form">
        {props.problem && <div className="error-summary" role="alert">{say(props.problem.words)}</div>}
        <div>{props.consequence}</div>
        {props.children}
        <div className="field">
          <label htmlFor="reason">{words.reason}</label>
          {props.reasons && <div className="reason-choices">{props.reasons.map((each) => <button key={each} type="button" aria-pressed={each === reason} onClick={() => setReason(each)}>{each}</button>)}</div>}
          <Input.TextArea id="reason" rows={3} maxLength={500} showCount value={reason} onChange={(event) => setReason(event.target.value)} autoFocus />
          <p className="field-help">{words.atLeast(shortest)}{words.onRecord}</p>
        </div>
      </div>
    </Modal>
  );
}

const reasonWords = defineWords({
  zh: { cancel: "取消", reason: "理由", atLeast: (letters: number) => `至少 ${letters} 个字。`, onRecord: "理由与操作人、时间一并记入不可更改的记录。" },
  en: { cancel: "Cancel", reason: "Reason", atLeast: (letters: number) => `At least ${letters} characters. `, onRecord: "The reason goes on the tamper-evident record with your name and the time." },
});
