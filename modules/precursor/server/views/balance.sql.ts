import type { Day } from "#kernel/calendar.ts";
import type { Tx } from "#platform/db.ts";
import { allOf, given, type Fragment } from "./filter.sql.ts";

export type Range = { readonly from: Date; readonly to: Date };
export type FlowSum = { substanceId: string; kind: string; massMg: number };
export type BoundarySum = { substanceId: string; kind: string; fromMg: number; toMg: number };

/** What had been filed: in whole months before `month`, and on whole days from there up to `day` (exclusive). */
export type FiledBefore = { readonly month: Day; readonly day: Day };

const inUnit = (tx: Tx, unit: string | null, column: Fragment): Fragment => allOf(tx, [given(unit, (code) => tx`${column} = ${code}`)]);

/** Mass by kind of all months before each boundary, from the cells kept with every posting. */
export const sumCells = (tx: Tx, unit: string | null, fromMonth: Day, toMonth: Day, filed: FiledBefore | null) => tx<BoundarySum[]>`
  select c.substance_id as "substanceId", c.kind, coalesce(sum(c.mass_mg) filter (where c.occurred_month < ${fromMonth}::date), 0)::bigint as "fromMg", coalesce(sum(c.mass_mg) filter (where c.occurred_month < ${toMonth}::date), 0)::bigint as "toMg"
  from (
    select f.substance_id, f.kind, f.occurred_month, f.mass_mg
    from precursor.flow_month f
    where ${inUnit(tx, unit, tx`f.unit_code`)} and ${allOf(tx, [given(filed, ({ month }) => tx`f.reported_month < ${month}::date`)])}
    ${filed === null ? tx`` : tx`
    union all
    select f.substance_id, f.kind, f.occurred_month, f.mass_mg
    from precursor.flow_day f
    where ${inUnit(tx, unit, tx`f.unit_code`)} and f.reported_on >= ${filed.month}::date and f.reported_on < ${filed.day}::date`}
  ) c
  group by c.substance_id, c.kind`;

/** Months of the events that were filed on one day. */
export const selectMonthsFiledOn = (tx: Tx, unit: string | null, day: Day) => tx<{ month: Day }[]>`
  select distinct f.occurred_month as month from precursor.flow_day f where ${inUnit(tx, unit, tx`f.unit_code`)} and f.reported_on = ${day}::date order by 1`;

/** Rows of events within the range, with their voids. */
const rowsWithin = (tx: Tx, unit: string | null, range: Range): Fragment => tx`
  precursor.declaration d
  left join precursor.declaration_void v on v.unit_code = d.unit_code and v.declarant = d.declarant and v.ref = d.declaration_id
  where ${inUnit(tx, unit, tx`d.unit_code`)} and d.occurred_at >= ${range.from} and d.occurred_at < ${range.to}`;

const isPresent = (tx: Tx, asOf: Date | null): Fragment => (asOf === null ? tx`v.ref is null` : tx`d.reported_at <= ${asOf} and (v.ref is null or v.reported_at > ${asOf})`);

/** Mass by kind of the rows themselves: for the part of a month a boundary cuts. Inputs of transforms come apart. */
export const sumRows = (tx: Tx, unit: string | null, range: Range, asOf: Date | null) => tx<FlowSum[]>`
  select d.substance_id as "substanceId", d.kind, sum(d.mass_mg)::bigint as "massMg"
  from ${rowsWithin(tx, unit, range)} and ${isPresent(tx, asOf)} and d.kind not in ('stocktake', 'void')
  group by d.substance_id, d.kind`;

/** Which substance an input lot holds, as `domain/lot-substance.ts` says it. */
const inputSubstance = (tx: Tx, asOf: Date | null): Fragment => tx`
  coalesce((
    select case when bool_or(k.substance_id = d.substance_id) then d.substance_id else min(k.substance_id collate "C") end
    from precursor.declaration k
    left join precursor.declaration_void kv on kv.unit_code = k.unit_code and kv.declarant = k.declarant and kv.ref = k.declaration_id
    where k.unit_code = d.unit_code and k.declarant = d.declarant and k.lot = i.lot and k.kind in ('opening', 'produce', 'receive', 'import', 'transform')
      and ${asOf === null ? tx`kv.ref is null` : tx`k.reported_at <= ${asOf} and (kv.ref is null or kv.reported_at > ${asOf})`}
  ), d.substance_id)`;

export const sumInputs = (tx: Tx, unit: string | null, range: Range, asOf: Date | null) => tx<FlowSum[]>`
  select t."substanceId", 'transform-in' as kind, sum(t.mass_mg)::bigint as "massMg"
  from (
    select ${inputSubstance(tx, asOf)} as "substanceId", i."massMg" as mass_mg
    from (select d.* from ${rowsWithin(tx, unit, range)} and ${isPresent(tx, asOf)} and d.inputs is not null) d
    cross join lateral jsonb_to_recordset(d.inputs) as i (lot text, "massMg" bigint)
  ) t
  group by 1`;

