import type { Tx } from "#platform/db.ts";
import type { PackedLegs } from "../shipment-legs.ts";
import type { StoredDeclaration } from "../declaration.sql.ts";
import { declarationColumns } from "../declaration.sql.ts";
import { allOf, given, type Fragment } from "./filter.sql.ts";

export type OpenGroup = { key: string; sender: string; receiver: string; substanceId: string; shipment: string | null; lot: string | null; legs: PackedLegs };
export type TransitFilter = { readonly unit: string | null; readonly sender: string | null; readonly substance: string | null };

const matching = (tx: Tx, filter: TransitFilter): Fragment =>
  allOf(tx, [given(filter.unit, (unit) => tx`s.unit_code = ${unit}`), given(filter.sender, (sender) => tx`s.sender = ${sender}`), given(filter.substance, (substance) => tx`s.substance_id = ${substance}`)]);

const columns = (tx: Tx): Fragment => tx`s.key, s.sender, s.receiver, s.substance_id as "substanceId", s.shipment, s.lot, s.legs`;

/**
 * Shipment groups that may have been on the way at a moment: those watched or slow, whatever their age, and of the plain ones
 * sent within the window those not received by then, as far as was known. (A plain one has both sides.)
 */
export const selectOpenGroups = (tx: Tx, filter: TransitFilter, window: { readonly from: Date; readonly to: Date }, until: Date, asOf: Date | null) => tx<OpenGroup[]>`
  select ${columns(tx)}
  from precursor.shipment s
  where ${matching(tx, filter)} and (s.is_watched or s.is_slow) and (s.sent_at is null or s.sent_at < ${window.to})
  union all
  select ${columns(tx)}
  from precursor.shipment s
  where ${matching(tx, filter)} and not (s.is_watched or s.is_slow) and s.sent_at >= ${window.from} and s.sent_at < ${window.to}
    and ${asOf === null ? tx`s.received_at >= ${until}` : tx`(case when s.sent_reported_at <= ${asOf} then s.received_at >= ${until} or s.received_reported_at > ${asOf} else s.received_reported_at <= ${asOf} end)`}`;

/** Legs that stood at a moment and were voided since: the groups no longer hold them. */
export const selectVoidedLegs = (tx: Tx, unit: string | null, asOf: Date) => tx<StoredDeclaration[]>`
  select ${declarationColumns(tx)}
  from precursor.declaration_void v
  join precursor.declaration d on d.unit_code = v.unit_code and d.declarant = v.declarant and d.declaration_id = v.ref
  where v.reported_at > ${asOf} and d.reported_at <= ${asOf} and d.kind in ('dispatch', 'receive') and ${allOf(tx, [
    given(unit, (code) => tx`exists (select 1 from precursor.enterprise_registry r where r.unit_code = ${code} and r.uscc = case d.kind when 'dispatch' then d.declarant else d.counterparty end)`),
  ])}`;

/** The groups those legs belonged to. */
export const selectGroups = (tx: Tx, unit: string | null, keys: readonly string[]) => tx<OpenGroup[]>`
  select ${columns(tx)} from precursor.shipment s where ${allOf(tx, [given(unit, (code) => tx`s.unit_code = ${code}`)])} and s.key = any(${keys as string[]}::text[])`;
