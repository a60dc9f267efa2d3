import { formatKg, formatMass } from "#ui/words/format.ts";
import { defineWords, useWords } from "#ui/words/words.ts";
import type { PermitRow } from "../contract/register.api.ts";
import "./room-pieces.css";

/** What is left of a document, as a bar with its figures; drawn beyond it is hatched and said in words. */
export function PermitLeft({ permit: { quantityMg, leftMg } }: { readonly permit: Pick<PermitRow, "quantityMg" | "leftMg"> }) {
  const t = useWords(leftWords);
  const isOver = leftMg < 0;
  const percent = quantityMg > 0 ? Math.max(0, Math.min(100, (leftMg / quantityMg) * 100)) : 0;
  return (
    <div className="left-bar" data-over={isOver ? "" : undefined}>
      <span aria-hidden="true"><i style={{ width: `${percent}%` }} /></span>
      <small title={`${formatMass(leftMg)} / ${formatMass(quantityMg)}`}>{isOver ? t.over(formatKg(-leftMg)) : `${formatKg(leftMg)} / ${formatKg(quantityMg)} kg`}</small>
    </div>
  );
}

const leftWords = defineWords({
  zh: { over: (kg: string) => `超出 ${kg} kg` },
  en: { over: (kg: string) => `${kg} kg beyond` },
});
