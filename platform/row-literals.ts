import type { ColumnType, CopyCell } from "./copy.ts";

/** What a field of a row must be quoted for. An empty one would be read as null. */
const SPECIAL = /[\s"\\(),]/;

/**
 * A few rows as one text parameter, `$1::text::schema.table[]`: an array of the table's own row type, whose fields the database
 * reads in one pass each. As JSON the same rows cost it some three times as much.
 * @param types in the order of the table's columns, all of them
 * @param cells a row's values in that order
 */
export function rowLiterals<Row>(types: readonly ColumnType[], rows: readonly Row[], cells: (row: Row) => readonly CopyCell[]): string {
  let text = "";
  for (const row of rows) {
    const values = cells(row);
    text += text === "" ? '"(' : ',"(';
    for (let i = 0; i < types.length; i++) {
      if (i > 0) text += ",";
      text += fieldOf(types[i], values[i] ?? null);
    }
    text += ')"';
  }
  return `{${text}}`;
}

/** A field of a row that is itself between quotes: every quote and backslash it needs has one more backslash before it. */
function fieldOf(type: ColumnType | undefined, value: CopyCell): string {
  if (value === null) return "";
  if (type === "bytea") return `\\\\\\\\x${String(value)}`;
  if (typeof value === "string") return value === "" || SPECIAL.test(value) ? `\\"${withinRow(value)}\\"` : value;
  if (typeof value === "number") return type === "timestamptz" ? new Date(value).toISOString() : String(value);
  if (typeof value === "boolean") return value ? "t" : "f";
  return `\\"${withinRow(`{${value.map((part) => `"${escaped(part, "\\")}"`).join(",")}}`)}\\"`;
}

/** Escaped for the field, and once more for the row around it. */
const withinRow = (text: string) => escaped(text, "\\\\\\");

/** @param before what stands before a quote; a backslash is doubled as often */
function escaped(text: string, before: "\\" | "\\\\\\"): string {
  const whole = text.includes("\\") ? text.replaceAll("\\", `${before}\\`) : text;
  return whole.includes('"') ? whole.replaceAll('"', `${before}"`) : whole;
}
