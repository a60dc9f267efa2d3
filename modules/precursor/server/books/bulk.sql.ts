import { copyRows, type ColumnType, type CopyCell } from "#platform/copy.ts";
import type { Tx } from "#platform/db.ts";
import { rowLiterals } from "#platform/row-literals.ts";

/** A derived table the bookkeeper replaces rows of, with its key, and all its columns in its own order, which is that of the cells. */
export type DerivedTable = { readonly name: string; readonly key: readonly string[]; readonly columns: { readonly [column: string]: ColumnType } };

/** Up to here rows travel as one parameter; above, COPY through a temporary table is faster (measured: crossing near 400). */
const ROWS_IN_ONE_PARAMETER = 400;

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
export const travelTogether = (rows: number): boolean => rows <= ROWS_IN_ONE_PARAMETER;

/** Rows on their way: what is asked after them sees them. Where the database does not take them, the transaction fails too. */
export type Written = { readonly answer: Promise<unknown> };

/** Inserts or replaces many rows by key in one statement. Names come from constants of this folder, never from input. */
export async function replaceRows<Row>(tx: Tx, table: DerivedTable, rows: readonly Row[], cells: (row: Row) => readonly CopyCell[]): Promise<Written> {
  const changed = Object.keys(table.columns).filter((column) => !table.key.includes(column));
  const onConflict = changed.length === 0 ? "do nothing" : `do update set ${changed.map((column) => `${column} = excluded.${column}`).join(", ")}`;
  return insertRows(tx, table, rows, cells, onConflict);
}

/** Adds sums to existing rows by key. @param added columns whose values are added; the rest is the key */
export async function addToRows<Row>(tx: Tx, table: DerivedTable, added: readonly string[], rows: readonly Row[], cells: (row: Row) => readonly CopyCell[]): Promise<Written> {
  return insertRows(tx, table, rows, cells, `do update set ${added.map((column) => `${column} = t.${column} + excluded.${column}`).join(", ")}`);
}

/** @param onConflict what becomes of the row that is there (`t`) and the one that came (`excluded`) */
async function insertRows<Row>(tx: Tx, table: DerivedTable, rows: readonly Row[], cells: (row: Row) => readonly CopyCell[], onConflict: string): Promise<Written> {
  if (rows.length === 0) return { answer: Promise.resolve() };
  const columns = Object.keys(table.columns).join(", ");
  const head = `insert into precursor.${table.name} as t (${columns}) select ${columns} from`;
  const tail = `on conflict (${table.key.join(", ")}) ${onConflict}`;
  if (travelTogether(rows.length)) {
    // On its way at once, so that whatever is asked after it sees it.
    const done = await tx.unsafe(`${head} unnest($1::text::precursor.${table.name}[]) ${tail}`, [rowLiterals(Object.values(table.columns), rows, cells)], { prepare: true }).execute();
    return { answer: Promise.resolve(done) };
  }
  await stageRows(tx, table.name, `select ${columns} from precursor.${table.name}`, table.columns, rows, cells);
  // While the database takes them, the next rows are worked out.
  const answer: Promise<unknown> = tx.unsafe(`${head} pg_temp.staged_${table.name} ${tail}`).execute();
  answer.catch(() => undefined); // awaited by whoever wants its words; the transaction fails with it anyway
  return { answer };
}

/** Puts rows into `pg_temp.staged_<name>`, a table of the columns of `like`; the statement after it reads them there. */
export async function stageRows<Row>(tx: Tx, name: string, like: string, columns: DerivedTable["columns"], rows: readonly Row[], cells: (row: Row) => readonly CopyCell[]): Promise<void> {
  const staged = `pg_temp.staged_${name}`;
  const [, , target] = await Promise.all([
    tx.unsafe(`create temporary table if not exists staged_${name} as ${like} with no data`).execute(),
    tx.unsafe(`truncate ${staged}`).execute(),
    tx`copy ${tx.unsafe(`${staged} (${Object.keys(columns).join(", ")})`)} from stdin with (format binary)`.writable(),
  ]);
  await copyRows(target, Object.values(columns), rows, cells);
}
