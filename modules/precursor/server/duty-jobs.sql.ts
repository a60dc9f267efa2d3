import { dayNumber, type Day } from "#kernel/calendar.ts";
import type { Tx } from "#platform/db.ts";
import type { Declaration } from "../contract/declaration.ts";
import type { Enterprise } from "../contract/enterprise.ts";
import type { Permit } from "../contract/permit.ts";
import { startOfDay } from "../domain/shanghai-day.ts";
import { declarationColumns, toDeclaration, type StoredDeclaration } from "./declaration.sql.ts";

/** A document with what became of it. */
export type PermitState = Permit & {
  /** Number of a document of the same holder, kind and substance that runs longer. */
  readonly successor: string | null;
  readonly isUsedUp: boolean;
};
type StoredPermit = Omit<PermitState, "validFrom" | "validTo"> & { validFrom: Day; validTo: Day };

const dayMs = (day: Day): number => startOfDay(dayNumber(day));
const toPermitState = (row: StoredPermit): PermitState => ({ ...row, validFrom: dayMs(row.validFrom), validTo: dayMs(row.validTo) });

const permitState = (tx: Tx) => tx`
  p.unit_code as "unitCode", p.number, p.kind, p.form, p.holder, p.counterparty, p.substance_id as "substanceId", p.quantity_mg as "quantityMg", p.quantity_text as "quantityText", p.unit,
  p.valid_from as "validFrom", p.valid_to as "validTo", p.uses, p.origin, p.destination, p.issuer,
  (select n.number from precursor.permit n
    where n.unit_code = p.unit_code and n.holder = p.holder and n.substance_id = p.substance_id and n.kind = p.kind and n.valid_to > p.valid_to
    order by n.valid_to desc, n.number limit 1) as successor,
  coalesce((select u.drawn_mg >= p.quantity_mg or (p.uses = 'single' and cardinality(u.shipments) > 0)
    from precursor.permit_use u where u.unit_code = p.unit_code and u.number = p.number and u.kind = p.kind), false) as "isUsedUp"`;

export type PermitPlace = { readonly unitCode: string; readonly number: string; readonly kind: string };

/** Documents whose last day lies between the two days, of holders not known to be closed. @param unit null: the whole city */
export async function listEndingPermits(tx: Tx, unit: string | null, from: Day, to: Day, after: PermitPlace | null, limit: number): Promise<PermitState[]> {
  const rows = await tx<StoredPermit[]>`
    select ${permitState(tx)}
    from precursor.permit p
    where (${unit}::text is null or p.unit_code = ${unit}) and p.valid_to between ${from}::date and ${to}::date
      and (p.unit_code, p.number, p.kind) > (${after?.unitCode ?? ""}, ${after?.number ?? ""}, ${after?.kind ?? ""})
      and not exists (select 1 from precursor.enterprise e where e.unit_code = p.unit_code and e.uscc = p.holder and e.status = 'closed')
    order by p.unit_code, p.number, p.kind
    limit ${limit}`;
  return rows.map(toPermitState);
}

export async function findPermitStates(tx: Tx, places: readonly PermitPlace[]): Promise<PermitState[]> {
  if (places.length === 0) return [];
  const rows = await tx<StoredPermit[]>`
    select ${permitState(tx)}
    from unnest(${places.map((place) => place.unitCode)}::text[], ${places.map((place) => place.number)}::text[], ${places.map((place) => place.kind)}::text[]) as w (unit_code, number, kind)
    join precursor.permit p on p.unit_code = w.unit_code and p.number = w.number and p.kind = w.kind`;
  return rows.map(toPermitState);
}

/** Enterprises in the order of the register. @param unit null: the whole city */
export async function listEnterprisePage(tx: Tx, unit: string | null, after: Pick<Enterprise, "unitCode" | "uscc"> | null, limit: number): Promise<Enterprise[]> {
  const rows = await tx<(Omit<Enterprise, "since"> & { since: Day })[]>`
    select e.unit_code as "unitCode", e.uscc, e.name, e.district, e.town, e.address, e.lon, e.lat, e.crs, e.activities, e.since, e.status, e.scale_kg_per_year as "scaleKgPerYear"
    from precursor.enterprise e
    where (${unit}::text is null or e.unit_code = ${unit}) and (e.unit_code, e.uscc) > (${after?.unitCode ?? ""}, ${after?.uscc ?? ""})
    order by e.unit_code, e.uscc
    limit ${limit}`;
  return rows.map((row) => ({ ...row, since: dayMs(row.since) }));
}

/** A receipt group that no dispatch answers, of a seller with a book in the city; `unitCode` is the seller's. */
export type UnansweredReceipt = {
  readonly unitCode: string;
  readonly key: string;
  readonly seller: string;
  readonly buyer: string;
  readonly substanceId: string;
  readonly shipment: string | null;
  readonly receivedAt: Date;
};
export type ReceiptGroupPlace = Pick<UnansweredReceipt, "unitCode" | "key" | "receivedAt">;

/** Earliest first within a unit. @param unit the seller's or the buyer's; null: the whole city */
export const listUnansweredReceipts = (tx: Tx, unit: string | null, after: ReceiptGroupPlace | null, limit: number) => tx<UnansweredReceipt[]>`
  select s.unit_code as "unitCode", s.key, s.sender as seller, s.receiver as buyer, s.substance_id as "substanceId", s.shipment, s.received_at as "receivedAt"
  from precursor.shipment s
  join precursor.enterprise_registry r on r.uscc = s.sender and r.unit_code = s.unit_code
  where s.is_watched and s.received_at is not null and s.sent_at is null and s.paired_with is null
    and (${unit}::text is null or s.unit_code = ${unit} or exists (select 1 from precursor.enterprise_registry b where b.uscc = s.receiver and b.unit_code = ${unit}))
    and (s.unit_code, s.received_at, s.key) > (${after?.unitCode ?? ""}, ${after?.receivedAt ?? new Date(0)}, ${after?.key ?? ""})
  order by s.unit_code, s.received_at, s.key
  limit ${limit}`;

export type ReceiptPlace = { readonly buyer: string; readonly seller: string; readonly substanceId: string; readonly shipment: string; readonly occurredAt: number };

/** The receipts at exactly these moments, from which the sales were learned, and all of the same waybill: one filed again may have another lot and moment. */
export async function findReceipts(tx: Tx, places: readonly ReceiptPlace[]): Promise<Declaration[]> {
  if (places.length === 0) return [];
  const at = places.map((place) => new Date(place.occurredAt).toISOString());
  const rows = await tx<StoredDeclaration[]>`
    with w as materialized (
      select w.*, b.unit_code
      from unnest(${places.map((place) => place.buyer)}::text[], ${places.map((place) => place.seller)}::text[], ${places.map((place) => place.substanceId)}::text[], ${places.map((place) => place.shipment)}::text[], ${at}::timestamptz[]) as w (buyer, seller, substance_id, shipment, occurred_at)
      join precursor.enterprise_registry b on b.uscc = w.buyer)
    select ${declarationColumns(tx)}
    from w join precursor.declaration d on d.unit_code = w.unit_code and d.declarant = w.buyer and d.substance_id = w.substance_id and d.occurred_at = w.occurred_at and d.kind = 'receive' and d.counterparty = w.seller
    union all
    select ${declarationColumns(tx)}
    from w join precursor.declaration d on d.unit_code = w.unit_code and d.declarant = w.buyer and d.substance_id = w.substance_id and d.occurred_at <> w.occurred_at and d.kind = 'receive' and d.counterparty = w.seller and d.shipment = w.shipment`;
  return rows.map(toDeclaration);
}
