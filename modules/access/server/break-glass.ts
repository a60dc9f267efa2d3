import { isoInstant, type OutputOf, type ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import { accessRefusals, type BreakGlass, type listBreakGlass, type listOwnBreakGlass, type openBreakGlass, type reviewBreakGlass } from "../contract/index.ts";
import { BREAK_GLASS, breakGlass } from "../domain/break-glass.ts";
import { findBreakGlass, insertBreakGlass, insertNotice, insertReview, listBreakGlassRows, listOfAccount, listOwnRows, type BreakGlassRow } from "./break-glass.sql.ts";
import { maskedNames } from "./masked-names.ts";
import { pageAfter, pageOfRows } from "./page.ts";
import { accessParts } from "./parts.ts";

type Of<E> = UseCase<ParsedInputOf<E>, OutputOf<E>>;
const { refuse } = accessRefusals;

/** The notice to the audit administrators is written in the same transaction: no window without it. */
export const openBreakGlassUseCase: Of<typeof openBreakGlass> = async (context, { reason, words, caseNo }) => {
  const { tx, actor, now, newId } = context;
  const past = await pastOf(context);
  const { endsAt, reviewDueAt, reviewCalendarKnown } = breakGlass(past, now, accessParts().calendar);
  const row = { unitCode: actor.unitCode, id: newId(), accountId: actor.accountId, reason, words, caseNo, openedAt: now, endsAt, reviewDueAt, reviewCalendarKnown };
  context.touches(accessParts().cityCode); // there sits who reviews
  await insertBreakGlass(tx, row);
  await insertNotice(tx, { unitCode: actor.unitCode, id: newId(), forRole: "audit-admin", kind: "break-glass-opened", aboutId: row.id, at: now });
  return shown({ ...row, reviewedBy: null, reviewedAt: null, justified: null, reviewWords: null });
};

export const reviewBreakGlassUseCase: Of<typeof reviewBreakGlass> = async ({ tx, actor, now, touches }, { unit, id, justified, words }) => {
  touches(unit);
  const row = await findBreakGlass(tx, unit, id);
  if (!row || row.accountId === actor.accountId) return refuse("access.break-glass.unknown");
  if (!(await insertReview(tx, { unitCode: unit, id, by: actor.accountId, at: now, justified, words }))) return refuse("access.break-glass.reviewed");
  return shown({ ...row, reviewedBy: actor.accountId, reviewedAt: now, justified, reviewWords: words });
};

export const listBreakGlassUseCase: Of<typeof listBreakGlass> = async ({ tx }, { unreviewed, after, limit }) => {
  const rows = await listBreakGlassRows(tx, { unreviewed: unreviewed === "true", ...pageAfter(after), limit: limit + 1 });
  return pageOfRows(rows, limit, shown);
};

const END_OF_TIME = new Date("2999-12-31T00:00:00Z");

/** Asked by account, not by unit or scope: nobody sees another's here. */
export const listOwnBreakGlassUseCase: Of<typeof listOwnBreakGlass> = async (context, { after, limit }) => {
  const { tx, actor } = context;
  const place = isoInstant.safeParse(after); // a mark that is none begins at the beginning
  const rows = await listOwnRows(tx, actor.unitCode, actor.accountId, place.success ? new Date(place.data) : END_OF_TIME, limit + 1);
  const page = rows.slice(0, limit);
  // Who reviews sits with the city.
  const names = await maskedNames(context, page.flatMap(({ reviewedBy }) => (reviewedBy === null ? [] : [{ unitCode: accessParts().cityCode, id: reviewedBy }])));
  const own = page.map((row) => {
    const { accountId: _, review, ...window } = shown(row);
    return { ...window, review: review && { byMasked: names.get(review.by) ?? null, at: review.at, justified: review.justified, words: review.words } };
  });
  return { rows: own, next: rows.length > limit ? (page.at(-1)?.openedAt.toISOString() ?? null) : null };
};

/** The window that is open for the one who acts, if any: what a use case asks before it opens what is otherwise closed. */
export async function findOpenBreakGlass(context: UseCaseContext): Promise<BreakGlass | undefined> {
  const row = (await pastOf(context)).find(({ endsAt }) => endsAt > context.now);
  return row && shown(row);
}

const pastOf = ({ tx, actor, now }: UseCaseContext): Promise<BreakGlassRow[]> => listOfAccount(tx, actor.unitCode, actor.accountId, new Date(now.getTime() - BREAK_GLASS.quotaWindowMs));

function shown(row: BreakGlassRow): BreakGlass {
  const review = row.reviewedAt && { by: row.reviewedBy ?? "", at: row.reviewedAt.toISOString(), justified: row.justified ?? false, words: row.reviewWords ?? "" };
  return { id: row.id, unitCode: row.unitCode, accountId: row.accountId, reason: row.reason, words: row.words, caseNo: row.caseNo, openedAt: row.openedAt.toISOString(), endsAt: row.endsAt.toISOString(), reviewDueAt: row.reviewDueAt.toISOString(), reviewCalendarKnown: row.reviewCalendarKnown, review };
}
