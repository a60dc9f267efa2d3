import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, dayFromNumber, dayNumber, dayNumberOf, dayOf, daysBetween, endOfDay, holidayCalendar, isArrangementKnown, isDay, isWorkingDay, startOfDay, weekdayOf } from "./calendar.ts";

const anyDay = fc.integer({ min: -20_000, max: 40_000 }).map(dayFromNumber);

describe("a day of Asia/Shanghai", () => {
  test("begins at 16:00 UTC of the day before", () => {
    expect(dayOf(Date.parse("2025-11-05T15:59:59.999Z"))).toBe("2025-11-05");
    expect(dayOf(Date.parse("2025-11-05T16:00:00.000Z"))).toBe("2025-11-06");
    expect(new Date(startOfDay("2025-11-06")).toISOString()).toBe("2025-11-05T16:00:00.000Z");
  });

  test("contains its first and last millisecond and nothing else", () => {
    fc.assert(fc.property(anyDay, (day) => {
      expect(dayOf(startOfDay(day))).toBe(day);
      expect(dayOf(endOfDay(day))).toBe(day);
      expect(dayOf(endOfDay(day) + 1)).toBe(addDays(day, 1));
      expect(dayNumberOf(startOfDay(day))).toBe(dayNumber(day));
    }));
  });

  test("counts there and back", () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
      expect(daysBetween(day, addDays(day, days))).toBe(days);
    }));
  });

  test("that does not exist is no day", () => {
    expect(["2023-02-29", "2024-13-01", "2024-00-10", "2024-1-1", "", "2024-02-30"].filter(isDay)).toEqual([]);
    expect(isDay("2024-02-29")).toBe(true);
    expect(() => dayNumber("2023-02-29")).toThrow(RangeError);
  });

  test("has the weekday everyone knows", () => {
    expect(weekdayOf("2026-11-23")).toBe(1);
    expect(weekdayOf("1969-12-28")).toBe(7);
  });
});

test("three months before 31 May is the end of February", () => {
  expect(addMonths("2026-05-31", -3)).toBe("2026-02-28");
  expect(addMonths("2026-11-23", 3)).toBe("2027-02-23");
  expect(addMonths("2024-02-29", 12)).toBe("2025-02-28");
});

describe("a working day", () => {
  const calendar = holidayCalendar([
    { date: "2025-10-01", kind: "holiday" },
    { date: "2025-09-28", kind: "make-up-workday" },
  ]);
  test("is not a holiday, and a Sunday made up for is one", () => {
    expect(isWorkingDay("2025-10-01", calendar)).toBe(false);
    expect(isWorkingDay("2025-09-28", calendar)).toBe(true);
    expect(isWorkingDay("2025-09-27", calendar)).toBe(false);
    expect(isWorkingDay("2025-09-29", calendar)).toBe(true);
  });
  test("of a year without a published arrangement is known to be uncertain", () => {
    expect(isArrangementKnown("2025-12-01", "2025-12-31", calendar)).toBe(true);
    expect(isArrangementKnown("2025-12-01", "2026-01-04", calendar)).toBe(false);
  });
});
