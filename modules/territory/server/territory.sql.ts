import type { Tx } from "#platform/db.ts";
import type { Crosswalk, Town, Unit } from "../contract/index.ts";

/** Who checked rows that carry a date of checking: the compiler of the data folder, named in its README. */
const CHECKED_BY = "territory/data";

export const upsertUnits = (tx: Tx, city: string, units: readonly Unit[]) => tx`
  insert into territory.unit (code, city, name_zh, name_en, type, valid_from, valid_until, provisional_code, population_2020, population_verified, lon, lat, source, verified_at, verified_by, note)
  select u.code, ${city}, u."nameZh", u."nameEn", u.type, u."validFrom", u."validUntil", u."provisionalCode", u."population2020", u."populationVerified", u.lon, u.lat, u.source, u."verifiedAt",
    case when u."verifiedAt" is null then null else ${CHECKED_BY} end, u.note
  from jsonb_to_recordset(${JSON.stringify(units)}::text::jsonb) as u (code text, "nameZh" text, "nameEn" text, type text, "validFrom" date, "validUntil" date, "provisionalCode" boolean,
    "population2020" bigint, "populationVerified" boolean, lon double precision, lat double precision, source text, "verifiedAt" date, note text)
  on conflict (code) do update set city = excluded.city, name_zh = excluded.name_zh, name_en = excluded.name_en, type = excluded.type, valid_from = excluded.valid_from,
    valid_until = excluded.valid_until, provisional_code = excluded.provisional_code, population_2020 = excluded.population_2020, population_verified = excluded.population_verified,
    lon = excluded.lon, lat = excluded.lat, source = excluded.source, verified_at = excluded.verified_at, verified_by = excluded.verified_by, note = excluded.note`;

export const upsertTowns = (tx: Tx, city: string, towns: readonly Town[], source: string, verifiedAt: string) => tx`
  insert into territory.town (code, city, name_zh, kind, source, verified_at, verified_by)
  select t.code, ${city}, t."nameZh", t.kind, ${source}, ${verifiedAt}, ${CHECKED_BY}
  from jsonb_to_recordset(${JSON.stringify(towns)}::text::jsonb) as t (code text, "nameZh" text, kind text)
  on conflict (code) do update set city = excluded.city, name_zh = excluded.name_zh, kind = excluded.kind, source = excluded.source, verified_at = excluded.verified_at, verified_by = excluded.verified_by`;

export const upsertLinks = (tx: Tx, { links, source, verifiedAt }: Crosswalk) => tx`
  insert into territory.unit_link (predecessor, successor, changed_on, kind, source, verified_at, verified_by)
  select l.predecessor, l.successor, l."on", l.kind, ${source}, ${verifiedAt}, case when ${verifiedAt}::date is null then null else ${CHECKED_BY} end
  from jsonb_to_recordset(${JSON.stringify(links)}::text::jsonb) as l (predecessor text, successor text, "on" date, kind text)
  on conflict (predecessor, successor, changed_on) do update set kind = excluded.kind, source = excluded.source, verified_at = excluded.verified_at, verified_by = excluded.verified_by`;

export const upsertTransfers = (tx: Tx, { transfers, source, verifiedAt }: Crosswalk) => tx`
  insert into territory.town_transfer (town, from_unit, to_unit, changed_on, source, verified_at, verified_by)
  select t.town, t."from", t."to", t."on", ${source}, ${verifiedAt}, case when ${verifiedAt}::date is null then null else ${CHECKED_BY} end
  from jsonb_to_recordset(${JSON.stringify(transfers)}::text::jsonb) as t (town text, "from" text, "to" text, "on" date)
  on conflict (town, changed_on) do update set from_unit = excluded.from_unit, to_unit = excluded.to_unit, source = excluded.source, verified_at = excluded.verified_at, verified_by = excluded.verified_by`;
