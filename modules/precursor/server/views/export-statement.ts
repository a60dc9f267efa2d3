import type { FileAnswer } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import type { StatementLine } from "../../contract/declaration.api.ts";
import { statementLineWords } from "../../contract/movement-words.ts";
import { bookSheet, both, exportBook, kgColumn, substanceName, type BookColumn } from "./export-book.ts";
import { EXPORT_ROWS } from "./export-file.ts";
import { pastMoment } from "./get-balance.ts";
import { findStatement, type StatementQuestion } from "./get-statement.ts";
import { isAnyDemo } from "./names.sql.ts";
import { namesOf } from "./names.ts";

const TITLE = { zh: "台账对账单", en: "Statement of a book" };
const TRUNCATED = { zh: `只列出前 ${EXPORT_ROWS} 行，请缩短期间；期初、期末是整个期间的。`, en: `Only the first ${EXPORT_ROWS} lines: choose a shorter period. Opening and closing are of the whole.` };

/** A line of the book, or the stock at one end of it. */
type Row = StatementLine | { readonly edge: { readonly zh: string; readonly en: string }; readonly balanceMg: number };

export const exportStatementBook: UseCase<StatementQuestion, FileAnswer> = async (context, input) => {
  const { uscc, from, to } = input;
  const { substanceId, view } = await findStatement(context, input, EXPORT_ROWS);
  const name = (await namesOf(context, [uscc])).of(uscc) ?? "";
  const facts = {
    title: TITLE,
    of: `${name} ${uscc}　${substanceName(substanceId, to)}（${substanceId}）`.trim(),
    period: { from, to },
    asOf: pastMoment(input.asOf, context.now),
    isDemo: await isAnyDemo(context.tx, [uscc]),
    notes: view.truncated ? [TRUNCATED] : [],
  };
  const rows: Row[] = [{ edge: { zh: "期初结存", en: "Opening balance" }, balanceMg: view.openingMg }, ...view.lines, { edge: { zh: "期末结存", en: "Closing balance" }, balanceMg: view.closingMg }];
  return exportBook(context, facts, `${TITLE.zh}-${uscc}-${substanceId}-${from}-${to}`, [bookSheet(TITLE.zh, COLUMNS, rows)]);
};

/** A cell of a line; the two ends have none. */
const ofLine = <Cell>(cell: (line: StatementLine) => Cell) => (row: Row): Cell | null => ("edge" in row ? null : cell(row));

/** What was voided moved nothing: it has a column of its own, so that opening + Σ in − Σ out = closing holds in the sheet too. */
const COLUMNS: readonly BookColumn<Row>[] = [
  { zh: "发生时间", en: "When", kind: "time", cell: ofLine((line) => new Date(line.at)) },
  { zh: "事项", en: "What", kind: "text", width: 34, cell: (row) => both("edge" in row ? row.edge : statementLineWords(row)) },
  { zh: "对方代码", en: "Counterparty code", kind: "id", width: 21, cell: ofLine((line) => line.counterparty) },
  { zh: "对方", en: "Counterparty", kind: "text", width: 26, cell: ofLine((line) => line.counterpartyName) },
  { zh: "批号", en: "Lot", kind: "id", cell: ofLine((line) => line.lot) },
  { zh: "运单号", en: "Shipment", kind: "id", cell: ofLine((line) => line.shipment) },
  kgColumn("收入", "In", ofLine((line) => (line.voided || line.inMg === 0 ? null : line.inMg))),
  kgColumn("支出", "Out", ofLine((line) => (line.voided || line.outMg === 0 ? null : line.outMg))),
  kgColumn("结存", "Balance", (row) => ("edge" in row || !row.voided ? row.balanceMg : null)),
  kgColumn("已作废的数量", "Voided", ofLine((line) => (line.voided ? line.inMg - line.outMg : null))),
  { zh: "申报编号", en: "Declaration", kind: "id", width: 22, cell: ofLine((line) => line.declarationId) },
  { zh: "申报时间", en: "Filed", kind: "time", cell: ofLine((line) => new Date(line.reportedAt)) },
  { zh: "备注", en: "Note", kind: "text", cell: ofLine((line) => line.note) },
];
