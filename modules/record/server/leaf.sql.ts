import type { ColumnType } from "#platform/copy.ts";
import type { Statement, Tx } from "#platform/db.ts";
import { rowLiterals } from "#platform/row-literals.ts";

export type LeafRow = { unitCode: string; id: string; at: Date; name: string; actorKind: string; accountId: string; commandId: string; body: string; /** Hex digits, like the two behind it. */ salt: string; entry: string; mac: string };

/** The leaf and its place in the queue of the integrator, in one statement. */
export const insertLeaves = (tx: Tx, rows: readonly LeafRow[], beside?: Statement) => tx`with leaf as (${inserted(tx, rows)}) ${also(tx, beside)} ${queued(tx)}`;

const also = (tx: Tx, beside: Statement | undefined) => (beside ? tx`, beside as (${beside})` : tx``);

const COLUMN_TYPES: readonly ColumnType[] = ["text", "uuid", "timestamptz", "text", "text", "text", "uuid", "text", "bytea", "bytea", "bytea"];
const cellsOf = (row: LeafRow) => [row.unitCode, row.id, row.at.getTime(), row.name, row.actorKind, row.accountId, row.commandId, row.body, row.salt, row.entry, row.mac];

/** The leaves alone: the first part of the statements above and below. */
export const inserted = (tx: Tx, rows: readonly LeafRow[]) => tx`
  insert into record.leaf (unit_code, id, at, name, actor_kind, account_id, command_id, body, salt, entry, mac)
  select unit_code, id, at, name, actor_kind, account_id, command_id, body, salt, entry, mac
  from unnest(${rowLiterals(COLUMN_TYPES, rows, cellsOf)}::text::record.leaf[])
  returning unit_code, id, at, name, actor_kind, account_id, entry`;

const queued = (tx: Tx) => tx`insert into record.pending (unit_code, leaf_id, entry) select unit_code, id, entry from leaf`;

/** Whose record a leaf shows, and the unit of that record. */
export type ReadRow = { leafId: string; unitCode: string; subjectKind: string; subjectId: string; purpose: string; fields: readonly string[] };

/** As `insertLeaves`, with the looks these leaves tell of laid out by whose records they were. */
export const insertLeavesWithReads = (tx: Tx, rows: readonly LeafRow[], reads: readonly ReadRow[], beside?: Statement) =>
  tx`
    with leaf as (${inserted(tx, rows)}), laid_out as (
      insert into record.read (unit_code, leaf_id, leaf_unit, at, subject_kind, subject_id, actor_kind, account_id, purpose, name, fields)
      select r.unit_code, leaf.id, leaf.unit_code, leaf.at, r.subject_kind, r.subject_id, leaf.actor_kind, leaf.account_id, r.purpose, leaf.name, string_to_array(r.fields, chr(10))
      from unnest(
        ${reads.map((row) => row.leafId)}::uuid[], ${reads.map((row) => row.unitCode)}::text[], ${reads.map((row) => row.subjectKind)}::text[], ${reads.map((row) => row.subjectId)}::text[],
        ${reads.map((row) => row.purpose)}::text[], ${reads.map((row) => row.fields.join("\n"))}::text[]
      ) as r (leaf_id, unit_code, subject_kind, subject_id, purpose, fields)
      join leaf on leaf.id = r.leaf_id
    ) ${also(tx, beside)}
    ${queued(tx)}`;
