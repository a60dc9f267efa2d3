import { copyInto, copyLines, type CopyCell } from "#platform/copy.ts";
import type { Tx } from "#platform/db.ts";

/** A derived table the bookkeeper replaces rows of, with its key and columns in the order the cells are given. */
export type DerivedTable = { readonly name: string; readonly key: readonly string[]; readonly columns: readonly string[]; /** Columns whose cells are JSON text. */ readonly json?: readonly string[] };

/** Up to here rows travel as one JSON parameter; above, COPY through a temporary table is faster (measured: crossing near 400). */
const ROWS_BY_JSON = 400;

/**
 * Small steps travel together on one connection; large ones in turn, because a COPY has the connection to itself.
 * @param rows how many rows the steps are about
 */
export async function together<T>(rows: number, steps: readonly (() => Promise<T>)[]): Promise<T[]> {
  if (travelTogether(rows)) return Promise.all(steps.map((step) => step()));
  const results: T[] = [];
  for (const step of steps) results.push(await step());
  return results;
}

/** Few enough rows that no statement about them is a COPY. */
export const travelTogether = (rows: number): boolean => rows <= ROWS_BY_JSON;

/** Inserts or replaces many rows by key in one statement. Names come from constants of this folder, never from input. */
export async function replaceRows<Row>(tx: Tx, table: DerivedTable, rows: readonly Row[], cells: (row: Row) => readonly CopyCell[]): Promise<void> {
  const changed = table.columns.filter((column) => !table.key.includes(column));
  const onConflict = changed.length === 0 ? "do nothing" : `do update set ${changed.map((column) => `${column} = excluded.${column}`).join(", ")}`;
  await insertRows(tx, table, rows, cells, onConflict);
}

/** Adds sums to existing rows by key. @param added columns whose values are added; the rest is the key */
export async function addToRows<Row>(tx: Tx, table: DerivedTable, added: readonly string[], rows: readonly Row[], cells: (row: Row) => readonly CopyCell[]): Promise<void> {
  await insertRows(tx, table, rows, cells, `do update set ${added.map((column) => `${column} = t.${column} + excluded.${column}`).join(", ")}`);
}

async function insertRows<Row>(tx: Tx, table: DerivedTable, rows: readonly Row[], cells: (row: Row) => readonly CopyCell[], onConflict: string): Promise<void> {
  if (rows.length === 0) return;
  const columns = table.columns.join(", ");
  const head = `insert into precursor.${table.name} as t (${columns}) select ${columns} from`;
  const tail = `on conflict (${table.key.join(", ")}) ${onConflict}`;
  if (travelTogether(rows.length)) {
    // On its way at once, so that whatever is asked after it sees it.
    await tx.unsafe(`${head} json_populate_recordset(null::precursor.${table.name}, $1::text::json) ${tail}`, [jsonRows(table, rows, cells)], { prepare: true }).execute();
    return;
  }
  await tx.unsafe(`create temporary table if not exists staged_${table.name} as select ${columns} from precursor.${table.name} with no data`);
  await tx.unsafe(`truncate pg_temp.staged_${table.name}`);
  const target = await tx`copy ${tx.unsafe(`pg_temp.staged_${table.name} (${columns})`)} from stdin`.writable();
  await copyInto(target, copyLines(rows, cells));
  await tx.unsafe(`${head} pg_temp.staged_${table.name} ${tail}`);
}

/** Rows as a JSON array of objects; cells of JSON columns are put in as they are, empty ones left out. */
export function jsonRows<Row>(table: Pick<DerivedTable, "columns" | "json">, rows: readonly Row[], cells: (row: Row) => readonly CopyCell[]): string {
  const isJson = table.columns.map((column) => table.json?.includes(column) ?? false);
  let text = "[";
  for (const row of rows) {
    let members = "";
    cells(row).forEach((value, i) => {
      if (value === null || value === undefined) return;
      members += `${members === "" ? "" : ","}"${table.columns[i]}":${typeof value === "number" || isJson[i] ? value : JSON.stringify(value)}`;
    });
    text += `${text === "[" ? "" : ","}{${members}}`;
  }
  return `${text}]`;
}
