import type { ReactNode } from "react";
import type { Words } from "../call.ts";

export type Column<Row> = {
  readonly key: string;
  readonly title: Words;
  /** What the cell shows; without it, `text`. */
  readonly cell?: (row: Row) => ReactNode;
  /** The cell as plain text: shown when there is no `cell`, and what CSV carries. */
  readonly text: (row: Row) => string;
  readonly width?: number;
  /** Figures are set right with tabular digits. */
  readonly align?: "start" | "number";
  /** Stays in sight while scrolling sideways; the row's key. */
  readonly sticky?: boolean;
  /** Not shown until chosen in the column list. */
  readonly spare?: boolean;
};

/** The columns shown: those chosen before, else all that are not spare. Sticky ones always, and first. */
export function shownColumns<Row>(columns: readonly Column<Row>[], chosen: readonly string[] | null): readonly Column<Row>[] {
  const shown = columns.filter((column) => column.sticky || (chosen ? chosen.includes(column.key) : !column.spare));
  return [...shown.filter((column) => column.sticky), ...shown.filter((column) => !column.sticky)];
}

/**
 * RFC 4180 with a byte order mark, so that WPS and Excel read UTF-8. Texts a spreadsheet would run as a formula, and
 * long digit strings it would round, are kept as text.
 */
export function csvOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\uFEFF${[header, ...rows].map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

function csvCell(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d[\d,]*(\.\d+)?$/.test(text);
  const safe = isFormula ? `'${text}` : /^\d{12,}$/.test(text) ? `\t${text}` : text;
  return /[",\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