/** Filed in `filed` (inclusive on both ends) counts in, voided in it counts out; nothing is voided before it is filed. */
const change = (tx: Tx, filed: Range): Fragment => tx`
  (case when d.reported_at between ${filed.from} and ${filed.to} then d.mass_mg else 0 end - case when greatest(v.reported_at, d.reported_at) between ${filed.from} and ${filed.to} and v.ref is not null then d.mass_mg else 0 end)`;

const isChange = (tx: Tx, filed: Range): Fragment => tx`(d.reported_at between ${filed.from} and ${filed.to} or v.reported_at between ${filed.from} and ${filed.to})`;

/** Was anything filed or voided in `filed` that says what the input lot holds? Looked up lot by lot (`offset 0`), never by reading all rows. */
const isLotChange = (tx: Tx, filed: Range): Fragment => tx`
  exists (
    select 1 from precursor.declaration k
    left join precursor.declaration_void kv on kv.unit_code = k.unit_code and kv.declarant = k.declarant and kv.ref = k.declaration_id
    where k.unit_code = d.unit_code and k.declarant = d.declarant and k.lot = i.lot and k.kind in ('opening', 'produce', 'receive', 'import', 'transform')
      and (k.reported_at between ${filed.from} and ${filed.to} or kv.reported_at between ${filed.from} and ${filed.to}) offset 0)`;

/** Inputs of the transforms within the range: as they are known at the end of `filed`, less as they were known before it. */
const inputChanges = (tx: Tx, unit: string | null, range: Range, filed: Range): Fragment => tx`
  select w."substanceId", 'transform-in' as kind, d.occurred_at, w.mass_mg
  from (
    select d.*, ${isChange(tx, filed)} as is_change, ${isPresent(tx, filed.to)} as is_present, ${isPresent(tx, justBefore(filed.from))} as was_present
    from ${rowsWithin(tx, unit, range)} and d.inputs is not null and d.reported_at <= ${filed.to}
  ) d
  cross join lateral jsonb_to_recordset(d.inputs) as i (lot text, "massMg" bigint)
  cross join lateral (
    select ${inputSubstance(tx, filed.to)}, i."massMg" where d.is_present
    union all
    select ${inputSubstance(tx, justBefore(filed.from))}, -i."massMg" where d.was_present
  ) w ("substanceId", mass_mg)
  where d.is_change or ${isLotChange(tx, filed)}`;

const justBefore = (at: Date): Date => new Date(at.getTime() - 1);

/** What a part of one day's filing changed, in the months before each boundary. */
export const sumFiled = (tx: Tx, unit: string | null, range: Range, filed: Range, fromAt: Date, toAt: Date) => tx<BoundarySum[]>`
  select e."substanceId", e.kind, coalesce(sum(e.mass_mg) filter (where e.occurred_at < ${fromAt}), 0)::bigint as "fromMg", coalesce(sum(e.mass_mg) filter (where e.occurred_at < ${toAt}), 0)::bigint as "toMg"
  from (
    select d.substance_id as "substanceId", d.kind, d.occurred_at, ${change(tx, filed)} as mass_mg
    from ${rowsWithin(tx, unit, range)} and ${isChange(tx, filed)} and d.kind not in ('stocktake', 'void')
    union all ${inputChanges(tx, unit, range, filed)}
  ) e
  group by 1, 2`;

/** The account of adjustment `a` says what was known when. */
export const isTimed = (tx: Tx): Fragment => tx`not exists (select 1 from precursor.stock s where s.unit_code = a.unit_code and s.enterprise = a.enterprise and s.substance_id = a.substance_id and s.is_mistimed)`;

export type AdjustmentSum = { substanceId: string; kind: "shortfall" | "stocktake"; beforeMg: number; withinMg: number };

/**
 * What the bookkeeper moved between stocks and "unaccounted"; counts one by one, as each has its own sign. At a past moment
 * without the accounts that do not say what was known when.
 */
export const sumAdjustments = (tx: Tx, unit: string | null, substanceId: string | null, range: Range, asOf: Date | null) => tx<AdjustmentSum[]>`
  select a.substance_id as "substanceId", a.kind, coalesce(sum(a.mass_mg) filter (where a.occurred_at < ${range.from}), 0)::bigint as "beforeMg", coalesce(sum(a.mass_mg) filter (where a.occurred_at >= ${range.from}), 0)::bigint as "withinMg"
  from precursor.adjustment a
  where ${inUnit(tx, unit, tx`a.unit_code`)} and a.occurred_at < ${range.to}
    and ${allOf(tx, [given(substanceId, (id) => tx`a.substance_id = ${id}`), given(asOf, (at) => tx`a.reported_at <= ${at} and ${isTimed(tx)}`)])}
  group by a.substance_id, a.kind, case when a.kind = 'stocktake' then a.enterprise end, case when a.kind = 'stocktake' then a.declaration_id end`;
