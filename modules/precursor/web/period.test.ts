import { expect, test } from "vitest";
import { periodLabel, readPeriod, stepPeriod, wholeOf, writePeriod } from "./period.ts";

test("a period is whole days with both ends in it, and February of a leap year has its twenty-ninth day", () => {
  expect(wholeOf("month", "2028-02-11")).toMatchObject({ from: "2028-02-01", to: "2028-02-29" });
  expect(wholeOf("quarter", "2026-12-31")).toMatchObject({ from: "2026-10-01", to: "2026-12-31" });
  expect(wholeOf("year", "2026-06-01")).toMatchObject({ from: "2026-01-01", to: "2026-12-31" });
});

test("the address a period writes reads back as the same period", () => {
  for (const period of [wholeOf("year", "2025-03-02"), wholeOf("quarter", "2025-03-02"), wholeOf("month", "2025-03-02"), { kind: "custom", from: "2025-03-02", to: "2025-04-01" } as const]) {
    const { period: name, from, to } = writePeriod(period);
    expect(readPeriod(Object.fromEntries(Object.entries({ period: name, from, to }).filter((entry): entry is [string, string] => entry[1] !== undefined)), "2026-11-23")).toEqual(period);
  }
});

test("nonsense in the address is the present year", () => {
  expect(readPeriod({ period: "2026-Q7" }, "2026-11-23")).toMatchObject({ kind: "year", from: "2026-01-01" });
  expect(readPeriod({ from: "2026-05-01", to: "2026-04-01" }, "2026-11-23")).toMatchObject({ kind: "year" });
});

test("stepping back from January comes to December of the year before", () => {
  expect(periodLabel(stepPeriod(wholeOf("month", "2026-01-15"), -1)).zh).toBe("2025 年 12 月");
  expect(periodLabel(stepPeriod(wholeOf("quarter", "2026-10-15"), 1)).zh).toBe("2027 年第 1 季度");
});
