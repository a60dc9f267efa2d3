import { expect, test } from "vitest";
import type { BalanceRow } from "../../contract/index.ts";
import { balanceCsv, balanceFlows, unaccountedMg, type FlowNames } from "./balance-flows.ts";

const names: FlowNames = { opening: "期初", closing: "期末", substance: (id) => id, others: (count) => `其余 ${count}`, into: (kind) => `收 ${kind}`, outOf: (kind) => `支 ${kind}` };
const balance = (substanceId: string, openingMg: number): BalanceRow => ({ substanceId, openingMg, inMg: { receive: 30, shortfall: 5 }, outMg: { consume: 12, stocktake: 3 }, closingMg: openingMg + 35 - 15, inTransitMg: 0, mufMg: 3 });

test("what flows into every substance flows out of it, to the milligram, also through the substances added up", () => {
  const { flows } = balanceFlows(Array.from({ length: 20 }, (_, i) => balance(`s${i}`, 100 + i)), names);
  for (const middle of new Set(flows.filter(({ target }) => target !== "期末" && !target.startsWith("支")).map(({ target }) => target))) {
    const sum = (side: "source" | "target") => flows.filter((flow) => flow[side] === middle).reduce((total, { massMg }) => total + massMg, 0);
    expect(sum("target"), middle).toBe(sum("source"));
  }
  expect(flows.some(({ target }) => target === "其余 12")).toBe(true);
});

test("mass of undeclared origin and mass missing at a count are unaccounted for; a count above the book is not", () => {
  expect(unaccountedMg(balance("acetone", 0))).toBe(8);
  // Another book's count above it hides nothing of what is missing here.
  expect(unaccountedMg({ ...balance("acetone", 0), inMg: { receive: 30, shortfall: 5, stocktake: 12 }, mufMg: -9 })).toBe(8);
});

test("the spreadsheet carries kilograms with every digit and no grouping", () => {
  const csv = balanceCsv([{ ...balance("acetone", 1_234_567_890_123), mufMg: -1_000_001 }], names, { substance: "品种", id: "编号", inTransit: "在途", muf: "差异" });
  expect(csv).toContain("1234567.890123");
  expect(csv).toContain("-1.000001");
});
