import type { Day } from "#kernel/calendar.ts";
import type { Tx } from "#platform/db.ts";
import type { Activity, EnterpriseStatus } from "../../contract/enterprise.ts";
import type { PermitKind } from "../../contract/permit.ts";
import type { EnterpriseRow, PermitRow } from "../../contract/register.api.ts";
import type { BookScope } from "./book-scope.ts";
import { allOf, containing, given, inScope, type Fragment } from "./filter.sql.ts";
import { isLive } from "./finding.sql.ts";

export type EnterpriseFilter = {
  readonly scope: BookScope;
  readonly q?: string | undefined;
  readonly activity?: Activity | undefined;
  readonly status?: EnterpriseStatus | undefined;
  readonly substanceId?: string | undefined;
  readonly troubled?: boolean | undefined;
  readonly now: Date;
};
export type EnterprisePlace = { readonly unitCode: string; readonly uscc: string };

const liveFindings = (tx: Tx, now: Date): Fragment => tx`precursor.finding f where f.unit_code = e.unit_code and f.enterprise = e.uscc and ${isLive(tx, now)}`;

const enterpriseColumns = (tx: Tx, now: Date): Fragment => tx`
  e.unit_code as "unitCode", e.uscc, e.name, e.town, e.address, e.activities, e.since, e.status, e.demo,
  (select count(*)::int from ${liveFindings(tx, now)}) as "openFindings",
  coalesce((select jsonb_agg(jsonb_build_object('substanceId', s.substance_id, 'massMg', s.close_mg) order by s.close_mg desc, s.substance_id)
    from precursor.stock s where s.unit_code = e.unit_code and s.enterprise = e.uscc), '[]') as held`;

export const selectEnterprises = (tx: Tx, filter: EnterpriseFilter, after: EnterprisePlace | null, limit: number) => tx<EnterpriseRow[]>`
  select ${enterpriseColumns(tx, filter.now)}
  from precursor.enterprise e
  where ${allOf(tx, [
    inScope(tx, filter.scope, tx`e.unit_code`, tx`e.uscc`),
    given(filter.q, (q) => tx`(e.name ilike ${containing(q)} or e.uscc ilike ${containing(q)} or e.town ilike ${containing(q)} or e.address ilike ${containing(q)})`),
    given(filter.activity, (activity) => tx`${activity} = any(e.activities)`),
    given(filter.status, (status) => tx`e.status = ${status}`),
    given(filter.substanceId, (substanceId) => tx`exists (select 1 from precursor.stock s where s.unit_code = e.unit_code and s.enterprise = e.uscc and s.substance_id = ${substanceId})`),
    given(filter.troubled, (troubled) => (troubled ? tx`exists (select 1 from ${liveFindings(tx, filter.now)})` : tx`not exists (select 1 from ${liveFindings(tx, filter.now)})`)),
    given(after, ({ unitCode, uscc }) => tx`(e.unit_code, e.uscc) > (${unitCode}, ${uscc})`),
  ])}
  order by e.unit_code, e.uscc
  limit ${limit}`;

export type EnterpriseDetail = EnterpriseRow & { district: string; lon: number | null; lat: number | null; crs: string | null; scaleKgPerYear: number | null; declarations: number; firstAt: Date | null; lastAt: Date | null };

export const selectEnterprise = (tx: Tx, unitCode: string, uscc: string, now: Date) => tx<EnterpriseDetail[]>`
  select ${enterpriseColumns(tx, now)}, e.district, e.lon, e.lat, e.crs, e.scale_kg_per_year as "scaleKgPerYear", b.declarations, b.first_at as "firstAt", b.last_at as "lastAt"
  from precursor.enterprise e
  cross join lateral (
    select count(*)::int as declarations, min(d.occurred_at) as first_at, max(d.occurred_at) as last_at
    from precursor.declaration d where d.unit_code = e.unit_code and d.declarant = e.uscc and d.kind <> 'void'
  ) b
  where e.unit_code = ${unitCode} and e.uscc = ${uscc}`;

export type PermitFilter = {
  readonly scope: BookScope;
  readonly kind?: PermitKind | undefined;
  readonly substanceId?: string | undefined;
  readonly state?: PermitRow["state"] | undefined;
  readonly q?: string | undefined;
  readonly today: Day;
  /** From this many days before its last day a document is `expiring`. */
  readonly expiringDays: number;
};
export type PermitPlace = { readonly validTo: Day; readonly number: string; readonly kind: string; readonly unitCode: string };
export type StoredPermit = Omit<PermitRow, "holderName" | "shipments">;

