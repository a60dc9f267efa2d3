import { wordsOf, type Refusal, type RefusalCatalogue, type RefusalData } from "#kernel/refusal.ts";
import { tableFileRefusals } from "#platform/table-file/refusals.ts";
import type { CellFault } from "#platform/table-file/record-batch.ts";
import type { RowRefusal } from "../../contract/import.api.ts";
import { precursorRefusals } from "../../contract/refusals.ts";
import { rowRefusals } from "../../contract/row-refusals.ts";
import type { RowProblem } from "../../domain/parse/table-columns.ts";

const CATALOGUE: RefusalCatalogue = { ...tableFileRefusals.words, ...precursorRefusals.words, ...rowRefusals.words };

/** A refusal of one row in the words of its code; `column` null: the row as a whole. */
export function rowRefusal(line: number, column: string | null, code: string, value: string | null, data: RefusalData): RowRefusal {
  const words = CATALOGUE[code];
  if (!words) throw new Error(`refusal ${code} has no words`);
  const said = { column: column ?? "", value: value ?? "", ...data };
  return { line, column, code, value, words: { zh: wordsOf(words, "zh", said), en: wordsOf(words, "en", said) } };
}

export const refusalOfProblem = (line: number, problem: RowProblem): RowRefusal => rowRefusal(line, problem.column === "" ? null : problem.column, problem.code, problem.value, problem.data);

export const refusalOfFault = (line: number, header: readonly string[], fault: CellFault): RowRefusal =>
  rowRefusal(line, header[fault.columnIndex] ?? null, fault.code, fault.value, { value: fault.value });

export const refusalOfRow = (line: number, column: string, value: string, refusal: Refusal): RowRefusal => rowRefusal(line, column, refusal.code, value.slice(0, 100), refusal.data);
