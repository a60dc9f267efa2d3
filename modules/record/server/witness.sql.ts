import type { Sql, Tx } from "#platform/db.ts";

export type WitnessRow = { name: string; party: string; vkey: string; since: Date; retiredAt: Date | null; lastSize: number | null; lastAt: Date | null };

export const listWitnesses = (tx: Tx | Sql) =>
  tx<WitnessRow[]>`
    select w.name, w.party, w.vkey, w.since, w.retired_at as "retiredAt", c.size as "lastSize", c.signed_at as "lastAt"
    from record.witness w
    left join lateral (select size, signed_at from record.cosignature c where c.witness = w.name order by size desc limit 1) c on true
    order by w.retired_at is not null, w.since`;

export const insertWitness = async (tx: Tx, row: { name: string; party: string; vkey: string; since: Date; registeredBy: string }): Promise<boolean> =>
  (await tx`insert into record.witness (name, party, vkey, since, registered_by) values (${row.name}, ${row.party}, ${row.vkey}, ${row.since}, ${row.registeredBy}) on conflict (name) do nothing returning name`).length > 0;

export const retireWitnessRow = async (tx: Tx, row: { name: string; at: Date; retiredBy: string; reason: string }): Promise<boolean> =>
  (await tx`update record.witness set retired_at = ${row.at}, retired_by = ${row.retiredBy}, retire_reason = ${row.reason} where name = ${row.name} and retired_at is null returning name`).length > 0;

export const insertCosignature = (tx: Tx, row: { witness: string; size: number; line: string; signedAt: Date; keptAt: Date }) =>
  tx`insert into record.cosignature (witness, size, line, signed_at, kept_at) values (${row.witness}, ${row.size}, ${row.line}, ${row.signedAt}, ${row.keptAt}) on conflict (witness, size) do nothing`;

/** Cosignatures of the newest cosigned checkpoint that covers the entry at `index`; none when there is none. */
export const findCosigned = (tx: Tx, index: number) =>
  tx<{ size: number; line: string; vkey: string }[]>`
    select c.size, c.line, w.vkey from record.cosignature c join record.witness w on w.name = c.witness
    where c.size = (select max(size) from record.cosignature where size > ${index}) order by c.witness`;

/** Notes a bare cosignature may belong to, the newest first. */
export const listRecentNotes = (tx: Tx) =>
  tx<{ note: string }[]>`(select note from record.head where id = 1) union all (select note from record.checkpoint order by size desc limit 500)`;