/** Judged on the day: both ends of a document's term are valid days. */
export const permitState = (tx: Tx, today: Day, expiringDays: number): Fragment => tx`
  case when p.valid_from > ${today}::date then 'coming' when p.valid_to < ${today}::date then 'expired' when p.valid_to < ${today}::date + ${expiringDays}::int then 'expiring' else 'valid' end`;

/** Those that run longest first. */
export const selectPermits = (tx: Tx, filter: PermitFilter, after: PermitPlace | null, limit: number) => tx<StoredPermit[]>`
  select p.unit_code as "unitCode", p.number, p.kind, p.form, p.holder, p.counterparty, p.substance_id as "substanceId", p.quantity_mg as "quantityMg", coalesce(u.drawn_mg, 0)::bigint as "drawnMg",
    (p.quantity_mg - coalesce(u.drawn_mg, 0))::bigint as "leftMg", p.valid_from as "validFrom", p.valid_to as "validTo", p.uses, p.origin, p.destination, p.issuer,
    ${permitState(tx, filter.today, filter.expiringDays)} as state
  from precursor.permit p
  left join precursor.permit_use u on u.unit_code = p.unit_code and u.number = p.number and u.kind = p.kind
  where ${allOf(tx, [
    inScope(tx, filter.scope, tx`p.unit_code`, tx`p.holder`),
    given(filter.kind, (kind) => tx`p.kind = ${kind}`),
    given(filter.substanceId, (substanceId) => tx`p.substance_id = ${substanceId}`),
    given(filter.state, (state) => tx`${permitState(tx, filter.today, filter.expiringDays)} = ${state}`),
    given(filter.q, (q) => tx`(p.number ilike ${containing(q)} or p.holder ilike ${containing(q)} or exists (select 1 from precursor.enterprise e where e.unit_code = p.unit_code and e.uscc = p.holder and e.name ilike ${containing(q)}))`),
    given(after, ({ validTo, number, kind, unitCode }) => tx`(p.valid_to, p.number, p.kind, p.unit_code) < (${validTo}::date, ${number}, ${kind}, ${unitCode})`),
  ])}
  order by p.valid_to desc, p.number desc, p.kind desc, p.unit_code desc
  limit ${limit}`;

/**
 * How many different shipments drew on each of these documents, by whoever: parts of one shipment count once, as in
 * `permitBalance`. Counted when shown, so that a draw costs the same however often a document served. Within the city's fence.
 */
export const countShipments = (tx: Tx, permits: readonly { readonly number: string; readonly kind: string }[]) => tx<{ number: string; kind: string; shipments: number }[]>`
  select p.number, p.kind, count(distinct (d.declarant, d.counterparty, d.substance_id, coalesce(d.shipment, '#' || d.declarant || '/' || d.declaration_id)))::int as shipments
  from unnest(${permits.map(({ number }) => number)}::text[], ${permits.map(({ kind }) => kind)}::text[]) as p (number, kind)
  cross join lateral (
    select d.* from precursor.declaration d
    where d.unit_code = any(array(select unit_code from precursor.book_lock)) and d.permit = p.number
      and d.kind = case p.kind when 'purchase' then 'receive' when 'production' then 'produce' when 'import' then 'import' when 'export' then 'export' end
    union all
    select d.* from precursor.declaration d
    where d.unit_code = any(array(select unit_code from precursor.book_lock)) and d.transport_permit = p.number and d.kind = 'dispatch' and p.kind = 'transport'
  ) d
  where not exists (select 1 from precursor.declaration_void v where v.unit_code = d.unit_code and v.declarant = d.declarant and v.ref = d.declaration_id)
  group by p.number, p.kind`;

export async function holdsDemo(tx: Tx, scope: BookScope): Promise<boolean> {
  const [row] = await tx<{ demo: boolean }[]>`select exists (select 1 from precursor.enterprise e where e.demo and ${inScope(tx, scope, tx`e.unit_code`, tx`e.uscc`)}) as demo`;
  return row?.demo ?? false;
}

/** Where every enterprise of the city was registered, and which unit keeps its book today. Within the city's fence. */
export const selectPlaces = (tx: Tx) => tx<{ uscc: string; unitCode: string; district: string; town: string | null; since: Day }[]>`
  select e.uscc, e.unit_code as "unitCode", e.district, e.town, e.since from precursor.enterprise e order by e.unit_code, e.uscc`;
