import type { Tx } from "#platform/db.ts";

export type ReadRow = { unitCode: string; leafId: string; leafUnit: string; at: Date; micros: string; subjectKind: string; subjectId: string; actorKind: string; accountId: string; purpose: string; name: string; fields: string[] };
export type ReadPlace = { readonly micros: string; readonly leafId: string; readonly subjectKind: string; readonly subjectId: string };
export type ReadFilter = {
  /** Of the record that was read; null: every unit of the city. */
  readonly unit: string | null;
  readonly subjectKind: string | null;
  readonly subject: string | null;
  readonly reader: string | null;
  readonly purpose: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly after: ReadPlace | null;
  readonly limit: number;
};

/** The latest first: of each unit its latest, of these the latest. The units are found by stepping through the index from one to the next. */
export const listReadRows = (tx: Tx, { unit, after, limit, ...filter }: ReadFilter) =>
  tx<ReadRow[]>`
    with recursive unit (code) as (
      (select r.unit_code from record.read r where r.unit_code >= coalesce(${unit}::text, '') order by r.unit_code limit 1)
      union all
      select (select r.unit_code from record.read r where r.unit_code > unit.code order by r.unit_code limit 1) from unit where unit.code is not null and ${unit}::text is null
    )
    select r.unit_code as "unitCode", r.leaf_id as "leafId", r.leaf_unit as "leafUnit", r.at, ((extract(epoch from r.at) * 1000000)::bigint)::text as micros,
      r.subject_kind as "subjectKind", r.subject_id as "subjectId", r.actor_kind as "actorKind", r.account_id as "accountId", r.purpose, r.name, r.fields
    from unit cross join lateral (
      select * from record.read r
      where r.unit_code = unit.code and ${matching(tx, filter)} and ${beyond(tx, after)}
      order by r.at desc, r.leaf_id desc, r.subject_kind desc, r.subject_id desc limit ${limit}
    ) r
    where unit.code = coalesce(${unit}::text, unit.code)
    order by r.at desc, r.leaf_id desc, r.subject_kind desc, r.subject_id desc limit ${limit}`;

/** A filter that was not given is left out, so that the planner sees its index. */
const matching = (tx: Tx, { subjectKind, subject, reader, purpose, from, to }: Omit<ReadFilter, "unit" | "after" | "limit">) => tx`true
  ${subjectKind === null ? tx`` : tx`and r.subject_kind = ${subjectKind}`} ${subject === null ? tx`` : tx`and r.subject_id = ${subject}`}
  ${reader === null ? tx`` : tx`and r.account_id = ${reader}`} ${purpose === null ? tx`` : tx`and r.purpose = ${purpose}`}
  ${from === null ? tx`` : tx`and r.at >= ${from}`} ${to === null ? tx`` : tx`and r.at <= ${to}`}`;

const beyond = (tx: Tx, after: ReadPlace | null) =>
  after === null ? tx`true` : tx`(r.at, r.leaf_id, r.subject_kind, r.subject_id) < (to_timestamp(${after.micros}::numeric / 1000000), ${after.leafId}::uuid, ${after.subjectKind}, ${after.subjectId})`;
