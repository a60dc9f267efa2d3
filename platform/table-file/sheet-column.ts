/** The template's second sheet; never read as data. */
export const GUIDE_SHEET = "填写说明";
/** Added to a returned workbook; ignored when the corrected file comes back. */
export const ERROR_COLUMN = "错误";

/**
 * `id`: codes kept as text, never as numbers · `text`: free text, may come from anybody (formula-safe in csv) ·
 * `number`: a decimal · `time`: a moment, shown as Asia/Shanghai wall clock · `code`: one of a fixed list.
 */
export type SheetColumnKind = "id" | "text" | "number" | "time" | "code";

export type SheetColumn = { readonly name: string; readonly kind: SheetColumnKind; readonly title?: string; readonly width?: number };
export type SheetCell = string | number | Date | null;

const SHANGHAI_MS = 8 * 3_600_000;

/** The same wall clock as if it were UTC, which is how spreadsheet writers take a Date. */
export function shanghaiWallClock(moment: Date): Date {
  return new Date(moment.getTime() + SHANGHAI_MS);
}

/** `2026-11-03T08:05:00+08:00`. */
export function shanghaiText(moment: Date): string {
  return `${shanghaiWallClock(moment).toISOString().slice(0, 19)}+08:00`;
}
