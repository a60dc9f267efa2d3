import type { Sql, Tx } from "#platform/db.ts";

export type HeadRow = { size: number; root: Buffer; note: string; signedAt: Date };

export const findHead = async (tx: Tx | Sql): Promise<HeadRow | undefined> => (await tx<HeadRow[]>`select size, root, note, signed_at as "signedAt" from record.head where id = 1`)[0];

/** Whoever holds this row integrates. @returns undefined when there is none, or when somebody else holds it and is not waited for */
export const lockHead = async (tx: Tx, { isWaitedFor }: { isWaitedFor: boolean }): Promise<HeadRow | undefined> =>
  (await tx<HeadRow[]>`select size, root, note, signed_at as "signedAt" from record.head where id = 1 for update ${isWaitedFor ? tx`` : tx`skip locked`}`)[0];

export const insertHead = (tx: Tx, head: HeadRow) =>
  tx`insert into record.head (id, size, root, note, signed_at) values (1, ${head.size}, ${head.root}, ${head.note}, ${head.signedAt}) on conflict (id) do nothing`;

export const updateHead = (tx: Tx, head: HeadRow) => tx`update record.head set size = ${head.size}, root = ${head.root}, note = ${head.note}, signed_at = ${head.signedAt} where id = 1`;

/** Gives the next `limit` waiting leaves their places from `size` on, in one statement. @returns their entries, end to end, in that order */
export async function placePending(tx: Tx, size: number, limit: number): Promise<Buffer> {
  const [row] = await tx<{ entries: Buffer | null }[]>`
    with taken as (
      delete from record.pending where ctid = any(array(select ctid from record.pending limit ${limit})) returning unit_code, leaf_id, entry
    ), placed as (
      insert into record.position (index, unit_code, leaf_id, entry)
      select ${size} + row_number() over (order by leaf_id, unit_code) - 1, unit_code, leaf_id, entry from taken
      returning index, entry
    )
    select string_agg(entry, ''::bytea order by index) as entries from placed`;
  return row?.entries ?? Buffer.alloc(0);
}

export type TileRow = { level: number; index: number; hashes: Buffer; root: Buffer };

export const insertTiles = (tx: Tx, tiles: readonly TileRow[]) =>
  tx`
    insert into record.tile (level, index, hashes, root)
    select t.level, t.index, decode(t.hashes, 'hex'), decode(t.root, 'hex')
    from unnest(${tiles.map((tile) => tile.level)}::smallint[], ${tiles.map((tile) => tile.index)}::bigint[], ${tiles.map((tile) => tile.hashes.toString("hex"))}::text[], ${tiles.map((tile) => tile.root.toString("hex"))}::text[]) as t (level, index, hashes, root)`;

export const listTiles = (tx: Tx | Sql, ids: readonly { level: number; index: number }[]) =>
  tx<TileRow[]>`
    select level, index, hashes, root from record.tile
    where (level, index) in (select level, index from unnest(${ids.map((id) => id.level)}::smallint[], ${ids.map((id) => id.index)}::bigint[]) as i (level, index))`;

/** Roots of full tiles: the hashes of the level above. */
export const listTileRoots = (tx: Tx | Sql, level: number, from: number, to: number) =>
  tx<{ root: Buffer }[]>`select root from record.tile where level = ${level} and index >= ${from} and index < ${to} order by index`;

export const listPlacedEntries = (tx: Tx | Sql, from: number, to: number) =>
  tx<{ entry: Buffer }[]>`select entry from record.position where index >= ${from} and index < ${to} order by index`;

export const keepCheckpoint = (tx: Tx, checkpoint: { size: number; note: string; signedAt: Date }) =>
  tx`insert into record.checkpoint (size, note, signed_at) values (${checkpoint.size}, ${checkpoint.note}, ${checkpoint.signedAt}) on conflict (size) do nothing`;


/** Leaves without a place. The oldest is told by its id, whose first 48 bits are its time (UUID v7). */
export async function readWaiting(tx: Tx | Sql): Promise<{ count: number; oldestId: string | null }> {
  const [row] = await tx<{ count: number; oldestId: string | null }[]>`select count(*)::int as count, min(leaf_id::text) as "oldestId" from record.pending`;
  return row ?? { count: 0, oldestId: null };
}
