import { describe, expect, it } from "vitest";
import { DAY_ZERO, KG, T, aPermit, onDay } from "../../testing/builders.ts";
import { buyer, document, outsider, receipt, row, sale, seller, shown, stock, voidOf } from "../../testing/judging.ts";
import { DAY_MS } from "../shanghai-day.ts";
import { permitBalance } from "../permit-draw.ts";

describe("no-permit", () => {
  it("is raised by a receipt without a purchase document or with an unknown one, and healed when the document is registered", () => {
    expect(shown("no-permit", [sale(), receipt()])).toEqual([]);
    expect(shown("no-permit", [sale(), receipt({ permit: null })])).toMatchObject([{ enterprise: buyer.uscc, severity: "high", inputs: { document: "purchase", reason: "not-stated" } }]);
    expect(shown("no-permit", [receipt({ permit: "GM-2" })])).toMatchObject([{ inputs: { number: "GM-2", reason: "not-on-register" } }]);
    expect(shown("no-permit", [receipt({ permit: "GM-2" })], { permits: [aPermit(buyer.uscc, { number: "GM-2" })] })).toEqual([]);
  });

  it("is one finding for partial receipts of one shipment", () => {
    const findings = shown("no-permit", [receipt({ permit: null }), receipt({ permit: null, declarationId: "rest" })]);
    expect(findings).toMatchObject([{ massMg: 2_000 * KG, declarations: [`${buyer.uscc}/receipt`, `${buyer.uscc}/rest`] }]);
  });

  it("asks for a transport document only across the city border", () => {
    expect(shown("no-permit", [sale()])).toEqual([]);
    const abroad = sale({ counterparty: outsider.uscc });
    expect(shown("no-permit", [abroad])).toMatchObject([{ enterprise: seller.uscc, inputs: { document: "transport" } }]);
    const carried = aPermit(seller.uscc, { kind: "transport", number: "YS-1", counterparty: outsider.uscc, origin: "500102", destination: "520000" });
    expect(shown("no-permit", [{ ...abroad, transportPermit: "YS-1" }], { permits: [carried] })).toEqual([]);
  });

  it("asks for licences for import and export", () => {
    expect(shown("no-permit", [row(seller, "i", "import", { counterparty: "DE:Example" }), row(seller, "e", "export", { counterparty: "DE:Example", massMg: KG })])).toHaveLength(2);
  });

  it("asks for no import licence below a mixture's threshold of content", () => {
    const thinner = (contentPpm: number) => row(seller, "i", "import", { counterparty: "DE:Example", contentPpm });
    expect(shown("no-permit", [thinner(400_000)])).toEqual([]);
    expect(shown("no-permit", [thinner(400_001)])).toHaveLength(1);
  });

  it("is not raised before the substance was listed", () => {
    const later = [{ ...receipt({ permit: null }), substanceId: "not-in-catalogue" }];
    expect(shown("no-permit", later)).toEqual([]);
  });
});

describe("permit-expired", () => {
  const short = aPermit(buyer.uscc, { validFrom: DAY_ZERO, validTo: DAY_ZERO + 11 * DAY_MS });
  it("is raised outside the validity, both days inclusive, once for the seller's and the buyer's row", () => {
    expect(shown("permit-expired", [receipt()], { permits: [short] })).toEqual([]);
    const late = [sale({ permit: "GM-1", occurredAt: onDay(12) }), receipt({ occurredAt: onDay(12, 15) })];
    expect(shown("permit-expired", late, { permits: [short] })).toMatchObject([{ massMg: 1_000 * KG, inputs: { reason: "expired", validTo: "2026-01-12" }, declarations: [`${seller.uscc}/sale`, `${buyer.uscc}/receipt`] }]);
    expect(shown("permit-expired", [receipt({ occurredAt: DAY_ZERO - 1 })], { permits: [short] })).toMatchObject([{ inputs: { reason: "not-yet-valid" } }]);
  });

  it("is healed when the document's validity is registered rightly", () => {
    expect(shown("permit-expired", [receipt({ occurredAt: onDay(12) })], { permits: [document] })).toEqual([]);
  });
});

