import { ERROR_COLUMN, type SheetCell, type SheetColumn } from "./sheet-column.ts";
import { xlsxBuffer } from "./xlsx-write.ts";

export type RefusedRow = {
  readonly line: number;
  /** The row as it was read. */
  readonly record: readonly string[];
  readonly problems: readonly { readonly column: string; readonly code: string; readonly words: string }[];
};

/**
 * The rows of a file as they came, with a column 错误 that says per row: line, column, code and words. Everything is
 * text, so the corrected file can be sent back as it is; the reader ignores 错误.
 */
export async function errorWorkbook(file: { header: readonly string[]; rows: Iterable<RefusedRow>; exportId: string; createdAt: Date; mark?: string }): Promise<Buffer> {
  const kept = file.header.map((name, i) => ({ name, i })).filter(({ name }) => name !== ERROR_COLUMN);
  const columns: SheetColumn[] = [...kept.map(({ name }): SheetColumn => ({ name, kind: "id" })), { name: ERROR_COLUMN, kind: "id", width: 80 }];
  function* rows(): Generator<SheetCell[]> {
    for (const row of file.rows) yield [...kept.map(({ i }) => row.record[i] ?? ""), problemText(row)];
  }
  return xlsxBuffer({ sheetName: "退回", columns, rows: rows(), exportId: file.exportId, createdAt: file.createdAt, ...(file.mark === undefined ? {} : { mark: file.mark }) });
}

/** `第 12 行 declarant [precursor.row.uscc-check-digit] 统一社会信用代码校验位不符`, one line per problem; empty for a good row. */
export function problemText(row: RefusedRow): string {
  return row.problems.map((problem) => `第 ${row.line} 行 ${problem.column} [${problem.code}] ${problem.words}`).join("\n");
}
