import { copyInto, copyLines, type CopyCell } from "#platform/copy.ts";
import type { Tx } from "#platform/db.ts";

/** A derived table the bookkeeper replaces rows of, with its key and columns in the order the cells are given. */
export type DerivedTable = { readonly name: string; readonly key: readonly string[]; readonly columns: readonly string[] };

/** Inserts or replaces many rows by key in one statement. Names come from constants of this folder, never from input. */
export async function replaceRows<Row>(tx: Tx, table: DerivedTable, rows: readonly Row[], cells: (row: Row) => readonly CopyCell[]): Promise<void> {
  if (rows.length === 0) return;
  await stageRows(tx, table, rows, cells);
  const columns = table.columns.join(", ");
  const changed = table.columns.filter((column) => !table.key.includes(column));
  const onConflict = changed.length === 0 ? "do nothing" : `do update set ${changed.map((column) => `${column} = excluded.${column}`).join(", ")}`;
  await tx.unsafe(`insert into precursor.${table.name} (${columns}) select ${columns} from pg_temp.staged_${table.name} on conflict (${table.key.join(", ")}) ${onConflict}`);
}

/** Adds sums to existing rows by key. @param added columns whose values are added; the rest is the key */
export async function addToRows<Row>(tx: Tx, table: DerivedTable, added: readonly string[], rows: readonly Row[], cells: (row: Row) => readonly CopyCell[]): Promise<void> {
  if (rows.length === 0) return;
  await stageRows(tx, table, rows, cells);
  const columns = table.columns.join(", ");
  const sums = added.map((column) => `${column} = t.${column} + excluded.${column}`).join(", ");
  await tx.unsafe(`insert into precursor.${table.name} as t (${columns}) select ${columns} from pg_temp.staged_${table.name} on conflict (${table.key.join(", ")}) do update set ${sums}`);
}

async function stageRows<Row>(tx: Tx, table: DerivedTable, rows: readonly Row[], cells: (row: Row) => readonly CopyCell[]): Promise<void> {
  const columns = table.columns.join(", ");
  await tx.unsafe(`create temporary table if not exists staged_${table.name} as select ${columns} from precursor.${table.name} with no data`);
  await tx.unsafe(`truncate pg_temp.staged_${table.name}`);
  const target = await tx`copy ${tx.unsafe(`pg_temp.staged_${table.name} (${columns})`)} from stdin`.writable();
  await copyInto(target, copyLines(rows, cells));
}
