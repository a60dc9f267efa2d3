import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDay, formatKg, formatMass, formatMinute, formatNumber } from "./format.ts";

test("a mass is shown in the largest unit that is at least one, without losing a digit", () => {
  expect(formatMass(0)).toBe("0 kg");
  expect(formatMass(7)).toBe("7 mg");
  expect(formatMass(1_234)).toBe("1.234 g");
  expect(formatMass(25_000_000)).toBe("25 kg");
  expect(formatMass(1_234_567_890_000)).toBe("1,234.56789 t");
  expect(formatMass(-1_500)).toBe("−1.5 g");
  expect(formatKg(999)).toBe("0.000999");
});

test("the shown mass reads back as exactly the same milligrams", () => {
  const mgPer: Record<string, bigint> = { t: 1_000_000_000n, kg: 1_000_000n, g: 1_000n, mg: 1n };
  fc.assert(fc.property(fc.maxSafeInteger(), (massMg) => {
    const [figure = "", unit = ""] = formatMass(massMg).replace("−", "-").replaceAll(",", "").split(" ");
    const [whole = "", fraction = ""] = figure.replace("-", "").split(".");
    const each = mgPer[unit] ?? 0n;
    const size = BigInt(whole) * each + (BigInt(fraction || "0") * each) / 10n ** BigInt(fraction.length);
    expect(figure.startsWith("-") ? -size : size).toBe(BigInt(massMg));
  }));
});

test("a mass beyond exact integers is refused rather than shown wrong", () => {
  expect(() => formatMass(2 ** 53)).toThrow(RangeError);
  expect(() => formatMass(0.5)).toThrow(RangeError);
});

test("days and minutes are those of Asia/Shanghai whatever the machine's zone", () => {
  expect(formatDay("2026-11-22T16:00:00Z")).toBe("2026-11-23");
  expect(formatDay("2026-11-23")).toBe("2026-11-23");
  expect(formatMinute(Date.UTC(2026, 10, 23, 1, 5))).toBe("2026-11-23 09:05");
});

test("numbers are grouped", () => {
  expect(formatNumber(1234567.5)).toBe("1,234,567.5");
  expect(formatNumber(-1234, 1)).toBe("−1,234.0");
});
