import type { Tx } from "#platform/db.ts";
import type { Enterprise } from "../../contract/enterprise.ts";
import type { Permit } from "../../contract/permit.ts";
import { dayText } from "../../domain/shanghai-day.ts";
import type { PurchaseYear } from "./purchase-year.sql.ts";

/** Every unit in which a book can lie. */
export async function listBookUnits(tx: Tx): Promise<string[]> {
  const rows = await tx<{ unitCode: string }[]>`select unit_code as "unitCode" from precursor.enterprise_registry union select unit_code from precursor.book_lock`;
  return rows.map((row) => row.unitCode);
}

/** Keys of findings that say these parties are not on the register. */
export async function listUnknownPartyKeys(tx: Tx, usccs: readonly string[]): Promise<string[]> {
  const rows = await tx<{ key: string }[]>`
    select distinct key from precursor.finding
    where kind = 'unlicensed-party' and inputs->>'reason' = 'not-on-register' and inputs->>'party' = any(${usccs as string[]}::text[])`;
  return rows.map((row) => row.key);
}

/** A lane lies in its sender's unit as soon as the sender has one. */
export const moveShipments = (tx: Tx, senders: readonly Enterprise[]) =>
  tx`
    with moved as (
      delete from precursor.shipment s
      using unnest(${senders.map((each) => each.uscc)}::text[], ${senders.map((each) => each.unitCode)}::text[]) as e (uscc, unit_code)
      where s.sender = e.uscc and s.unit_code <> e.unit_code
      returning e.unit_code as home, s.key, s.sender, s.receiver, s.substance_id, s.shipment, s.lot, s.sent_mg, s.received_mg, s.sent_at, s.received_at, s.sent_reported_at, s.received_reported_at,
        s.is_watched, s.is_slow, s.how, s.paired_with, s.legs
    )
    insert into precursor.shipment (unit_code, key, sender, receiver, substance_id, shipment, lot, sent_mg, received_mg, sent_at, received_at, sent_reported_at, received_reported_at, is_watched, is_slow, how, paired_with, legs)
    select * from moved`;

/** Years of the holders' purchases in which one of these documents is good for a day. */
export const listYearsOf = (tx: Tx, permits: readonly Permit[]) =>
  tx<PurchaseYear[]>`
    select distinct y.unit_code as "unitCode", y.buyer, y.substance_id as "substanceId", y.year, y.received_mg as "receivedMg"
    from unnest(${permits.map((permit) => permit.unitCode)}::text[], ${permits.map((permit) => permit.holder)}::text[], ${permits.map((permit) => permit.substanceId)}::text[],
      ${permits.map((permit) => dayText(permit.validFrom))}::date[], ${permits.map((permit) => dayText(permit.validTo))}::date[]) as p (unit_code, holder, substance_id, valid_from, valid_to)
    join precursor.purchase_year y on y.unit_code = p.unit_code and y.buyer = p.holder and y.substance_id = p.substance_id and y.year between extract(year from p.valid_from) and extract(year from p.valid_to)`;
