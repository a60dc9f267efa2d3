import type { Tx } from "#platform/db.ts";

export type LeafRow = { unitCode: string; id: string; at: Date; name: string; actorKind: string; accountId: string; commandId: string; body: string; /** Hex digits, like the two behind it. */ salt: string; entry: string; mac: string };

/** The leaf and its place in the queue of the integrator, in one statement. */
export const insertLeaves = (tx: Tx, rows: readonly LeafRow[]) => tx`with leaf as (${inserted(tx, rows)}) ${queued(tx)}`;

const inserted = (tx: Tx, rows: readonly LeafRow[]) => tx`
  insert into record.leaf (unit_code, id, at, name, actor_kind, account_id, command_id, body, salt, entry, mac)
  select l.unit_code, l.id, l.at, l.name, l.actor_kind, l.account_id, l.command_id, l.body, decode(l.salt, 'hex'), decode(l.entry, 'hex'), decode(l.mac, 'hex')
  from unnest(
    ${rows.map((row) => row.unitCode)}::text[], ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.at.toISOString())}::timestamptz[],
    ${rows.map((row) => row.name)}::text[], ${rows.map((row) => row.actorKind)}::text[], ${rows.map((row) => row.accountId)}::text[],
    ${rows.map((row) => row.commandId)}::uuid[], ${rows.map((row) => row.body)}::text[],
    ${rows.map((row) => row.salt)}::text[], ${rows.map((row) => row.entry)}::text[], ${rows.map((row) => row.mac)}::text[]
  ) as l (unit_code, id, at, name, actor_kind, account_id, command_id, body, salt, entry, mac)
  returning unit_code, id, at, name, actor_kind, account_id, entry`;

const queued = (tx: Tx) => tx`insert into record.pending (unit_code, leaf_id, entry) select unit_code, id, entry from leaf`;

/** Whose record a leaf shows, and the unit of that record. */
export type ReadRow = { leafId: string; unitCode: string; subjectKind: string; subjectId: string; purpose: string; fields: readonly string[] };

/** As `insertLeaves`, with the looks these leaves tell of laid out by whose records they were. */
export const insertLeavesWithReads = (tx: Tx, rows: readonly LeafRow[], reads: readonly ReadRow[]) =>
  tx`
    with leaf as (${inserted(tx, rows)}), laid_out as (
      insert into record.read (unit_code, leaf_id, leaf_unit, at, subject_kind, subject_id, actor_kind, account_id, purpose, name, fields)
      select r.unit_code, leaf.id, leaf.unit_code, leaf.at, r.subject_kind, r.subject_id, leaf.actor_kind, leaf.account_id, r.purpose, leaf.name, string_to_array(r.fields, chr(10))
      from unnest(
        ${reads.map((row) => row.leafId)}::uuid[], ${reads.map((row) => row.unitCode)}::text[], ${reads.map((row) => row.subjectKind)}::text[], ${reads.map((row) => row.subjectId)}::text[],
        ${reads.map((row) => row.purpose)}::text[], ${reads.map((row) => row.fields.join("\n"))}::text[]
      ) as r (leaf_id, unit_code, subject_kind, subject_id, purpose, fields)
      join leaf on leaf.id = r.leaf_id
    )
    ${queued(tx)}`;
