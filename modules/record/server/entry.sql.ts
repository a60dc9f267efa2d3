import { uuidV7 } from "#kernel/id.ts";
import type { Tx } from "#platform/db.ts";

export type EntryRow = { unitCode: string; id: string; at: Date; name: string; actorKind: string; accountId: string; commandId: string; index: number | null; sealed: boolean };
export type LeafProofRow = EntryRow & { body: string; salt: Buffer | null };
export type EntryScope = { /** null: every unit of the city. */ readonly unit: string | null; /** null: of anybody. */ readonly account: string | null };
export type EntryFilter = EntryScope & { readonly name: string; readonly from: Date | null; readonly to: Date | null; /** The id of the last one shown. */ readonly after: string | null; readonly limit: number };

const columns = (tx: Tx) => tx`
  l.unit_code as "unitCode", l.id, l.at, l.name, l.actor_kind as "actorKind", l.account_id as "accountId",
  l.command_id as "commandId", p.index, l.salt is null as sealed`;

/** The units that have leaves, found by stepping through the index from one to the next: a city has some forty, and a leaf's id does not say which. */
const units = (tx: Tx, unit: string | null) => tx`
  unit (code) as (
    (select l.unit_code from record.leaf l where l.unit_code >= coalesce(${unit}::text, '') order by l.unit_code limit 1)
    union all
    select (select l.unit_code from record.leaf l where l.unit_code > unit.code order by l.unit_code limit 1) from unit where unit.code is not null
  ), ours (code) as (select code from unit where code is not null and code = coalesce(${unit}::text, code))`;

/** @param id of the leaf, or of the command it tells of */
export const findEntry = async (tx: Tx, { unit, account }: EntryScope, id: string): Promise<LeafProofRow | undefined> =>
  (await tx<LeafProofRow[]>`
    with recursive ${units(tx, unit)}
    select ${columns(tx)}, l.body, l.salt
    from ours cross join lateral (
      select * from record.leaf l where l.unit_code = ours.code and l.id = ${id}::uuid
      union all select * from record.leaf l where l.unit_code = ours.code and l.command_id = ${id}::uuid and l.id <> ${id}::uuid
    ) l
    left join record.position p on p.unit_code = l.unit_code and p.leaf_id = l.id
    where ${account}::text is null or l.account_id = ${account}
    order by l.id limit 1`)[0];

export const findEntryAt = async (tx: Tx, { unit, account }: EntryScope, index: number): Promise<LeafProofRow | undefined> =>
  (await tx<LeafProofRow[]>`
    select ${columns(tx)}, l.body, l.salt
    from record.position p join record.leaf l on l.unit_code = p.unit_code and l.id = p.leaf_id
    where p.index = ${index} and (${unit}::text is null or l.unit_code = ${unit}) and (${account}::text is null or l.account_id = ${account})`)[0];

/** The latest first: of each unit its latest, of these the latest. A leaf's id begins with its moment, so the ids are the order. */
export const listEntryRows = (tx: Tx, { unit, account, name, from, to, after, limit }: EntryFilter) =>
  tx<EntryRow[]>`
    with recursive ${units(tx, unit)}
    select ${columns(tx)}
    from ours cross join lateral (
      select * from record.leaf l
      where l.unit_code = ours.code
        and (${account}::text is null or l.account_id = ${account}) and starts_with(l.name, ${name})
        and l.id >= ${firstIdOf(from?.getTime() ?? 0)}::uuid and l.id < ${to === null ? LAST_ID : firstIdOf(to.getTime() + 1)}::uuid and l.id < ${after ?? LAST_ID}::uuid
      order by l.id desc limit ${limit}
    ) l
    left join record.position p on p.unit_code = l.unit_code and p.leaf_id = l.id
    order by l.id desc limit ${limit}`;

const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";
const NO_CHANCE = new Uint8Array(10);

/** No leaf of this moment has a smaller id, and none of an earlier one a larger. @param ms since 1970; a moment outside what an id can say counts as the nearest it can */
const firstIdOf = (ms: number): string => uuidV7(Math.min(Math.max(0, ms), 2 ** 48 - 1), NO_CHANCE);