describe("permit-mismatch", () => {
  it("says in what the document differs", () => {
    const wrong = aPermit(seller.uscc, { number: "GM-1", counterparty: outsider.uscc, substanceId: "acetone" });
    expect(shown("permit-mismatch", [receipt()], { permits: [wrong] })).toMatchObject([{ inputs: { reasons: ["counterparty", "holder", "substance"] } }]);
    expect(shown("permit-mismatch", [receipt()], { permits: [aPermit(buyer.uscc, { kind: "operation" })] })).toMatchObject([{ inputs: { reasons: ["kind"] } }]);
  });

  it("is not raised by a fitting document, and healed by voiding the row", () => {
    const exact = aPermit(buyer.uscc, { counterparty: seller.uscc });
    expect(shown("permit-mismatch", [sale({ permit: "GM-1" }), receipt()], { permits: [exact] })).toEqual([]);
    const other = receipt({ counterparty: outsider.uscc });
    expect(shown("permit-mismatch", [other], { permits: [exact] })).toHaveLength(1);
    expect(shown("permit-mismatch", [other, voidOf(other)], { permits: [exact] })).toEqual([]);
  });

  it("knows a firm's place by the code of its registration and by that of its unit today, whichever the document states", () => {
    const moved = { ...seller, district: "500105", unitCode: "500157" };
    const carry = (origin: string, destination: string) => {
      const world = { enterprises: [moved, { ...buyer, district: "500112", unitCode: "500157" }], permits: [aPermit(moved.uscc, { kind: "transport", number: "YS-1", origin, destination })] };
      return shown("permit-mismatch", [sale({ transportPermit: "YS-1" })], world).map(({ inputs }) => inputs["reasons"]);
    };
    expect([carry("500157", "500157"), carry("500105", "500112"), carry("500157", "500112")]).toEqual([[], [], []]);
    expect(carry("500112", "500105")).toEqual([["destination", "origin"]]);
  });

  it("compares places of transport by area, and countries of export", () => {
    const carried = aPermit(seller.uscc, { kind: "transport", number: "YS-1", origin: "500000", destination: "510000" });
    expect(shown("permit-mismatch", [sale({ counterparty: outsider.uscc, transportPermit: "YS-1" })], { permits: [carried] })).toMatchObject([{ inputs: { reasons: ["destination"] } }]);
    const licence = aPermit(seller.uscc, { kind: "export", number: "CK-1", destination: "DE" });
    expect(shown("permit-mismatch", [row(seller, "e", "export", { counterparty: "DE:Example", permit: "CK-1" })], { permits: [licence] })).toEqual([]);
    expect(shown("permit-mismatch", [row(seller, "e", "export", { counterparty: "FR:Example", permit: "CK-1" })], { permits: [licence] })).toMatchObject([{ inputs: { reasons: ["destination"] } }]);
  });
});

describe("permit-overdrawn", () => {
  const small = aPermit(buyer.uscc, { quantityMg: 1_500 * KG });
  const second = receipt({ declarationId: "second", shipment: "S2", occurredAt: onDay(14) });
  it("is raised by the receipt that exceeds the quantity, and healed by voiding it", () => {
    expect(shown("permit-overdrawn", [receipt()], { permits: [small] })).toEqual([]);
    expect(shown("permit-overdrawn", [second, receipt()], { permits: [small] })).toMatchObject([{ massMg: 500 * KG, since: onDay(14), declarations: [`${buyer.uscc}/second`] }]);
    expect(shown("permit-overdrawn", [receipt(), second, voidOf(second)], { permits: [small] })).toEqual([]);
  });

  it("leaves what is left of a document to be asked", () => {
    const draw = { key: "k", unitCode: "500102", movement: "m", substanceId: "toluene", massMg: 400 * KG, at: 0 };
    expect(permitBalance(small, [draw, { ...draw, substanceId: "acetone" }])).toEqual({ quantityMg: 1_500 * KG, drawnMg: 400 * KG, leftMg: 1_100 * KG, shipments: 1 });
  });
});

describe("permit-reused", () => {
  const once = aPermit(buyer.uscc, { uses: "single" });
  const again = receipt({ declarationId: "again", shipment: "S2", occurredAt: onDay(14) });
  it("is raised when a single-use document serves two shipments, not for partial receipts of one, and healed by a void", () => {
    expect(shown("permit-reused", [receipt(), receipt({ declarationId: "rest" })], { permits: [once] })).toEqual([]);
    expect(shown("permit-reused", [receipt(), again], { permits: [once] })).toMatchObject([{ inputs: { shipments: 2 }, massMg: 1_000 * KG, rule: { citation: { verified: false } } }]);
    expect(shown("permit-reused", [receipt(), again, voidOf(again)], { permits: [once] })).toEqual([]);
    expect(shown("permit-reused", [receipt(), again])).toEqual([]);
  });
});

describe("over-purchase", () => {
  const year = aPermit(buyer.uscc, { quantityMg: T, validTo: DAY_ZERO + 20 * DAY_MS });
  const more = receipt({ declarationId: "more", shipment: "S2", permit: null, occurredAt: onDay(40) });
  it("sums a calendar year over all documents valid in it, and is healed by another document", () => {
    expect(shown("over-purchase", [receipt()], { permits: [year] })).toEqual([]);
    expect(shown("over-purchase", [receipt(), more], { permits: [year] })).toMatchObject([{ massMg: 1_000 * KG, since: onDay(40), inputs: { year: 2026, documents: ["GM-1"] } }]);
    expect(shown("over-purchase", [receipt(), more], { permits: [year, { ...year, number: "GM-2" }] })).toEqual([]);
  });

  it("is silent without any document, and does not mix years", () => {
    expect(shown("over-purchase", [receipt(), more], { permits: [] })).toEqual([]);
    const before = { ...more, occurredAt: onDay(-1) };
    expect(shown("over-purchase", [receipt(), before], { permits: [year] })).toEqual([]);
  });
});

describe("late-report", () => {
  const late = (days: number, substanceId = "toluene") => [stock(), sale({ substanceId, reportedAt: onDay(10 + days, 23) })];
  it("is raised beyond 30 calendar days for class 3 and 5 for class 1, and ends with the row", () => {
    expect(shown("late-report", late(30))).toEqual([]);
    expect(shown("late-report", late(31))).toMatchObject([{ inputs: { lateDays: 1, periodDays: 30 } }]);
    expect(shown("late-report", late(5, "piperonal"))).toEqual([]);
    expect(shown("late-report", late(6, "piperonal"))).toMatchObject([{ inputs: { periodDays: 5 }, severity: "medium" }]);
    const [, row31] = late(31);
    if (row31 !== undefined) expect(shown("late-report", [row31, voidOf(row31)])).toEqual([]);
  });
});
