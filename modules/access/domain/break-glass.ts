import { dayOf, isArrangementKnown, type HolidayCalendar } from "#kernel/calendar.ts";
import { deadlineOf } from "#kernel/period.ts";
import { accessRefusals } from "../contract/index.ts";

export const BREAK_GLASS = { windowMs: 60 * 60_000, quota: 3, quotaWindowMs: 30 * 86_400_000, reviewWorkingDays: 3 } as const;

export type PastBreakGlass = { readonly openedAt: Date; readonly endsAt: Date; readonly reviewDueAt: Date; readonly reviewedAt: Date | null };

/** Opens a window of 60 minutes, to be reviewed within three working days. @param past the same person's earlier ones */
export function breakGlass(past: readonly PastBreakGlass[], now: Date, calendar: HolidayCalendar): { endsAt: Date; reviewDueAt: Date; reviewCalendarKnown: boolean } {
  const open = past.find((one) => one.endsAt > now);
  if (open) accessRefusals.refuse("access.break-glass.open-already", { until: open.endsAt.toISOString() });
  if (past.some((one) => !one.reviewedAt && one.reviewDueAt < now)) accessRefusals.refuse("access.break-glass.unreviewed");
  const recent = past.filter((one) => one.openedAt.getTime() > now.getTime() - BREAK_GLASS.quotaWindowMs);
  if (recent.length >= BREAK_GLASS.quota) accessRefusals.refuse("access.break-glass.quota", { limit: BREAK_GLASS.quota });
  const reviewDueAt = deadlineOf(now, { days: BREAK_GLASS.reviewWorkingDays, mode: "working" }, calendar);
  return { endsAt: new Date(now.getTime() + BREAK_GLASS.windowMs), reviewDueAt, reviewCalendarKnown: isArrangementKnown(dayOf(now), dayOf(reviewDueAt), calendar) };
}
