import type { HolidayCalendar } from "#kernel/calendar.ts";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import { deadlineOf } from "#kernel/period.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import { dutyRefusals, type NewDuty, type openDuty } from "../contract/index.ts";
import { dueSoonAt, isCalendarKnown, mayOpenFor, permitTimes, remindersBefore } from "../domain/duty.ts";
import { shippedCalendar } from "../domain/holidays.ts";
import { insertDuties, settleOpenDuties } from "./duty.sql.ts";

type Context = Pick<UseCaseContext, "tx" | "now" | "newId" | "actor" | "touches">;

/**
 * The door for other rooms: opens duties in their transaction, one statement for all. A key known in its unit is left as
 * it is, so a room may offer the same duties again at any time.
 * @param calendar what the deadlines were counted with; whether it knew their years stands with the duty for good
 * @returns how many were new
 * @throws Refusal duty.deadline.out-of-range
 */
export async function openDuties({ tx, now, newId, actor, touches }: Context, duties: readonly NewDuty[], calendar: HolidayCalendar = shippedCalendar): Promise<number> {
  if (duties.length === 0) return 0;
  for (const duty of duties) permitTimes(duty);
  const rows = duties.map((duty) => ({ ...duty, id: newId(), dueSoonAt: dueSoonAt(duty), calendarKnown: isCalendarKnown(duty, calendar) }));
  const opened = await insertDuties(tx, rows, now, actor.accountId);
  for (const { unitCode } of opened) touches(unitCode);
  return opened.length;
}

export type Settlement = {
  readonly unitCode: string;
  readonly key: string;
  /** What did it: a declaration's key or a document's number. */
  readonly evidence: { readonly kind: "declaration" | "document"; readonly reference: string };
  readonly reason: string;
};

/** Closes duties that something filed has fulfilled; unknown and closed ones are passed over. @returns how many were closed */
export async function settleDuties({ tx, now, newId, actor, touches }: Context, settlements: readonly Settlement[]): Promise<number> {
  if (settlements.length === 0) return 0;
  const rows = settlements.map(({ unitCode, key, evidence, reason }) => ({ unitCode, key, evidenceId: newId(), evidenceKind: evidence.kind, reference: evidence.reference, reason }));
  const settled = await settleOpenDuties(tx, rows, now, actor);
  for (const { unitCode } of settled) touches(unitCode);
  return settled.length;
}

export const openByHand: UseCase<ParsedInputOf<typeof openDuty>, OutputOf<typeof openDuty>> = async (context, input) => {
  const { owner, period, remindDaysBefore, startsAt, ...rest } = input;
  if (!mayOpenFor(context.actor, owner.unitCode)) dutyRefusals.refuse("duty.owner.elsewhere", { unitCode: owner.unitCode });

  context.touches(owner.unitCode);

  const start = Date.parse(startsAt);
  const dueAt = deadlineOf(start, period, shippedCalendar).getTime();
  const reminders = remindersBefore(start, dueAt, remindDaysBefore);
  const opened = await openDuties(context, [{ ...rest, owner, clockMode: period.mode, startsAt: start, dueAt, reminders }]);
  return { opened: opened === 1, dueAt: new Date(dueAt).toISOString() };
};
