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
