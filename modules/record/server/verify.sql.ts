import type { Sql, Tx } from "#platform/db.ts";

/** A leaf as it stands in the table; everything but its key, by which it was looked up, is null when there is none. Hashes come as hex, `at` in microseconds since 1970. */
export type LeafColumns = {
  unit: string; leafId: string;
  at: string | null; name: string | null; actorKind: string | null; accountId: string | null; commandId: string | null;
  body: string | null; salt: string | null; entry: string | null; mac: string | null;
};
/** One place of the log and the leaf that stands there. */
export type PlacedRow = LeafColumns & { index: number; placed: string };

/**
 * Windows are read along the keys. Of tables filled a moment ago the planner knows nothing yet, and would read all of them anew for every
 * window; it is told so for the length of the walk. Within a transaction only.
 */
export const walkKeys = (tx: Tx | Sql, isWalking: boolean) => tx`select set_config('enable_seqscan', ${isWalking ? "off" : "on"}, true), set_config('enable_sort', ${isWalking ? "off" : "on"}, true)`;

/** Whoever owns the database may have written numbers this program cannot count to: those are left out here, and missed in the count. */
export const listPlaced = (tx: Tx | Sql, from: number, limit: number) =>
  tx<PlacedRow[]>`
    select p.index, encode(p.entry, 'hex') as placed, p.unit_code as unit, p.leaf_id::text as "leafId",
      trim_scale(extract(epoch from l.at) * 1000000)::text as at, l.name, l.actor_kind as "actorKind", l.account_id as "accountId", l.command_id::text as "commandId",
      l.body, encode(l.salt, 'hex') as salt, encode(l.entry, 'hex') as entry, encode(l.mac, 'hex') as mac
    from record.position p left join record.leaf l on l.unit_code = p.unit_code and l.id = p.leaf_id
    where p.index >= ${from} and p.index <= ${Number.MAX_SAFE_INTEGER} order by p.index limit ${limit}`;

export type Counts = { leaves: number; positions: number; waiting: number; tiles: number };

export async function countLog(tx: Tx | Sql): Promise<Counts> {
  const [row] = await tx<Counts[]>`
    select (select count(*)::int from record.leaf) as leaves, (select count(*)::int from record.position) as positions, (select count(*)::int from record.pending) as waiting,
      (select count(*)::int from record.tile) as tiles`;
  return row ?? { leaves: 0, positions: 0, waiting: 0, tiles: 0 };
}

/** Leaves that stand neither in the log nor in its queue: nothing of the program's writes such. */
export const listUnlisted = (tx: Tx | Sql, limit: number) =>
  tx<{ id: string }[]>`
    select l.id::text as id from record.leaf l
    where not exists (select from record.position p where p.unit_code = l.unit_code and p.leaf_id = l.id)
      and not exists (select from record.pending q where q.unit_code = l.unit_code and q.leaf_id = l.id) limit ${limit}`;

/** Waiting leaves whose own row is gone or says otherwise, or who stand in the log already. */
export const listBadWaiting = (tx: Tx | Sql, limit: number) =>
  tx<{ id: string; gone: boolean; placed: boolean }[]>`
    select q.leaf_id::text as id, l.id is null as gone, p.leaf_id is not null as placed from record.pending q
    left join record.leaf l on l.unit_code = q.unit_code and l.id = q.leaf_id
    left join record.position p on p.unit_code = q.unit_code and p.leaf_id = q.leaf_id
    where l.id is null or l.entry <> q.entry or p.leaf_id is not null limit ${limit}`;

export const listWaitingLeaves = (tx: Tx | Sql, after: { leafId: string; unit: string } | undefined, limit: number) =>
  tx<LeafColumns[]>`
    select l.unit_code as unit, l.id::text as "leafId", trim_scale(extract(epoch from l.at) * 1000000)::text as at, l.name, l.actor_kind as "actorKind", l.account_id as "accountId",
      l.command_id::text as "commandId", l.body, encode(l.salt, 'hex') as salt, encode(l.entry, 'hex') as entry, encode(l.mac, 'hex') as mac
    from record.pending q join record.leaf l on l.unit_code = q.unit_code and l.id = q.leaf_id
    where (${after === undefined} or (q.leaf_id, q.unit_code) > (${after?.leafId ?? "00000000-0000-0000-0000-000000000000"}::uuid, ${after?.unit ?? ""}::text)) order by q.leaf_id, q.unit_code limit ${limit}`;

export const listTilesFrom = (tx: Tx | Sql, level: number, from: number, to: number) =>
  tx<{ level: number; index: number; hashes: Buffer; root: Buffer }[]>`
    select level, index, hashes, root from record.tile where level = ${level} and index >= ${from} and index < ${to} order by index`;

/** Numbers as text: they are compared with what was signed, and may be any. */
export const findHeadAsStored = async (tx: Tx | Sql): Promise<{ size: string; root: Buffer; note: string } | undefined> =>
  (await tx<{ size: string; root: Buffer; note: string }[]>`select size::text as size, root, note from record.head where id = 1`)[0];

export const listKept = (tx: Tx | Sql) => tx<{ size: string; note: string }[]>`select size::text as size, note from record.checkpoint`;

/** `vkey` is null where the witness itself was taken away; `signedAt` in microseconds since 1970. */
export type CosignedRow = { witness: string; vkey: string | null; size: string; line: string; signedAt: string };
export const listCosigned = (tx: Tx | Sql) =>
  tx<CosignedRow[]>`
    select c.witness, w.vkey, c.size::text as size, c.line, trim_scale(extract(epoch from c.signed_at) * 1000000)::text as "signedAt"
    from record.cosignature c left join record.witness w on w.name = c.witness`;

/** As the owner of the database may have left it; times in microseconds since 1970. */
export type StoredWitness = { name: string; party: string; vkey: string; since: string; registeredBy: string | null; retiredAt: string | null; retiredBy: string | null; retireReason: string | null };
export const listWitnessRows = (tx: Tx | Sql) =>
  tx<StoredWitness[]>`
    select name, party, vkey, trim_scale(extract(epoch from since) * 1000000)::text as since, registered_by::text as "registeredBy",
      trim_scale(extract(epoch from retired_at) * 1000000)::text as "retiredAt", retired_by::text as "retiredBy", retire_reason as "retireReason"
    from record.witness order by name`;

/** Laid-out reads, by the leaf they were laid out from; `unit` is that of the record that was read. */
export const listReadRows = (tx: Tx | Sql) =>
  tx<{ unit: string; leafUnit: string; leafId: string; at: string; subjectKind: string; subjectId: string; actorKind: string; accountId: string; purpose: string; name: string; fields: (string | null)[] }[]>`
    select unit_code as unit, leaf_unit as "leafUnit", leaf_id::text as "leafId", trim_scale(extract(epoch from at) * 1000000)::text as at, subject_kind as "subjectKind", subject_id as "subjectId",
      actor_kind as "actorKind", account_id as "accountId", purpose, name, fields
    from record.read`;
