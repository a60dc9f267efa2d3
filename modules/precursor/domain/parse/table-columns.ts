import { Refusal, type RefusalData } from "#kernel/refusal.ts";
import type { RowRefusalCode } from "../../contract/row-refusals.ts";

/** One column of a file: what its header says, and what it means to the person who fills it in. */
export type TableColumn<Name extends string = string> = {
  readonly name: Name;
  readonly kind: "id" | "text" | "number" | "time" | "code";
  /** The header must have it. Whether a row must fill it can depend on the row. */
  readonly required: boolean;
  readonly zh: string;
  readonly en: string;
  readonly allowed?: readonly string[];
};

/** Position of every column in the file's records; −1 where the file does not have it. */
export type ColumnPositions<Name extends string> = Readonly<Record<Name, number>>;

/** Put into a returned workbook to hold the refusals; skipped when the corrected file comes back. */
const RETURNED_COLUMN = "错误";

/**
 * Reads a header row against the file's columns: names are exact but for case and surrounding blanks.
 * @throws Refusal `precursor.file.duplicate-column` | `unknown-column` | `missing-column`, naming the columns
 */
export function columnPositions<Name extends string>(columns: readonly TableColumn<Name>[], header: readonly string[]): ColumnPositions<Name> {
  const known = new Map<string, Name>(columns.map((column) => [column.name, column.name]));
  // Filled below for every name of `columns`, which is what the type says.
  const positions = Object.fromEntries(columns.map((column) => [column.name, -1])) as Record<Name, number>;
  const unknown: string[] = [];
  const duplicate: string[] = [];
  header.forEach((written, at) => {
    const name = written.trim().toLowerCase();
    if (name === RETURNED_COLUMN) return;
    const column = known.get(name);
    if (column === undefined) unknown.push(written.trim().slice(0, 64) || `第 ${at + 1} 列`);
    else if (positions[column] >= 0) duplicate.push(column);
    else positions[column] = at;
  });
  const missing = columns.filter((column) => column.required && positions[column.name] < 0).map((column) => column.name);
  if (duplicate.length > 0) refuseFile("precursor.file.duplicate-column", duplicate);
  if (unknown.length > 0) refuseFile("precursor.file.unknown-column", unknown);
  if (missing.length > 0) refuseFile("precursor.file.missing-column", missing);
  return positions;
}

/** One thing wrong with one row. `data` fills the words of the code together with column and value. */
export type RowProblem = { readonly column: string; readonly code: RowRefusalCode; readonly value: string; readonly data: RefusalData };

/** A row's fate: the value and its stable text, or everything that is wrong with it. */
export type ParsedRow<Value> =
  | { readonly ok: true; readonly value: Value; readonly content: string }
  | { readonly ok: false; readonly problems: readonly RowProblem[] };

export type RowParser<Value> = (record: readonly string[]) => ParsedRow<Value>;

function refuseFile(code: RowRefusalCode, columns: readonly string[]): never {
  throw new Refusal(code, { columns: columns.slice(0, 20).join("、") });
}
