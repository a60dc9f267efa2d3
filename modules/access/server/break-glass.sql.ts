import type { Tx } from "#platform/db.ts";
import type { BreakGlassReason } from "../contract/index.ts";

export type BreakGlassRow = {
  unitCode: string;
  id: string;
  accountId: string;
  reason: BreakGlassReason;
  words: string;
  caseNo: string;
  openedAt: Date;
  endsAt: Date;
  reviewDueAt: Date;
  reviewCalendarKnown: boolean;
  reviewedBy: string | null;
  reviewedAt: Date | null;
  justified: boolean | null;
  reviewWords: string | null;
};

const columns = (tx: Tx) => tx`
  b.unit_code as "unitCode", b.id, b.account_id as "accountId", b.reason, b.words, b.case_no as "caseNo", b.opened_at as "openedAt", b.ends_at as "endsAt",
  b.review_due_at as "reviewDueAt", b.review_calendar_known as "reviewCalendarKnown", r.reviewed_by as "reviewedBy", r.reviewed_at as "reviewedAt", r.justified, r.words as "reviewWords"`;
const source = (tx: Tx) => tx`access.break_glass b left join access.break_glass_review r on r.unit_code = b.unit_code and r.break_glass_id = b.id`;

export const listOfAccount = (tx: Tx, unitCode: string, accountId: string, openedAfter: Date) => tx<BreakGlassRow[]>`
  select ${columns(tx)} from ${source(tx)} where b.unit_code = ${unitCode} and b.account_id = ${accountId} and (b.opened_at > ${openedAfter} or r.reviewed_at is null) order by b.opened_at limit 200`;
/** The latest first. Nobody has two that opened at the same moment, so the moment is the place in the list. */
export const listOwnRows = (tx: Tx, unitCode: string, accountId: string, openedBefore: Date, limit: number) => tx<BreakGlassRow[]>`
  select ${columns(tx)} from ${source(tx)} where b.unit_code = ${unitCode} and b.account_id = ${accountId} and b.opened_at < ${openedBefore} order by b.opened_at desc limit ${limit}`;
export async function findBreakGlass(tx: Tx, unitCode: string, id: string): Promise<BreakGlassRow | undefined> {
  const [row] = await tx<BreakGlassRow[]>`select ${columns(tx)} from ${source(tx)} where b.unit_code = ${unitCode} and b.id = ${id}`;
  return row;
}
export const listBreakGlassRows = (tx: Tx, filter: { unreviewed: boolean; afterUnit: string; afterId: string; limit: number }) => tx<BreakGlassRow[]>`
  select ${columns(tx)} from ${source(tx)}
  where (not ${filter.unreviewed}::boolean or r.reviewed_at is null) and (b.unit_code, b.id) > (${filter.afterUnit}, ${filter.afterId}::uuid)
  order by b.unit_code, b.id limit ${filter.limit}`;

export type NewBreakGlassRow = Omit<BreakGlassRow, "reviewedBy" | "reviewedAt" | "justified" | "reviewWords">;
export const insertBreakGlass = (tx: Tx, row: NewBreakGlassRow) => tx`
  insert into access.break_glass (unit_code, id, account_id, reason, words, case_no, opened_at, ends_at, review_due_at, review_calendar_known)
  values (${row.unitCode}, ${row.id}, ${row.accountId}, ${row.reason}, ${row.words}, ${row.caseNo}, ${row.openedAt}, ${row.endsAt}, ${row.reviewDueAt}, ${row.reviewCalendarKnown})`;

/** False when it was reviewed before. */
export async function insertReview(tx: Tx, row: { unitCode: string; id: string; by: string; at: Date; justified: boolean; words: string }): Promise<boolean> {
  const rows = await tx`
    insert into access.break_glass_review (unit_code, break_glass_id, reviewed_by, reviewed_at, justified, words)
    values (${row.unitCode}, ${row.id}, ${row.by}, ${row.at}, ${row.justified}, ${row.words}) on conflict (unit_code, break_glass_id) do nothing returning reviewed_at`;
  return rows.length === 1;
}

export const insertNotice = (tx: Tx, row: { unitCode: string; id: string; forRole: string; kind: string; aboutId: string; at: Date }) => tx`
  insert into access.notice (unit_code, id, for_role, kind, about_id, at) values (${row.unitCode}, ${row.id}, ${row.forRole}, ${row.kind}, ${row.aboutId}, ${row.at})`;
