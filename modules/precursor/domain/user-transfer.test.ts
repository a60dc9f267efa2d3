import { describe, expect, test } from "vitest";
import type { Enterprise } from "../contract/enterprise.ts";
import type { FindingKind } from "../contract/finding.ts";
import { aDeclaration, aSubstance, aUscc, anEnterprise, KG, onDay, SUBSTANCES } from "../testing/builders.ts";
import { judgeAll } from "./judge-all.ts";
import { userTransferPeriod } from "./user-transfer.ts";

const giver = anEnterprise(21, { activities: ["use"] });
const taker = anEnterprise(22, { activities: ["use"], unitCode: "500109", district: "500109" });
const toluene = aSubstance();
const isTransfer = (from: Partial<Enterprise> = {}, to: Partial<Enterprise> = {}, substance = toluene, at = onDay(10)) => userTransferPeriod({ ...giver, ...from }, { ...taker, ...to }, substance, at) !== null;

const given = (daysLater: number, part: object = {}) => aDeclaration(giver.uscc, "given", "dispatch", { counterparty: taker.uscc, shipment: "Z1", lot: "L1", massMg: 20 * KG, reportedAt: onDay(10 + daysLater, 23), ...part });
const taken = aDeclaration(taker.uscc, "taken", "receive", { unitCode: "500109", counterparty: giver.uscc, shipment: "Z1", lot: "L1", massMg: 20 * KG });
const found = (kind: FindingKind, row: ReturnType<typeof given>, enterprises = [giver, taker]) => judgeAll({ declarations: [row], enterprises, permits: [], catalogue: SUBSTANCES, at: onDay(60) }).filter((finding) => finding.kind === kind);

describe("what firms that use precursors pass on to each other (Chongqing Drug Control Regulation arts. 22, 50)", () => {
  test("is a transfer between firms of Chongqing of which the giver may not sell, since March 2013, and of no drug", () => {
    expect(isTransfer()).toBe(true);
    expect(isTransfer({}, { activities: ["use", "operation"] })).toBe(true);
    expect(["production", "operation", "import"].map((activity) => isTransfer({ activities: ["use", activity as "operation"] }))).toEqual([false, false, false]);
    expect([isTransfer({ activities: ["transport"] }), isTransfer({}, { activities: ["operation"] })]).toEqual([false, false]);
    expect([isTransfer({ district: "520102" }), isTransfer({}, { district: "520102" })]).toEqual([false, false]);
    expect(isTransfer({}, {}, aSubstance({ class: 1, drugType: true }))).toBe(false);
    expect(isTransfer({}, {}, aSubstance({ class: 1 }))).toBe(true);
    expect([isTransfer({}, {}, toluene, Date.parse("2013-02-28T23:59:59+08:00")), isTransfer({}, {}, toluene, Date.parse("2013-03-01T00:00:00+08:00"))]).toEqual([false, true]);
  });

  test("is filed late after the third day of delivery, and the finding names that law and not the thirty days of a sale", () => {
    expect(found("late-report", given(3))).toEqual([]);
    const [late] = found("late-report", given(4));
    expect(late).toMatchObject({ inputs: { periodDays: 3, lateDays: 1 }, rule: { citation: { zh: "《重庆市禁毒条例》（2012年修订）第二十二条、第五十条", grade: "L", verified: true } } });
    expect(late?.words.zh).toContain("转让、赠送或者出借");
    expect(found("late-report", given(25))).toMatchObject([{ inputs: { lateDays: 22 } }]);
    expect(found("late-report", given(25), [{ ...giver, activities: ["use", "operation"] }, taker])).toEqual([]);
  });

  test("is not told as a sale by a firm that may not sell, from neither book; to another province it is", () => {
    expect([...found("unlicensed-party", given(0)), ...found("unlicensed-party", taken)]).toEqual([]);
    const away = anEnterprise(23, { activities: ["use"], district: "520102", uscc: aUscc(23, "520102") });
    expect(found("unlicensed-party", given(0, { counterparty: away.uscc }), [giver, away])).toMatchObject([{ enterprise: giver.uscc, inputs: { reason: "no-activity-sell" } }]);
    expect(found("unlicensed-party", given(0), [giver])).toMatchObject([{ inputs: { reason: "no-activity-sell" } }, { inputs: { reason: "not-on-register" } }]);
  });
});
