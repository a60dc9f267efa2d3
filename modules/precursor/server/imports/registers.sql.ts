import type { Tx } from "#platform/db.ts";
import type { Enterprise } from "../../contract/enterprise.ts";
import type { Norm } from "../../contract/norm.ts";
import type { Permit } from "../../contract/permit.ts";
import { dayText, startOfDay } from "../../domain/shanghai-day.ts";

const dayMs = (day: string) => startOfDay(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
const json = (rows: readonly object[]) => JSON.stringify(rows);

export const listUnitsOfEnterprises = (tx: Tx) => tx<{ uscc: string; unitCode: string }[]>`select uscc, unit_code as "unitCode" from precursor.enterprise_registry`;

/** Takes the codes in the registry of the whole city. @returns those that were free */
export async function reserveEnterprises(tx: Tx, rows: readonly Enterprise[]): Promise<Set<string>> {
  const taken = await tx<{ uscc: string }[]>`
    insert into precursor.enterprise_registry (uscc, unit_code)
    select * from unnest(${rows.map((row) => row.uscc)}::text[], ${rows.map((row) => row.unitCode)}::text[])
    on conflict (uscc) do nothing returning uscc`;
  return new Set(taken.map((row) => row.uscc));
}

export const insertEnterprises = (tx: Tx, rows: readonly Enterprise[], sourceId: string, now: Date) =>
  tx`
    insert into precursor.enterprise (unit_code, uscc, name, district, town, address, lon, lat, crs, activities, since, status, scale_kg_per_year, demo, source_id, registered_at)
    select e."unitCode", e.uscc, e.name, e.district, e.town, e.address, e.lon, e.lat, e.crs, array(select jsonb_array_elements_text(e.activities)), e."sinceDay", e.status, e."scaleKgPerYear",
      coalesce(e.name, '') || coalesce(e.address, '') like '%演示%', ${sourceId}, ${now}
    from jsonb_to_recordset(${json(rows.map((row) => ({ ...row, sinceDay: dayText(row.since) })))}::text::jsonb) as e ("unitCode" text, uscc text, name text, district text, town text, address text,
      lon double precision, lat double precision, crs text, activities jsonb, "sinceDay" date, status text, "scaleKgPerYear" bigint)`;

const permitKey = (permit: { kind: string; number: string }) => `${permit.kind} ${permit.number}`;

/** @returns the keys (`kind number`) that were free */
export async function reservePermits(tx: Tx, rows: readonly Permit[]): Promise<Set<string>> {
  const taken = await tx<{ number: string; kind: string }[]>`
    insert into precursor.permit_registry (number, kind, unit_code)
    select * from unnest(${rows.map((row) => row.number)}::text[], ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.unitCode)}::text[])
    on conflict (number, kind) do nothing returning number, kind`;
  return new Set(taken.map(permitKey));
}

export const insertPermits = (tx: Tx, rows: readonly Permit[], sourceId: string, now: Date) =>
  tx`
    insert into precursor.permit (unit_code, number, kind, form, holder, counterparty, substance_id, quantity_mg, quantity_text, unit, valid_from, valid_to, uses, origin, destination, issuer, source_id, registered_at)
    select p."unitCode", p.number, p.kind, p.form, p.holder, p.counterparty, p."substanceId", p."quantityMg", p."quantityText", p.unit, p."fromDay", p."toDay", p.uses, p.origin, p.destination, p.issuer, ${sourceId}, ${now}
    from jsonb_to_recordset(${json(rows.map((row) => ({ ...row, fromDay: dayText(row.validFrom), toDay: dayText(row.validTo) })))}::text::jsonb) as p ("unitCode" text, number text, kind text, form text, holder text,
      counterparty text, "substanceId" text, "quantityMg" bigint, "quantityText" text, unit text, "fromDay" date, "toDay" date, uses text, origin text, destination text, issuer text)`;

type NormStored = Omit<Norm, "validFrom"> & { validFrom: string };

/** Norms on the register with the keys of these. */
export async function findNorms(tx: Tx, rows: readonly Norm[]): Promise<Norm[]> {
  const found = await tx<NormStored[]>`
    select n.unit_code as "unitCode", n.enterprise, n.process, n.substance_id as "substanceId", n.mg_per_t as "mgPerT", n.tolerance_ppm as "tolerancePpm", n.valid_from as "validFrom"
    from unnest(${rows.map((row) => row.unitCode)}::text[], ${rows.map((row) => row.enterprise)}::text[], ${rows.map((row) => row.process)}::text[], ${rows.map((row) => row.substanceId)}::text[], ${rows.map((row) => dayText(row.validFrom))}::date[])
      as k (unit_code, enterprise, process, substance_id, valid_from)
    join precursor.norm n on n.unit_code = k.unit_code and n.enterprise = k.enterprise and n.process = k.process and n.substance_id = k.substance_id and n.valid_from = k.valid_from`;
  return found.map((row) => ({ ...row, validFrom: dayMs(row.validFrom) }));
}

/** @returns the keys that were free, as `normKey` writes them */
export async function insertNorms(tx: Tx, rows: readonly Norm[], sourceId: string, now: Date): Promise<Set<string>> {
  const taken = await tx<NormStored[]>`
    insert into precursor.norm (unit_code, enterprise, process, substance_id, mg_per_t, tolerance_ppm, valid_from, source_id, registered_at)
    select n."unitCode", n.enterprise, n.process, n."substanceId", n."mgPerT", n."tolerancePpm", n."fromDay", ${sourceId}, ${now}
    from jsonb_to_recordset(${json(rows.map((row) => ({ ...row, fromDay: dayText(row.validFrom) })))}::text::jsonb) as n ("unitCode" text, enterprise text, process text, "substanceId" text, "mgPerT" bigint, "tolerancePpm" int, "fromDay" date)
    on conflict (unit_code, enterprise, process, substance_id, valid_from) do nothing
    returning unit_code as "unitCode", enterprise, process, substance_id as "substanceId", mg_per_t as "mgPerT", tolerance_ppm as "tolerancePpm", valid_from as "validFrom"`;
  return new Set(taken.map((row) => normKey({ ...row, validFrom: dayMs(row.validFrom) })));
}

export const normKey = (norm: Norm): string => [norm.enterprise, norm.process, norm.substanceId, norm.validFrom].join("\u001f");
