import type { Verdict } from "../contract/index.ts";
import type { Sql, Tx } from "#platform/db.ts";

export type VerificationRow = { id: string; startedAt: Date; startedBy: string; endedAt: Date; verdict: Verdict | null };

export const insertVerification = (tx: Tx, unitCode: string, row: VerificationRow) =>
  tx`
    insert into record.verification (unit_code, id, started_at, started_by, ended_at, verdict)
    values (${unitCode}, ${row.id}, ${row.startedAt}, ${row.startedBy}, ${row.endedAt}, ${row.verdict === null ? null : JSON.stringify(row.verdict)}::text::jsonb)
    on conflict (unit_code, id) do nothing`;

/** Of the whole city's log: every district may know how it ended. @param id one of them, or null for all */
export const listVerificationRows = (tx: Tx | Sql, unitCode: string, { id, before, limit }: { id: string | null; before: string | null; limit: number }) =>
  tx<VerificationRow[]>`
    select id, started_at as "startedAt", started_by as "startedBy", ended_at as "endedAt", verdict
    from record.verification
    where unit_code = ${unitCode} and (${id}::uuid is null or id = ${id}::uuid) and (${before}::uuid is null or id < ${before}::uuid)
    order by id desc limit ${limit}`;

export type OrderRow = { id: string; orderedAt: Date; orderedBy: string };

export const insertOrder = (tx: Tx, unitCode: string, row: OrderRow & { since: string | null }) =>
  tx`insert into record.verification_order (unit_code, id, ordered_at, ordered_by, since) values (${unitCode}, ${row.id}, ${row.orderedAt}, ${row.orderedBy}, ${row.since})`;

export const findOrder = async (tx: Tx, unitCode: string, id: string): Promise<OrderRow | undefined> =>
  (await tx<OrderRow[]>`select id, ordered_at as "orderedAt", ordered_by as "orderedBy" from record.verification_order where unit_code = ${unitCode} and id = ${id}::uuid`)[0];

/** The first of those that ask the same, were ordered after `after` and have not ended. */
export const findWaitingOrder = async (tx: Tx, unitCode: string, since: string | null, after: Date): Promise<OrderRow | undefined> =>
  (await tx<OrderRow[]>`
    select o.id, o.ordered_at as "orderedAt", o.ordered_by as "orderedBy" from record.verification_order o
    where o.unit_code = ${unitCode} and o.ordered_at > ${after} and o.since is not distinct from ${since}
      and not exists (select from record.verification v where v.unit_code = o.unit_code and v.id = o.id)
    order by o.id limit 1`)[0];
