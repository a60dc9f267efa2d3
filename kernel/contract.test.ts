import fc from "fast-check";
import { expect, test } from "vitest";
import { endOfDay, startOfDay } from "./calendar.ts";
import { isoDay, isoInstant } from "./contract.ts";

const accepts = (text: string): boolean => isoInstant.safeParse(text).success;

test("an instant that is accepted may be told again in UTC, whatever its offset", () => {
  const edges = ["1900-01-01T00:00:00Z", "1900-01-01T08:00:00+14:00", "1900-01-02T00:00:00+14:00", "2999-12-31T23:59:59.999Z", "2999-12-31T23:59:59-14:00", "3000-01-01T00:00:00+08:00", "0000-01-01T00:00:00Z"];
  expect(edges.filter(accepts)).toEqual(["1900-01-01T00:00:00Z", "1900-01-02T00:00:00+14:00", "2999-12-31T23:59:59.999Z", "3000-01-01T00:00:00+08:00"]);
  fc.assert(fc.property(fc.constantFrom("1899-12-31", "1900-01-01", "1900-01-02", "2026-11-30", "2999-12-31", "3000-01-01"), fc.nat(23), fc.integer({ min: -14, max: 14 }), (day, hour, offset) => {
    const two = (number: number) => String(Math.abs(number)).padStart(2, "0");
    const text = `${day}T${two(hour)}:00:00${offset < 0 ? "-" : "+"}${two(offset)}:00`;
    if (accepts(text)) expect(accepts(new Date(text).toISOString()), text).toBe(true);
  }));
});

test("every day that is accepted begins and ends at instants that are", () => {
  const edges = ["1899-12-31", "1900-01-01", "1900-01-02", "2999-12-31", "3000-01-01"].filter((day) => isoDay.safeParse(day).success);
  expect(edges).toEqual(["1900-01-02", "2999-12-31"]);
  for (const day of edges) expect([startOfDay(day), endOfDay(day)].map((ms) => accepts(new Date(ms).toISOString())), day).toEqual([true, true]);
});
