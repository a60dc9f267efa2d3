import { useEffect, useState } from "react";
import { formatSecond } from "../words/format.ts";
import { useWords } from "../words/words.ts";
import { useAccount } from "./account.ts";
import { frameWords } from "./frame-words.ts";

/** On paper only: whose system, which unit, who printed and when. */
export function PrintHeader() {
  const words = useWords(frameWords);
  const account = useAccount();
  const [at, setAt] = useState(() => Date.now());
  useEffect(() => {
    const stamp = () => setAt(Date.now());
    addEventListener("beforeprint", stamp);
    return () => removeEventListener("beforeprint", stamp);
  }, []);
  return (
    <div className="print-header" aria-hidden="true">
      <strong>{words.product} · {account.unitName}</strong>
      <span>{account.demo ? `${words.demo}　` : ""}{words.printedBy} {account.name}　{words.printed} {formatSecond(at)}</span>
    </div>
  );
}
