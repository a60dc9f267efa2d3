import { shanghaiText, type SheetCell, type SheetColumn } from "./sheet-column.ts";

/**
 * RFC 4180 text with a UTF-8 BOM, CRLF and a header, piece by piece. A free-text cell that a spreadsheet would take for a
 * formula (leading = + - @, tab or CR) gets an apostrophe; codes, numbers and times are left exact.
 */
export function* csvText(columns: readonly SheetColumn[], rows: Iterable<readonly SheetCell[]>): Generator<string> {
  yield `\ufeff${columns.map((column) => quoted(column.name)).join(",")}\r\n`;
  for (const row of rows) yield csvLine(columns, row);
}

export function csvLine(columns: readonly SheetColumn[], row: readonly SheetCell[]): string {
  let line = "";
  for (let i = 0; i < columns.length; i++) {
    if (i > 0) line += ",";
    const cell = row[i];
    if (cell === null || cell === undefined) continue;
    if (cell instanceof Date) line += shanghaiText(cell);
    else if (typeof cell === "number") line += String(cell);
    else line += quoted(columns[i]?.kind === "text" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
  }
  return columns.length === 1 && line === "" ? '""\r\n' : `${line}\r\n`;
}

function quoted(text: string): string {
  return /[",\r\n]|^\ufeff/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
