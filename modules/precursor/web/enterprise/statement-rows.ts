import { csvOf } from "#ui/table/column.ts";
import { formatDay, formatKg } from "#ui/words/format.ts";
import type { StatementLine } from "../../contract/index.ts";

export type StatementView = { readonly openingMg: number; readonly inMg: number; readonly outMg: number; readonly closingMg: number; readonly lines: readonly StatementLine[] };

/** Stock at the end of each day something happened, for a curve. */
export function dayEnds(lines: readonly StatementLine[]): readonly { readonly day: string; readonly balanceMg: number }[] {
  const ends = new Map<string, number>();
  for (const line of lines) if (!line.voided) ends.set(formatDay(line.at), line.balanceMg);
  return [...ends].map(([day, balanceMg]) => ({ day, balanceMg }));
}

/** How many things happened on each day. */
export function daysOf(lines: readonly StatementLine[]): readonly { readonly day: string; readonly value: number }[] {
  const counts = new Map<string, number>();
  for (const line of lines) if (!line.voided && line.declarationId !== null) counts.set(formatDay(line.at), (counts.get(formatDay(line.at)) ?? 0) + 1);
  return [...counts].map(([day, value]) => ({ day, value }));
}

/** @param header at, kind, counterparty, lot, shipment, in, out, balance, declaration, reported, voided, note */
export function statementCsv(view: StatementView, header: readonly string[], kindOf: (line: StatementLine) => string): string {
  const kg = (massMg: number) => formatKg(massMg).replaceAll(",", "").replace("−", "-");
  return csvOf(header, view.lines.map((line) => [line.at, kindOf(line), line.counterpartyName ?? line.counterparty ?? "", line.lot ?? "", line.shipment ?? "", kg(line.inMg), kg(line.outMg), kg(line.balanceMg), line.declarationId ?? "", line.reportedAt, line.voided ? "1" : "", line.note ?? ""]));
}
