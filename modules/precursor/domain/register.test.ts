import { describe, expect, it } from "vitest";
import { DAY_ZERO, aSubstance, onDay } from "../testing/builders.ts";
import { makeRegister } from "./register.ts";
import { keyOf } from "./key.ts";
import { dayOf, dayText, firstDayOfYear, startOfDay, yearOf } from "./shanghai-day.ts";
import { massEn, massZh } from "./rules/wording.ts";

describe("register", () => {
  const old = aSubstance({ class: 3, validFrom: onDay(0, 0) });
  const newer = aSubstance({ class: 2, validFrom: onDay(30, 0) });
  const register = makeRegister({ enterprises: [], permits: [], catalogue: [newer, old] });
  it("judges a substance by the version in force on the event's own date", () => {
    expect([register.substance("toluene", onDay(-1)), register.substance("toluene", onDay(29, 23))?.class, register.substance("toluene", onDay(30, 0))?.class]).toEqual([null, 3, 2]);
    expect(register.substanceName("toluene").zh).toBe("甲苯");
    expect(register.substanceName("other").zh).toBe("other");
  });
});

describe("days of Shanghai", () => {
  it("begin at midnight there", () => {
    expect(dayText(DAY_ZERO)).toBe("2026-01-01");
    expect(dayText(DAY_ZERO - 1)).toBe("2025-12-31");
    expect([yearOf(DAY_ZERO - 1), yearOf(DAY_ZERO)]).toEqual([2025, 2026]);
    expect(startOfDay(dayOf(DAY_ZERO + 5))).toBe(DAY_ZERO);
    expect(firstDayOfYear(2026)).toBe(dayOf(DAY_ZERO));
  });
});

describe("words", () => {
  it("give masses in the unit an officer would use", () => {
    expect([massZh(0), massZh(999), massZh(1_500), massZh(12_345_000), massZh(100_000_000), massEn(1_234_000_000), massZh(-2_000_000)]).toEqual(["0 毫克", "999 毫克", "1.5 克", "12.345 千克", "100 千克", "1.234 t", "-2 千克"]);
    expect([massZh(1_308_682_200), massEn(130_320_400), massZh(1_234_567), massZh(9_007_199_254_740_991)]).toEqual(["1.3086822 吨", "130.3204 kg", "1.234567 千克", "9007199.254740991 吨"]);
  });

  it("and keys that different parts cannot share", () => {
    expect(new Set([keyOf("a|b", "c"), keyOf("a", "b|c"), keyOf("a%7Cb", "c"), keyOf("a", "b", "c"), keyOf("a", null, "c")]).size).toBe(5);
  });
});
