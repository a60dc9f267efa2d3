import { Button } from "antd";
import { useState } from "react";
import { useIsPrinting } from "#ui/frame/printing.ts";
import { formatDay, formatKg, formatMinute } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import type { StatementLine } from "../../contract/index.ts";
import { statementLineWords } from "../../contract/movement-words.ts";
import { DeclarationLink, Party } from "../Pieces.tsx";
import type { StatementView } from "./statement-rows.ts";
import { enterpriseWords } from "./words.ts";

const FIRST_LINES = 300;
/** Shorter than any statutory period of filing: later than this the day of filing is worth seeing. */
const LATE_MS = 5 * 86_400_000;

export function StatementTable({ view, declarant = "" }: { readonly view: StatementView; readonly declarant?: string }) {
  const t = useWords(enterpriseWords);
  const [asked, show] = useState(FIRST_LINES);
  const most = useIsPrinting() ? view.lines.length : asked;
  return (
    <div className="scroll-x">
      <table className="plain-table statement">
        <thead><tr><th scope="col">{t.at}</th><th scope="col">{t.kind}</th><th scope="col">{t.counterparty}</th><th scope="col">{t.reference}</th>{[t.in, t.out, t.running].map((title) => <th key={title} scope="col" className="number">{title}</th>)}<th scope="col">{t.declaration}</th></tr></thead>
        <tbody>
          <tr className="statement-edge"><td colSpan={6}>{t.opening}</td><td className="number">{formatKg(view.openingMg)}</td><td /></tr>
          {view.lines.slice(0, most).map((line, i) => <Line key={`${line.declarationId ?? line.kind} ${line.at} ${i}`} line={line} declarant={declarant} />)}
        </tbody>
        <tfoot>
          <tr className="statement-edge"><td colSpan={4}>{t.total}</td><td className="number">{formatKg(view.inMg)}</td><td className="number">{formatKg(view.outMg)}</td><td /><td /></tr>
          <tr className="statement-edge"><td colSpan={6}>{t.closing}</td><td className="number">{formatKg(view.closingMg)}</td><td /></tr>
        </tfoot>
      </table>
      {view.lines.length > most && <p className="statement-more no-print"><Button onClick={() => show(view.lines.length)}>{t.showAll(view.lines.length)}</Button></p>}
    </div>
  );
}

function Line({ line, declarant }: { readonly line: StatementLine; readonly declarant: string }) {
  const t = useWords(enterpriseWords);
  const say = useSay();
  const isAdjustment = line.declarationId === null;
  const isCount = line.kind === "stocktake" && !line.voided && line.inMg + line.outMg > 0;
  const reportedDay = formatDay(line.reportedAt);
  const isLater = !isAdjustment && Date.parse(line.reportedAt) - Date.parse(line.at) > LATE_MS;
  return (
    <tr data-voided={line.voided ? "" : undefined} data-adjustment={isAdjustment || isCount ? "" : undefined}>
      <td className="nowrap" title={t.reportedAt(formatMinute(line.reportedAt))}>{formatMinute(line.at)}{isLater && <small className="soft">{t.reportedAt(reportedDay)}</small>}</td>
      <td>
        <span className="statement-kind">{say(statementLineWords(line))}</span>
        {line.voided && <span className="statement-void">{t.voided}</span>}
        {isAdjustment && <small className="statement-why">{t.shortfallWhy}</small>}
        {isCount && <small className="statement-why">{t.countedWhy}</small>}
        {line.note && <small className="soft statement-note">{line.note}</small>}
      </td>
      <td className="statement-party">{line.counterparty && <Party uscc={line.counterparty} name={line.counterpartyName} />}</td>
      <td className="statement-reference">{line.lot && <span>{line.lot}</span>} {line.shipment && <span className="soft">{line.shipment}</span>}</td>
      <td className="number">{line.inMg > 0 ? formatKg(line.inMg) : ""}</td>
      <td className="number">{line.outMg > 0 ? formatKg(line.outMg) : ""}</td>
      <td className="number">{line.voided ? "" : formatKg(line.balanceMg)}</td>
      <td>{line.declarationId && (declarant ? <DeclarationLink declarant={declarant} declarationId={line.declarationId} /> : <span className="code">{line.declarationId}</span>)}</td>
    </tr>
  );
}
