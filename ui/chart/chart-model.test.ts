import { expect, test } from "vitest";
import { sankeyOfMass } from "./sankey.ts";
import { timeSeries } from "./time-series.ts";

test("the table behind a balance shows every flow with every digit, also flows of nothing that are not drawn", () => {
  const model = sankeyOfMass([{ source: "期初", target: "丙酮", massMg: 1_234_567 }, { source: "进口", target: "丙酮", massMg: 0 }], { from: "从", to: "到", mass: "质量" });
  expect(model.rows.map((row) => row.cells)).toEqual([["期初", "丙酮", "1.234567 kg"], ["进口", "丙酮", "0 kg"]]);
  expect(model.option.series).toMatchObject([{ links: [{ value: 1_234_567 }] }]);
});

test("masses over time are tabled in kilograms, and an unknown month is blank, not zero", () => {
  const model = timeSeries({ times: ["2026-01", "2026-02"], timeLabel: "月", isMassMg: true, series: [{ name: "购入", values: [1_500_000, null] }] });
  expect(model.header).toEqual(["月", "购入 (kg)"]);
  expect(model.rows.map((row) => row.cells)).toEqual([["2026-01", "1.5"], ["2026-02", ""]]);
});
