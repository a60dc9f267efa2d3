import { describe, expect, it } from "vitest";
import { DAY_ZERO, KG, T, aPermit, aSubstance, onDay } from "../../testing/builders.ts";
import { buyer, document, receipt, row, sale, seller, shown } from "../../testing/judging.ts";
import type { FindingKind } from "../../contract/finding.ts";
import type { Declaration } from "../../contract/declaration.ts";
import { DAY_MS } from "../shanghai-day.ts";

/** Toluene, listed from the hundredth day on. */
const catalogue = [aSubstance({ validFrom: onDay(100, 0) })];
const found = (kind: FindingKind, rows: readonly Declaration[], permits = [document]) => shown(kind, rows, { catalogue, permits, at: onDay(300) });
const before = { occurredAt: onDay(99) };
const after = { occurredAt: onDay(100) };

describe("a substance that was not listed on the day", () => {
  it.each([
    ["unmatched-dispatch", (day) => [sale(day)]],
    ["unmatched-receipt", (day) => [receipt(day)]],
    ["quantity-mismatch", (day) => [sale(day), receipt({ ...day, massMg: 900 * KG })]],
  ] satisfies [FindingKind, (day: { occurredAt: number }) => Declaration[]][])("raises no %s, and raises it from the day of its listing on", (kind, rows) => {
    expect(found(kind, rows(before))).toEqual([]);
    expect(found(kind, rows(after))).toHaveLength(1);
  });

  it("raises no overdue-transit", () => {
    const shownSoon = (day: { occurredAt: number }) => shown("overdue-transit", [sale(day)], { catalogue, at: onDay(115) });
    expect([shownSoon(before), shownSoon(after)].map((each) => each.length)).toEqual([0, 1]);
  });

  it("is not overdrawn nor used again on a document", () => {
    const twice = (day: { occurredAt: number }) => [receipt(day), receipt({ ...day, declarationId: "again", shipment: "S2" })];
    const small = [aPermit(buyer.uscc, { quantityMg: 1_500 * KG, uses: "single" })];
    expect([found("permit-overdrawn", twice(before), small), found("permit-reused", twice(before), small)]).toEqual([[], []]);
    expect([found("permit-overdrawn", twice(after), small), found("permit-reused", twice(after), small)].map((each) => each.length)).toEqual([1, 1]);
  });

  it("needs a document only for what is bought from the day of its listing on", () => {
    const year = [aPermit(buyer.uscc, { quantityMg: T, validTo: DAY_ZERO + 364 * DAY_MS })];
    const bought = [receipt({ ...before, massMg: 5 * T }), receipt({ ...after, declarationId: "more", shipment: "S2", massMg: T })];
    expect(found("over-purchase", bought, year)).toEqual([]);
    expect(found("over-purchase", [...bought, receipt({ ...after, declarationId: "most", shipment: "S3", massMg: 20 * KG })], year)).toMatchObject([{ massMg: 20 * KG, inputs: { receivedMg: T + 20 * KG } }]);
  });

  it("is still missed where a book gives out more than it held: no gram appears without a name", () => {
    expect(found("negative-stock", [row(seller, "use", "consume", before)])).toHaveLength(1);
  });
});
