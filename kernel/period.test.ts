import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, dayFromNumber, daysBetween, holidayCalendar, isWorkingDay, type HolidayEntry } from "./calendar.ts";
import { addPeriod, deadlineOf, PERIOD_MODES, workingDaysBetween } from "./period.ts";

/** National Day 2025 as the State Council arranged it. */
const nationalDay: HolidayEntry[] = [
  ...Array.from({ length: 8 }, (_, i): HolidayEntry => ({ date: addDays("2025-10-01", i), kind: "holiday" })),
  { date: "2025-09-28", kind: "make-up-workday" },
  { date: "2025-10-11", kind: "make-up-workday" },
];
const calendar = holidayCalendar(nationalDay);
const anyDay = fc.integer({ min: 20_000, max: 21_500 }).map(dayFromNumber);
const anyCalendar = fc
  .array(fc.record({ date: anyDay, kind: fc.constantFrom("holiday" as const, "make-up-workday" as const) }), { maxLength: 60 })
  .map(holidayCalendar);

test("the day a period starts on is not counted", () => {
  expect(addPeriod("2025-09-01", { days: 1, mode: "calendar" }, calendar)).toBe("2025-09-02");
});

test("calendar days whose last day is a holiday end on the next working day", () => {
  expect(addPeriod("2025-09-28", { days: 5, mode: "calendar" }, calendar)).toBe("2025-10-09");
});

test("a rule that does not roll over ends on the holiday itself", () => {
  expect(addPeriod("2025-09-28", { days: 5, mode: "calendar", rollsOver: false }, calendar)).toBe("2025-10-03");
});

test("custody ends on its day, holiday or not", () => {
  expect(addPeriod("2025-09-28", { days: 5, mode: "custody" }, calendar)).toBe("2025-10-03");
});

test("working days skip the holiday and count the make-up Saturday", () => {
  expect(addPeriod("2025-09-30", { days: 3, mode: "working" }, calendar)).toBe("2025-10-11");
});

test("a deadline is the last millisecond of its day in Shanghai", () => {
  const deadline = deadlineOf(Date.parse("2025-09-01T23:30:00+08:00"), { days: 5, mode: "custody" }, calendar);
  expect(deadline.toISOString()).toBe("2025-09-06T15:59:59.999Z");
});

test("a period is a whole number of days, never negative", () => {
  expect(() => addPeriod("2025-09-01", { days: -1, mode: "custody" }, calendar)).toThrow(RangeError);
  expect(() => addPeriod("2025-09-01", { days: 1.5, mode: "working" }, calendar)).toThrow(RangeError);
});

test("counting the working days of a working period gives its length back, for any calendar", () => {
  fc.assert(fc.property(anyDay, fc.integer({ min: 0, max: 90 }), anyCalendar, (start, days, holidays) => {
    const last = addPeriod(start, { days, mode: "working" }, holidays);
    expect(workingDaysBetween(start, last, holidays)).toBe(days);
    if (days > 0) expect(isWorkingDay(last, holidays)).toBe(true);
  }));
});

test("custody is never longer than calendar days, and calendar days never end on a day off", () => {
  fc.assert(fc.property(anyDay, fc.integer({ min: 0, max: 400 }), anyCalendar, (start, days, holidays) => {
    const custody = addPeriod(start, { days, mode: "custody" }, holidays);
    const rolled = addPeriod(start, { days, mode: "calendar" }, holidays);
    expect(daysBetween(start, custody)).toBe(days);
    expect(custody <= rolled).toBe(true);
    expect(isWorkingDay(rolled, holidays)).toBe(true);
  }));
});

test("a later start never gives an earlier deadline, in any mode", () => {
  fc.assert(fc.property(anyDay, anyDay, fc.integer({ min: 0, max: 60 }), fc.constantFrom(...PERIOD_MODES), anyCalendar, (a, b, days, mode, holidays) => {
    const [first, second] = a <= b ? [a, b] : [b, a];
    expect(addPeriod(first, { days, mode }, holidays) <= addPeriod(second, { days, mode }, holidays)).toBe(true);
  }));
});
