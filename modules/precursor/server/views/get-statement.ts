import { dayNumber } from "#kernel/calendar.ts";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import type { getStatement } from "../../contract/declaration.api.ts";
import { listBook } from "../declaration.sql.ts";
import { getVisibleUnit } from "./visible-book.ts";
import { namesOf } from "./names.ts";
import { statementOf } from "./statement-lines.ts";
import { getSubstanceId } from "./substance-asked.ts";

export type StatementQuestion = ParsedInputOf<typeof getStatement>;
type Statement = OutputOf<typeof getStatement>;

/** Lines one answer may hold; a longer period is asked for in parts. */
const STATEMENT_LINES = 5_000;

export const readStatement: UseCase<StatementQuestion, Statement> = async (context, input) => (await findStatement(context, input, STATEMENT_LINES)).view;

/** @param most lines at most; the sums are of the whole period all the same */
export async function findStatement(context: UseCaseContext, { uscc, substance, from, to, asOf }: StatementQuestion, most: number): Promise<{ substanceId: string; view: Statement }> {
  const unitCode = await getVisibleUnit(context, uscc);
  const substanceId = getSubstanceId(substance, context.now);
  const book = await listBook(context.tx, unitCode, uscc, null);
  const statement = statementOf(book, { substanceId, fromDay: dayNumber(from), toDay: dayNumber(to), asOfMs: asOf === undefined ? Infinity : Date.parse(asOf) });
  const lines = statement.lines.slice(0, most);
  const names = await namesOf(context, lines.map((line) => line.counterparty));
  const view = {
    openingMg: statement.openingMg,
    inMg: statement.inMg,
    outMg: statement.outMg,
    closingMg: statement.closingMg,
    lines: lines.map((line) => ({ ...line, at: new Date(line.at).toISOString(), reportedAt: new Date(line.reportedAt).toISOString(), counterpartyName: names.of(line.counterparty) })),
    truncated: statement.lines.length > lines.length,
  };
  return { substanceId, view };
}
