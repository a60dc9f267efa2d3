import { useEffect, useRef } from "react";
import { CallRefused, type CallProblem } from "../call.ts";
import { useSay } from "../words/language.ts";
import { defineWords, useWords } from "../words/words.ts";
import "./form.css";

type ErrorSummaryProps = { readonly problem: CallProblem; /** Element id of the field a problem's path names; links lead there. */ readonly fieldId?: (path: string) => string; /** What the field is called on screen, where the reason does not say it. */ readonly labelOf?: (path: string) => string | undefined };

/** Why a command was refused, every reason at once, each leading to its field. Takes the focus when it appears. */
export function ErrorSummary({ problem, fieldId, labelOf }: ErrorSummaryProps) {
  const words = useWords(summaryWords);
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [problem]);
  const named = (label: string | undefined, reason: string) => (label && !reason.includes(label) ? words.named(label, reason) : reason);
  const problems = problem instanceof CallRefused ? problem.problems : [];
  return (
    <div ref={box} className="error-summary" role="alert" tabIndex={-1}>
      <strong>{problems.length > 0 ? words.title(problems.length) : say(problem.words)}</strong>
      {problems.length > 0 && (
        <ul>
          {problems.map(({ path, words: reason }) => (
            <li key={`${path} ${reason.en}`}>
              {fieldId && path ? <a href={`#${fieldId(path)}`} onClick={(event) => (event.preventDefault(), document.getElementById(fieldId(path))?.focus())}>{named(labelOf?.(path), say(reason))}</a> : <>{path && <span className="code">{path} </span>}{say(reason)}</>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const summaryWords = defineWords({
  zh: { title: (count: number) => `有 ${count} 处需要改正`, named: (label: string, reason: string) => `${label}：${reason}` },
  en: { title: (count: number) => (count === 1 ? "One thing to correct" : `${count} things to correct`), named: (label: string, reason: string) => `${label}: ${reason}` },
});
