import type { Tx } from "#platform/db.ts";
import type { ShipmentGroup, PairingHow } from "../../domain/match-shipments.ts";
import { declarationColumns, type StoredDeclaration } from "../declaration.sql.ts";
import type { PackedLegs } from "../shipment-legs.ts";
import type { Fragment } from "./filter.sql.ts";

/** A lot in a book; everything of one substance that was booked without a lot is one too (`lot` empty; `substance` only then). */
export type LotPlace = { unitCode: string; enterprise: string; substance: string; lot: string };

const notVoided = (tx: Tx): Fragment => tx`not exists (select 1 from precursor.declaration_void v where v.unit_code = d.unit_code and v.declarant = d.declarant and v.ref = d.declaration_id)`;

const keyPart = (tx: Tx, value: Fragment): Fragment => tx`replace(replace(coalesce(${value}, ''), '%', '%25'), '|', '%7C')`;

/**
 * The shipment group of a row `d`, spelled as `groupKeyOf` does. Worked out before the join (`offset 0`): `replace` is not
 * leakproof, so under row-level security a condition that holds it may not use an index.
 */
const groupKey = (tx: Tx, sender: Fragment, receiver: Fragment): Fragment =>
  tx`select ${keyPart(tx, sender)} || '|' || ${keyPart(tx, receiver)} || '|' || ${keyPart(tx, tx`d.substance_id`)} || '|' || ${keyPart(tx, tx`coalesce(d.shipment, '#' || d.declarant || '/' || d.declaration_id)`)} || '|' || ${keyPart(tx, tx`d.lot`)} as key offset 0`;

/** The rows of the lot `r` that has been reached. With and without a lot each by its own index; only one of them is looked up. */
const rowsOf = (tx: Tx): Fragment => tx`
  (
    select * from precursor.declaration where r.lot <> '' and unit_code = r.unit_code and declarant = r.enterprise and lot = r.lot
    union all
    select * from precursor.declaration where r.lot = '' and unit_code = r.unit_code and declarant = r.enterprise and substance_id = r.substance and lot is null
  ) d`;

/** The substance and lot of a place, of a row or a shipment that may have no lot. */
const placeOf = (tx: Tx, row: Fragment): Fragment => tx`case when ${row}.lot is null then ${row}.substance_id else '' end, coalesce(${row}.lot, '')`;

const sideOf = (tx: Tx, forward: Fragment, back: Fragment): Fragment => tx`case r.way when 'forward' then ${forward} else ${back} end`;

/**
 * Where the mass of a lot goes to, or came from, in one step: the other book of its shipments, under the same lot or the one it bears
 * there, what was made of it and what it was made of. A shipment lies with its sender.
 */
const neighbours = (tx: Tx): Fragment => tx`
  select g.unit_code, g.uscc, t.substance, t.lot
  from ${rowsOf(tx)}
  join precursor.enterprise_registry g on g.uscc = d.counterparty
  cross join lateral (
    select ${placeOf(tx, tx`d`)}
    union all
    select ${placeOf(tx, tx`p`)}
    from (${groupKey(tx, sideOf(tx, tx`d.declarant`, tx`d.counterparty`), sideOf(tx, tx`d.counterparty`, tx`d.declarant`))}) k
    join precursor.shipment s on s.unit_code = ${sideOf(tx, tx`d.unit_code`, tx`g.unit_code`)} and s.key = k.key
    cross join lateral unnest(s.paired_with) as w (key)
    join precursor.shipment p on p.unit_code = s.unit_code and p.key = w.key
  ) t (substance, lot)
  where d.kind = ${sideOf(tx, tx`'dispatch'`, tx`'receive'`)} and ${notVoided(tx)}
  union all
  select d.unit_code, d.declarant, ${placeOf(tx, tx`d`)}
  from precursor.declaration d
  where r.way = 'forward' and r.lot <> '' and d.unit_code = r.unit_code and d.declarant = r.enterprise and d.inputs is not null and d.inputs @> jsonb_build_array(jsonb_build_object('lot', r.lot)) and ${notVoided(tx)}
  union all
  select d.unit_code, d.declarant, '', i.lot
  from ${rowsOf(tx)} cross join lateral jsonb_to_recordset(d.inputs) as i (lot text)
  where r.way = 'back' and d.inputs is not null and ${notVoided(tx)}`;

