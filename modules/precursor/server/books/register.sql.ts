import type { Tx } from "#platform/db.ts";
import type { Enterprise } from "../../contract/enterprise.ts";
import type { Permit, PermitKind } from "../../contract/permit.ts";
import { startOfDay } from "../../domain/shanghai-day.ts";

type EnterpriseStored = Omit<Enterprise, "since"> & { since: string };
type PermitStored = Omit<Permit, "validFrom" | "validTo"> & { validFrom: string; validTo: string };

const dayMs = (day: string) => startOfDay(Date.parse(`${day}T00:00:00Z`) / 86_400_000);

const enterpriseColumns = (tx: Tx) => tx`
  e.unit_code as "unitCode", e.uscc, e.name, e.district, e.town, e.address, e.lon, e.lat, e.crs, e.activities, e.since, e.status, e.scale_kg_per_year as "scaleKgPerYear"`;
const permitColumns = (tx: Tx) => tx`
  p.unit_code as "unitCode", p.number, p.kind, p.form, p.holder, p.counterparty, p.substance_id as "substanceId", p.quantity_mg as "quantityMg", p.quantity_text as "quantityText", p.unit,
  p.valid_from as "validFrom", p.valid_to as "validTo", p.uses, p.origin, p.destination, p.issuer`;

const toEnterprise = (row: EnterpriseStored): Enterprise => ({ ...row, since: dayMs(row.since) });
const toPermit = (row: PermitStored): Permit => ({ ...row, validFrom: dayMs(row.validFrom), validTo: dayMs(row.validTo) });

export async function findEnterprises(tx: Tx, usccs: readonly string[]): Promise<Enterprise[]> {
  const rows = await tx<EnterpriseStored[]>`
    select ${enterpriseColumns(tx)}
    from precursor.enterprise_registry r
    cross join lateral (select * from precursor.enterprise e where e.unit_code = r.unit_code and e.uscc = r.uscc offset 0) e
    where r.uscc = any(${usccs as string[]}::text[])`;
  return rows.map(toEnterprise);
}

export async function findPermits(tx: Tx, numbers: readonly string[]): Promise<Permit[]> {
  const rows = await tx<PermitStored[]>`
    select ${permitColumns(tx)}
    from precursor.permit_registry r join precursor.permit p on p.unit_code = r.unit_code and p.number = r.number and p.kind = r.kind
    where r.number = any(${numbers as string[]}::text[])`;
  return rows.map(toPermit);
}

export async function findPurchasePermits(tx: Tx, holders: readonly { unitCode: string; holder: string; substanceId: string }[]): Promise<Permit[]> {
  if (holders.length === 0) return [];
  const rows = await tx<PermitStored[]>`
    select ${permitColumns(tx)}
    from (select distinct * from unnest(${holders.map((h) => h.unitCode)}::text[], ${holders.map((h) => h.holder)}::text[], ${holders.map((h) => h.substanceId)}::text[]) as h (unit_code, holder, substance_id)) h
    join precursor.permit p on p.unit_code = h.unit_code and p.holder = h.holder and p.substance_id = h.substance_id and p.kind = 'purchase'`;
  return rows.map(toPermit);
}

/** All registers of a unit (or the city), for judging from scratch. */
export async function listRegister(tx: Tx, unit: string | null): Promise<{ enterprises: Enterprise[]; permits: Permit[] }> {
  const enterprises = await tx<EnterpriseStored[]>`select ${enterpriseColumns(tx)} from precursor.enterprise e where ${unit}::text is null or e.unit_code = ${unit}`;
  const permits = await tx<PermitStored[]>`select ${permitColumns(tx)} from precursor.permit p where ${unit}::text is null or p.unit_code = ${unit}`;
  return { enterprises: enterprises.map(toEnterprise), permits: permits.map(toPermit) };
}

/**
 * One writer at a time for the books of these units; taken in one order, so two posters never wait for each other in a ring.
 * One statement whether a unit was posted to before or not, so what is sent behind it reads under the lock.
 * @param mark new with every call: from now on the sign of who touched the books last
 * @returns the marks before; null where nobody has left one
 */
export const lockBooks = (tx: Tx, units: readonly string[], mark: string) =>
  tx<{ unitCode: string; markBefore: string | null }[]>`
    insert into precursor.book_lock as b (unit_code, posts, mark) select u, 1, ${mark}::uuid from unnest(${[...new Set(units)].sort()}::text[]) as u order by u
    on conflict (unit_code) do update set posts = b.posts + 1, mark = excluded.mark, mark_before = b.mark
    returning unit_code as "unitCode", mark_before as "markBefore"`;

export async function findUnits(tx: Tx, usccs: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx<{ uscc: string; unitCode: string }[]>`select uscc, unit_code as "unitCode" from precursor.enterprise_registry where uscc = any(${usccs as string[]}::text[])`;
  return new Map(rows.map((row) => [row.uscc, row.unitCode]));
}

/** Units in which these documents are held; those that are not on the register are nowhere. */
export async function findPermitUnits(tx: Tx, documents: readonly { readonly kind: PermitKind; readonly number: string }[]): Promise<string[]> {
  const rows = await tx<{ unitCode: string }[]>`
    select distinct r.unit_code as "unitCode"
    from unnest(${documents.map(({ number }) => number)}::text[], ${documents.map(({ kind }) => kind)}::text[]) as d (number, kind)
    join precursor.permit_registry r on r.number = d.number and r.kind = d.kind`;
  return rows.map((row) => row.unitCode);
}
