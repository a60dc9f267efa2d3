import type { Actor } from "#kernel/actor.ts";
import { addDays, dayOf, isArrangementKnown, MS_PER_DAY, startOfDay, type HolidayCalendar } from "#kernel/calendar.ts";
import { isOfOurTime } from "#kernel/contract.ts";
import { dutyRefusals, type DutyOwner, type DutyState, type NewDuty } from "../contract/index.ts";

const { refuse } = dutyRefusals;

/** Without reminders of its own a duty is due soon a week before. */
const DEFAULT_DUE_SOON_MS = 7 * MS_PER_DAY;
const REMINDER_HOUR_MS = 9 * 3_600_000;
export const LEAST_REASON_LENGTH = 5;

export type DutyClock = { readonly dueSoonAt: number; readonly dueAt: number; readonly outcome: "done" | "waived" | null };

/** The state at a moment. Overdue is never stored: it is a comparison, and so it is never stale. */
export function dutyState({ dueSoonAt, dueAt, outcome }: DutyClock, now: number): DutyState {
  if (outcome !== null) return outcome;
  if (now > dueAt) return "overdue";
  return now >= dueSoonAt ? "due-soon" : "upcoming";
}

/** When a duty begins to press: its first reminder, never after the deadline. */
export function dueSoonAt(duty: Pick<NewDuty, "reminders" | "dueAt">): number {
  const first = duty.reminders.length > 0 ? Math.min(...duty.reminders) : duty.dueAt - DEFAULT_DUE_SOON_MS;
  return Math.min(first, duty.dueAt);
}

/** False when the deadline was counted through a year of which only the weekends were known. Custody days know no holiday. */
export function isCalendarKnown({ clockMode, startsAt, dueAt }: Pick<NewDuty, "clockMode" | "startsAt" | "dueAt">, calendar: HolidayCalendar): boolean {
  return clockMode === "custody" || isArrangementKnown(dayOf(startsAt), dayOf(dueAt), calendar);
}

/** 09:00 of so many days before the deadline's; nobody is reminded of what has not begun. */
export function remindersBefore(startsAt: number, dueAt: number, daysBefore: readonly number[]): number[] {
  return daysBefore.map((days) => startOfDay(addDays(dayOf(dueAt), -days)) + REMINDER_HOUR_MS).filter((at) => at >= startsAt);
}

/** What is opened can be shown for good: all its times are of our time. @throws Refusal duty.deadline.out-of-range */
export function permitTimes({ startsAt, dueAt, reminders }: Pick<NewDuty, "startsAt" | "dueAt" | "reminders">): void {
  const stray = [startsAt, dueAt, ...reminders].find((at) => !isOfOurTime(at));
  if (stray !== undefined) refuse("duty.deadline.out-of-range", { day: dayOf(stray) });
}

/** An enterprise works on its own duties; an official on those of the unit, and the city's on all. */
export function mayWorkOn(actor: Actor, owner: DutyOwner): boolean {
  if (!actor.permissions.has("duty.work")) return false;
  if (isEnterprise(actor)) return owner.enterprise !== null && owner.enterprise === actor.enterpriseUscc;
  return isOverUnit(actor, owner.unitCode);
}

/** Opening by hand is an official's act, for the own unit or, from the city, for any. */
export function mayOpenFor(actor: Actor, unitCode: string): boolean {
  return !isEnterprise(actor) && isOverUnit(actor, unitCode);
}

const isEnterprise = (actor: Actor): boolean => actor.kind === "enterprise" || actor.enterpriseUscc !== undefined;
const isOverUnit = (actor: Actor, unitCode: string): boolean => actor.scope === "city" || (actor.scope === "unit" && unitCode === actor.unitCode);

/** What the actor may do with a duty: sent with it, so that the screen never guesses. */
export function dutyActions(actor: Actor, owner: DutyOwner, state: DutyState): ("complete" | "waive")[] {
  if (state === "done" || state === "waived" || !mayWorkOn(actor, owner)) return [];
  return isEnterprise(actor) ? ["complete"] : ["complete", "waive"];
}

/** @throws Refusal duty.duty.closed, duty.evidence.missing */
export function permitCompletion(duty: { readonly outcomeAt: Date | null }, evidenceCount: number): void {
  if (duty.outcomeAt) refuse("duty.duty.closed", { at: duty.outcomeAt.toISOString() });
  if (evidenceCount === 0) refuse("duty.evidence.missing");
}

/** A waiver is a decision: an official's, and reasoned. @throws Refusal duty.waive.officials-only, duty.duty.closed, duty.reason.missing */
export function permitWaiver(actor: Actor, duty: { readonly outcomeAt: Date | null }, reason: string): void {
  if (isEnterprise(actor)) refuse("duty.waive.officials-only");
  if (duty.outcomeAt) refuse("duty.duty.closed", { at: duty.outcomeAt.toISOString() });
  if (reason.length < LEAST_REASON_LENGTH) refuse("duty.reason.missing", { least: LEAST_REASON_LENGTH });
}
