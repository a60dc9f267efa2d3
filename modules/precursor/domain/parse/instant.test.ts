import fc from "fast-check";
import { expect, test } from "vitest";
import { parseInstant, shanghaiDayStart } from "./instant.ts";

const iso = (text: string) => {
  const ms = parseInstant(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
};

test("a time without offset is Shanghai time, and every usual spelling says the same", () => {
  for (const text of ["2026-11-03T08:05:00+08:00", "2026-11-03T08:05", "2026-11-03 08:05:00", "2026/11/3 8:05", "2026/11/03 08:05:00.000", "2026-11-03T00:05Z", "2026-11-03T00:05:00z", "2026-11-02T19:05:00-0500", "2026-11-03 08:05 +08"]) {
    expect(iso(text)).toBe("2026-11-03T00:05:00.000Z");
  }
  expect(iso("2026-11-03")).toBe("2026-11-02T16:00:00.000Z");
  expect(iso("2026/2/28")).toBe("2026-02-27T16:00:00.000Z");
  expect(iso("2024-02-29T12:00:00.1239Z")).toBe("2024-02-29T12:00:00.123Z");
});

test("days and times that do not exist are not moved to ones that do", () => {
  for (const text of ["", "2026", "2026-13-01", "2026-02-29", "1900-02-29", "2026-04-31", "2026-00-10", "2026-11-00", "2026-11/03", "26-11-03", "2026-11-03T24:00", "2026-11-03T08:60", "2026-11-03T08:05:60", "2026-11-03T8", "2026-11-03T08:05:", "2026-11-03T08:05:09.", "2026-11-03T08:05+8", "2026-11-03T08:05+15:00", "2026-11-03T08:05+08:00x", "2026-11-03 08:05 ", "2026年11月3日", "20261103", "45964"]) {
    expect([text, iso(text)]).toEqual([text, null]);
  }
});

test("every moment the platform can write is read back", () => {
  fc.assert(fc.property(fc.date({ min: new Date(0), max: new Date("2100-12-31"), noInvalidDate: true }), fc.integer({ min: -14 * 60, max: 14 * 60 }), (moment, offset) => {
    expect(parseInstant(moment.toISOString())).toBe(moment.getTime());
    const local = new Date(moment.getTime() + offset * 60_000).toISOString().replace("Z", "");
    const size = Math.abs(offset);
    const written = `${local}${offset < 0 ? "-" : "+"}${String(Math.floor(size / 60)).padStart(2, "0")}:${String(size % 60).padStart(2, "0")}`;
    expect(parseInstant(written)).toBe(moment.getTime());
    expect((shanghaiDayStart(moment.getTime()) + 8 * 3_600_000) % 86_400_000).toBe(0);
  }));
});