/** Every lot that can be reached, nearest first; stops after `limit`. The union lets each lot be looked into once, so circles end. */
export const collectLots = (tx: Tx, origin: Omit<LotPlace, "substance">, ways: readonly ("forward" | "back")[], limit: number) => tx<LotPlace[]>`
  with recursive reach (way, unit_code, enterprise, substance, lot) as (
    select w.way, ${origin.unitCode}::text, ${origin.enterprise}::text, ''::text, ${origin.lot}::text from unnest(${ways as string[]}::text[]) as w (way)
    union
    select r.way, n.unit_code, n.uscc, n.substance, n.lot
    from reach r cross join lateral (${neighbours(tx)}) n (unit_code, uscc, substance, lot)
  )
  select unit_code as "unitCode", enterprise, substance, lot from reach limit ${limit}`;

/** All standing rows of these lots, and the transforms that used them; stops after `limit`. */
export const selectLotRows = (tx: Tx, lots: readonly LotPlace[], limit: number) => tx<StoredDeclaration[]>`
  with l as (
    select distinct * from unnest(${lots.map((lot) => lot.unitCode)}::text[], ${lots.map((lot) => lot.enterprise)}::text[], ${lots.map((lot) => lot.substance)}::text[], ${lots.map((lot) => lot.lot)}::text[]) as l (unit_code, enterprise, substance, lot)
  )
  select ${declarationColumns(tx)}
  from l join precursor.declaration d on d.unit_code = l.unit_code and d.declarant = l.enterprise and d.lot = l.lot
  where l.lot <> '' and d.kind not in ('stocktake', 'void') and ${notVoided(tx)}
  union all
  select ${declarationColumns(tx)}
  from (select unit_code, enterprise, array_agg(lot) as lots, array_agg(substance) filter (where lot = '') as lotless from l group by unit_code, enterprise) l
  join precursor.declaration d on d.unit_code = l.unit_code and d.declarant = l.enterprise and d.inputs is not null
  where ${notVoided(tx)} and case when d.lot is null then d.substance_id <> all(coalesce(l.lotless, '{}')) else d.lot <> all(l.lots) end
    and exists (select 1 from jsonb_to_recordset(d.inputs) as i (lot text) where i.lot = any(l.lots))
  union all
  select ${declarationColumns(tx)}
  from (select * from l where lot = '') l
  cross join lateral (
    select * from precursor.declaration where unit_code = l.unit_code and declarant = l.enterprise and substance_id = l.substance and lot is null and kind not in ('stocktake', 'void') offset 0
  ) d
  where ${notVoided(tx)}
  limit ${limit}`;

export type MatchedGroup = Pick<ShipmentGroup, "key" | "sender" | "receiver" | "substanceId" | "shipment" | "lot"> & { how: PairingHow | null; pairedWith: string[] | null; legs: PackedLegs };
export type GroupName = { readonly key: string; readonly sender: string; readonly receiver: string; readonly unitCode: string };

const groupColumns = (tx: Tx): Fragment => tx`s.key, s.sender, s.receiver, s.substance_id as "substanceId", s.shipment, s.lot, s.how, s.paired_with as "pairedWith", s.legs`;

/** The named shipment groups and those they are paired with. A group lies with its sender, or with its receiver. */
export const selectMatched = (tx: Tx, names: readonly GroupName[]) => tx<MatchedGroup[]>`
  with own as (
    select s.*
    from unnest(${names.map((name) => name.key)}::text[], ${names.map((name) => name.sender)}::text[], ${names.map((name) => name.receiver)}::text[], ${names.map((name) => name.unitCode)}::text[]) as n (key, sender, receiver, unit_code)
    left join precursor.enterprise_registry a on a.uscc = n.sender
    left join precursor.enterprise_registry b on b.uscc = n.receiver
    join precursor.shipment s on s.unit_code = coalesce(a.unit_code, b.unit_code, n.unit_code) and s.key = n.key
  )
  select ${groupColumns(tx)} from own s
  union all
  select ${groupColumns(tx)} from own o cross join lateral unnest(o.paired_with) as w (key) join precursor.shipment s on s.unit_code = o.unit_code and s.key = w.key`;
