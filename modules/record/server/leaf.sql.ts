import type { Tx } from "#platform/db.ts";

export type LeafRow = { unitCode: string; id: string; at: Date; name: string; actorKind: string; accountId: string; commandId: string; body: string; salt: Buffer; entry: Buffer };

export const insertLeaves = (tx: Tx, rows: readonly LeafRow[]) =>
  tx`
    insert into record.leaf (unit_code, id, at, name, actor_kind, account_id, command_id, body, salt, entry)
    select l.unit_code, l.id, l.at, l.name, l.actor_kind, l.account_id, l.command_id, l.body, decode(l.salt, 'hex'), decode(l.entry, 'hex')
    from unnest(
      ${rows.map((row) => row.unitCode)}::text[], ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.at.toISOString())}::timestamptz[],
      ${rows.map((row) => row.name)}::text[], ${rows.map((row) => row.actorKind)}::text[], ${rows.map((row) => row.accountId)}::text[],
      ${rows.map((row) => row.commandId)}::uuid[], ${rows.map((row) => row.body)}::text[],
      ${rows.map((row) => row.salt.toString("hex"))}::text[], ${rows.map((row) => row.entry.toString("hex"))}::text[]
    ) as l (unit_code, id, at, name, actor_kind, account_id, command_id, body, salt, entry)`;
