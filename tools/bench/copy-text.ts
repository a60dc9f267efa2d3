import { once } from "node:events";
import type { Writable } from "node:stream";

/** A cell of PostgreSQL's COPY text format. */
export type CopyCell = string | number | boolean | null | undefined;

const NEEDS_ESCAPE = /[\\\t\n\r]/;
const ESCAPES: { readonly [char: string]: string } = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

export const copyCell = (value: CopyCell): string => {
  if (value === null || value === undefined) return "\\N";
  if (typeof value !== "string") return String(value);
  return NEEDS_ESCAPE.test(value) ? value.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char) : value;
};

/** What the benchmark's reference sends: rows to lines of COPY's text format; `cells` gives a row's values in the order of the copied columns. */
export function copyLines<Row>(rows: readonly Row[], cells: (row: Row) => readonly CopyCell[]): string {
  let lines = "";
  for (const row of rows) {
    const values = cells(row);
    for (let i = 0; i < values.length; i++) lines += i === 0 ? copyCell(values[i]) : `\t${copyCell(values[i])}`;
    lines += "\n";
  }
  return lines;
}

/** The whole text, a megabyte at a time. */
export async function copyText(target: Writable, lines: string): Promise<void> {
  const step = 1 << 20;
  for (let start = 0; start < lines.length; start += step) {
    if (!target.write(lines.slice(start, start + step))) await once(target, "drain");
  }
  target.end();
  await once(target, "finish");
}
