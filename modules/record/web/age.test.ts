import { expect, test } from "vitest";
import { ageOf, unwitnessed, witnessState } from "./age.ts";

const NOW = Date.parse("2026-11-23T12:00:00Z");
const before = (ms: number): string => new Date(NOW - ms).toISOString();
const HOUR = 3_600_000;

test("an age is told in the largest unit that reads well, and never as lying in the future", () => {
  expect(ageOf(before(-5_000), NOW)).toEqual({ count: 0, unit: "second" });
  expect(ageOf(before(59_999), NOW)).toEqual({ count: 59, unit: "second" });
  expect(ageOf(before(60_000), NOW)).toEqual({ count: 1, unit: "minute" });
  expect(ageOf(before(2 * HOUR), NOW)).toEqual({ count: 2, unit: "hour" });
  expect(ageOf(before(72 * HOUR), NOW)).toEqual({ count: 3, unit: "day" });
});

test("a witness is late only when entries it has not seen have waited for more than a day", () => {
  const signed = (lastSize: number | null, hoursAgo: number, retiredAt: string | null = null) => witnessState({ retiredAt, lastSize, lastAt: lastSize === null ? null : before(hoursAgo * HOUR) }, 100, NOW);
  expect(signed(null, 0)).toBe("never");
  expect(signed(100, 400)).toBe("current");
  expect(signed(99, 24)).toBe("behind");
  expect(signed(99, 25)).toBe("late");
  expect(signed(99, 25, before(1))).toBe("retired");
});

test("entries count as unwitnessed after the newest signature of a witness that is not retired", () => {
  expect(unwitnessed([], 100)).toBe(100);
  expect(unwitnessed([{ retiredAt: before(1), lastSize: 100 }, { retiredAt: null, lastSize: 60 }, { retiredAt: null, lastSize: null }], 100)).toBe(40);
  expect(unwitnessed([{ retiredAt: null, lastSize: 100 }], 90)).toBe(0);
});
