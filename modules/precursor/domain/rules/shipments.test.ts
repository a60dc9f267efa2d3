import { describe, expect, it } from "vitest";
import { FindingView, findingToInterface } from "../../contract/finding.ts";
import { KG, onDay } from "../../testing/builders.ts";
import { receipt, sale, shown, stock, voidOf } from "../../testing/judging.ts";
import { judgeAll } from "../judge-all.ts";
import { SUBSTANCES } from "../../testing/builders.ts";
import { buyer, document, seller } from "../../testing/judging.ts";

describe("two books that agree", () => {
  it("raise nothing", () => {
    expect(judgeAll({ declarations: [stock(), sale(), receipt()], enterprises: [seller, buyer], permits: [document], catalogue: SUBSTANCES, at: onDay(200) })).toEqual([]);
  });
});

describe("unmatched-dispatch", () => {
  it("is raised 30 days after a dispatch nobody declared receiving, not before, and healed by the receipt", () => {
    expect(shown("unmatched-dispatch", [sale()], { at: onDay(40, 9) })).toEqual([]);
    const [finding] = shown("unmatched-dispatch", [sale()], { at: onDay(40) });
    expect(finding).toMatchObject({ enterprise: seller.uscc, counterparty: buyer.uscc, shipment: "S1", lot: "L1", massMg: 1_000 * KG, since: onDay(10), declarations: [`${seller.uscc}/sale`] });
    expect(finding?.words.zh).toContain("2026-01-11 发出甲苯 1 吨");
    expect(shown("unmatched-dispatch", [sale(), receipt()])).toEqual([]);
    expect(shown("unmatched-dispatch", [sale(), voidOf(sale())])).toEqual([]);
  });

  it("has the form other programs read", () => {
    const [finding] = shown("unmatched-dispatch", [sale()]);
    const view = finding === undefined ? null : findingToInterface(finding, "00000000-0000-0000-0000-000000000000", "open");
    expect(FindingView.parse(view)).toMatchObject({ substance: "toluene", mass_mg: 1_000 * KG, since: "2026-01-11T10:00:00+08:00", rule: { code: "unmatched-dispatch", version: "1", citation: { verified: true } }, status: "open" });
  });
});

describe("overdue-transit", () => {
  it("is raised at 10 days, closes itself when it becomes unmatched, and is healed by a receipt however late", () => {
    expect(shown("overdue-transit", [sale()], { at: onDay(20, 9) })).toEqual([]);
    expect(shown("overdue-transit", [sale()], { at: onDay(20) })).toHaveLength(1);
    expect(shown("overdue-transit", [sale()], { at: onDay(40) })).toEqual([]);
    expect(shown("overdue-transit", [sale(), receipt({ occurredAt: onDay(25) })], { at: onDay(26) })).toEqual([]);
  });
});

describe("unmatched-receipt", () => {
  it("is raised when the seller's filing period for a class 3 sale has passed, and healed by the seller's row", () => {
    expect(shown("unmatched-receipt", [receipt()], { at: onDay(41, 23) })).toEqual([]);
    expect(shown("unmatched-receipt", [receipt()], { at: onDay(42) })).toMatchObject([{ enterprise: buyer.uscc, counterparty: seller.uscc, inputs: { periodDays: 30 } }]);
    expect(shown("unmatched-receipt", [receipt(), sale()])).toEqual([]);
  });

  it("is raised after five days for class 1", () => {
    const piperonal = receipt({ substanceId: "piperonal" });
    expect(shown("unmatched-receipt", [piperonal], { at: onDay(16) })).toEqual([]);
    expect(shown("unmatched-receipt", [piperonal], { at: onDay(17) })).toMatchObject([{ severity: "high" }]);
  });
});

describe("quantity-mismatch", () => {
  it("is raised at once beyond 3 σ, says by how much, and is healed by the rest of the delivery", () => {
    const [finding] = shown("quantity-mismatch", [sale(), receipt({ massMg: 900 * KG })], { at: onDay(11) });
    expect(finding).toMatchObject({ massMg: 100 * KG, inputs: { differenceMg: 100 * KG, how: "exact" } });
    expect(finding?.words.zh).toContain("少 100 千克");
    expect(shown("quantity-mismatch", [sale(), receipt({ massMg: 900 * KG }), receipt({ declarationId: "rest", massMg: 100 * KG, occurredAt: onDay(12) })])).toEqual([]);
  });

  it("is not raised by weighing noise, and is raised by one gram of counted goods", () => {
    expect(shown("quantity-mismatch", [sale(), receipt({ massMg: 996 * KG })])).toEqual([]);
    expect(shown("quantity-mismatch", [sale({ sigmaPpm: 0 }), receipt({ massMg: 1_000 * KG - 1_000, sigmaPpm: 0 })])).toMatchObject([{ massMg: 1_000 }]);
  });

  it("is not raised, nor is anything left unmatched, when the two books agree about the whole shipment and not about its lots", () => {
    const halves = [stock(), sale(), receipt({ massMg: 600 * KG }), receipt({ declarationId: "other-lot", lot: "L1b", massMg: 400 * KG })];
    expect(judgeAll({ declarations: halves, enterprises: [seller, buyer], permits: [document], catalogue: SUBSTANCES, at: onDay(200) })).toEqual([]);
  });

  it("names the lots' difference when it paired them by the waybill", () => {
    expect(shown("quantity-mismatch", [sale(), receipt({ lot: "L9", massMg: 500 * KG })])).toMatchObject([{ inputs: { how: "lot-differs" } }]);
  });
});
