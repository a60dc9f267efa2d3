import { describe, expect, it } from "vitest";
import { isWithinDay } from "./options.ts";

describe("a moment given for a period of whole days", () => {
  it.each(["2026-06-30", "2026/6/30", "2026-06-30T00:00:00+08:00", "2026-06-29T16:00:00Z"])("%s is where a day begins", (text) => expect(isWithinDay(text)).toBe(false));
  it.each(["2026-06-30T23:59+08:00", "2026-06-30T23:59:59+08:00", "2026-06-30T15:59:59.999Z"])("%s is where one ends", (text) => expect(isWithinDay(text)).toBe(false));
  it.each(["2026-06-30T12:00+08:00", "2026-06-30T00:01", "2026-06-30T23:58:59", "2026-06-30T00:00:00Z"])("%s lies within one", (text) => expect(isWithinDay(text)).toBe(true));
});
