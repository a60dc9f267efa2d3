import type { Tx } from "#platform/db.ts";
import type { ShipmentGroup, PairingHow } from "../../domain/match-shipments.ts";
import { declarationColumns, type StoredDeclaration } from "../declaration.sql.ts";
import type { PackedLegs } from "../shipment-legs.ts";
import type { Fragment } from "./filter.sql.ts";

export type LotPlace = { unitCode: string; enterprise: string; lot: string };

const notVoided = (tx: Tx): Fragment => tx`not exists (select 1 from precursor.declaration_void v where v.unit_code = d.unit_code and v.declarant = d.declarant and v.ref = d.declaration_id)`;

const keyPart = (tx: Tx, value: Fragment): Fragment => tx`replace(replace(coalesce(${value}, ''), '%', '%25'), '|', '%7C')`;

/**
 * The shipment group of a row `d`, spelled as `groupKeyOf` does. Worked out before the join (`offset 0`): `replace` is not
 * leakproof, so under row-level security a condition that holds it may not use an index.
 */
const groupKey = (tx: Tx, sender: Fragment, receiver: Fragment): Fragment =>
  tx`select ${keyPart(tx, sender)} || '|' || ${keyPart(tx, receiver)} || '|' || ${keyPart(tx, tx`d.substance_id`)} || '|' || ${keyPart(tx, tx`coalesce(d.shipment, '#' || d.declarant || '/' || d.declaration_id)`)} || '|' || ${keyPart(tx, tx`d.lot`)} as key offset 0`;

const ofLot = (tx: Tx, way: "forward" | "back"): Fragment => tx`r.way = ${way}::text and d.unit_code = r.unit_code and d.declarant = r.enterprise`;

/** Where the mass of a lot goes in one step: to the buyer, under its lot or the lot the buyer gave it, and into what was made of it. */
const onward = (tx: Tx): Fragment => tx`
  select g.unit_code, g.uscc, d.lot
  from precursor.declaration d join precursor.enterprise_registry g on g.uscc = d.counterparty
  where ${ofLot(tx, "forward")} and d.lot = r.lot and d.kind = 'dispatch' and ${notVoided(tx)}
  union all
  select g.unit_code, g.uscc, p.lot
  from precursor.declaration d
  cross join lateral (${groupKey(tx, tx`d.declarant`, tx`d.counterparty`)}) k
  join precursor.shipment s on s.unit_code = d.unit_code and s.key = k.key
  cross join lateral unnest(s.paired_with) as w (key)
  join precursor.shipment p on p.unit_code = s.unit_code and p.key = w.key
  join precursor.enterprise_registry g on g.uscc = p.receiver
  where ${ofLot(tx, "forward")} and d.lot = r.lot and d.kind = 'dispatch' and p.lot is not null
  union all
  select d.unit_code, d.declarant, d.lot
  from precursor.declaration d
  where ${ofLot(tx, "forward")} and d.inputs is not null and d.lot is not null and d.inputs @> jsonb_build_array(jsonb_build_object('lot', r.lot)) and ${notVoided(tx)}`;

const backward = (tx: Tx): Fragment => tx`
  select g.unit_code, g.uscc, d.lot
  from precursor.declaration d join precursor.enterprise_registry g on g.uscc = d.counterparty
  where ${ofLot(tx, "back")} and d.lot = r.lot and d.kind = 'receive' and ${notVoided(tx)}
  union all
  select g.unit_code, g.uscc, p.lot
  from precursor.declaration d
  join precursor.enterprise_registry g on g.uscc = d.counterparty
  cross join lateral (${groupKey(tx, tx`d.counterparty`, tx`d.declarant`)}) k
  join precursor.shipment s on s.unit_code = g.unit_code and s.key = k.key
  cross join lateral unnest(s.paired_with) as w (key)
  join precursor.shipment p on p.unit_code = s.unit_code and p.key = w.key
  where ${ofLot(tx, "back")} and d.lot = r.lot and d.kind = 'receive' and p.lot is not null
  union all
  select d.unit_code, d.declarant, i.lot
  from precursor.declaration d cross join lateral jsonb_to_recordset(d.inputs) as i (lot text)
  where ${ofLot(tx, "back")} and d.lot = r.lot and d.inputs is not null and ${notVoided(tx)}`;

/** Every lot that can be reached, nearest first; stops after `limit`. The union lets each lot be looked into once, so circles end. */
export const collectLots = (tx: Tx, origin: LotPlace, ways: readonly ("forward" | "back")[], limit: number) => tx<LotPlace[]>`
  with recursive reach (way, unit_code, enterprise, lot) as (
    select w.way, ${origin.unitCode}::text, ${origin.enterprise}::text, ${origin.lot}::text from unnest(${ways as string[]}::text[]) as w (way)
    union
    select r.way, n.unit_code, n.uscc, n.lot
    from reach r cross join lateral (${onward(tx)} union all ${backward(tx)}) n
  )
  select unit_code as "unitCode", enterprise, lot from reach limit ${limit}`;

/** All standing rows of these lots, and the transforms that used them. */
export const selectLotRows = (tx: Tx, lots: readonly LotPlace[]) => tx<StoredDeclaration[]>`
  with l as (
    select distinct * from unnest(${lots.map((lot) => lot.unitCode)}::text[], ${lots.map((lot) => lot.enterprise)}::text[], ${lots.map((lot) => lot.lot)}::text[]) as l (unit_code, enterprise, lot)
  )
  select ${declarationColumns(tx)}
  from l join precursor.declaration d on d.unit_code = l.unit_code and d.declarant = l.enterprise and d.lot = l.lot
  where d.kind not in ('stocktake', 'void') and ${notVoided(tx)}
  union all
  select ${declarationColumns(tx)}
  from (select unit_code, enterprise, array_agg(lot) as lots from l group by unit_code, enterprise) l
  join precursor.declaration d on d.unit_code = l.unit_code and d.declarant = l.enterprise and d.inputs is not null
  where ${notVoided(tx)} and (d.lot is null or d.lot <> all(l.lots)) and exists (select 1 from jsonb_to_recordset(d.inputs) as i (lot text) where i.lot = any(l.lots))`;

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
