import { copyRows, type ColumnType, type CopyCell } from "#platform/copy.ts";
import type { Tx } from "#platform/db.ts";
import { rowLiterals } from "#platform/row-literals.ts";

/** A derived table the bookkeeper replaces rows of, with its key, and all its columns in its own order, which is that of the cells. */
export type DerivedTable = { readonly name: string; readonly key: readonly string[]; readonly columns: { readonly [column: string]: ColumnType } };

/** Up to here rows travel as one parameter; above, COPY through a temporary table is faster (measured: crossing near 400). */
const ROWS_IN_ONE_PARAMETER = 400;

/** Transactions whose steps are under way together. */
const shared = new WeakSet<Tx>();

/**
 * Small steps travel together on one connection; large ones in turn, because a COPY has the connection to itself. A small step may
 * still have much to write, where an old row of a long book is taken back: it then goes as a parameter, however long.
 * @param rows how many rows the steps are about
 */
export async function together<T>(tx: Tx, rows: number, steps: readonly (() => Promise<T>)[]): Promise<T[]> {
  if (travelTogether(rows)) {
    shared.add(tx);
    return Promise.all(steps.map((step) => step())).finally(() => shared.delete(tx));
  }
  const results: T[] = [];
  for (const step of steps) results.push(await step());
  return results;
}

/** Few enough rows that no statement about them is a COPY. */
export const travelTogether = (rows: number): boolean => rows <= ROWS_IN_ONE_PARAMETER;

/** Rows on their way: what is asked after them sees them. Where the database does not take them, the transaction fails too. */
export type Written = { readonly answer: Promise<unknown> };

/** Rows for one table, and what becomes of those that are there already. */
export type RowsWrite = { readonly table: DerivedTable; readonly rows: number; readonly onConflict: string; readonly literals: () => string; readonly stage: (tx: Tx) => Promise<void> };

/** Inserts or replaces rows by key. Names come from constants of this folder, never from input. */
export function replacing<Row>(table: DerivedTable, rows: readonly Row[], cells: (row: Row) => readonly CopyCell[]): RowsWrite {
  const changed = Object.keys(table.columns).filter((column) => !table.key.includes(column));
  return writing(table, rows, cells, changed.length === 0 ? "do nothing" : `do update set ${changed.map((column) => `${column} = excluded.${column}`).join(", ")}`);
}

/** Adds sums to existing rows by key. @param added columns whose values are added; the rest is the key */
export const adding = <Row>(table: DerivedTable, added: readonly string[], rows: readonly Row[], cells: (row: Row) => readonly CopyCell[]): RowsWrite =>
  writing(table, rows, cells, `do update set ${added.map((column) => `${column} = t.${column} + excluded.${column}`).join(", ")}`);

/** @param onConflict what becomes of the row that is there (`t`) and the one that came (`excluded`) */
const writing = <Row>(table: DerivedTable, rows: readonly Row[], cells: (row: Row) => readonly CopyCell[], onConflict: string): RowsWrite => ({
  table,
  rows: rows.length,
  onConflict,
  literals: () => rowLiterals(Object.values(table.columns), rows, cells),
  stage: (tx) => stageRows(tx, table.name, `select ${Object.keys(table.columns).join(", ")} from precursor.${table.name}`, table.columns, rows, cells),
});

/** Rows of different tables that know nothing of each other: few of them, or among other steps, in one statement, many in one each. */
export async function writeRows(tx: Tx, ...writes: readonly RowsWrite[]): Promise<Written> {
  const some = writes.filter(({ rows }) => rows > 0);
  if (some.length === 0) return { answer: Promise.resolve() };
  if (shared.has(tx) || some.every(({ rows }) => travelTogether(rows))) {
    const inserts = some.map((write, i) => insertFrom(write, `unnest($${i + 1}::text::precursor.${write.table.name}[])`));
    const others = inserts.slice(1).map((insert, i) => `w${i} as (${insert})`);
    const text = `${others.length > 0 ? `with ${others.join(", ")} ` : ""}${inserts[0]}`;
    // On its way at once, so that whatever is asked after it sees it.
    const done = await tx.unsafe(text, some.map(({ literals }) => literals()), { prepare: true }).execute();
    return { answer: Promise.resolve(done) };
  }
  const answers: Promise<unknown>[] = [];
  for (const write of some) {
    await write.stage(tx);
    // While the database takes them, the next rows are worked out.
    const answer: Promise<unknown> = tx.unsafe(insertFrom(write, `pg_temp.staged_${write.table.name}`)).execute();
    answer.catch(() => undefined); // awaited by whoever wants its words; the transaction fails with it anyway
    answers.push(answer);
  }
  return { answer: Promise.all(answers) };
}

function insertFrom({ table, onConflict }: RowsWrite, source: string): string {
  const columns = Object.keys(table.columns).join(", ");
  return `insert into precursor.${table.name} as t (${columns}) select ${columns} from ${source} on conflict (${table.key.join(", ")}) ${onConflict}`;
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
