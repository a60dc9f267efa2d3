import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Declaration } from "../contract/declaration.ts";
import { KG, aCity, aDeclaration, aUscc, onDay } from "../testing/builders.ts";
import { matchAll } from "./judge-all.ts";
import { inTransitMg, type LaneMatch, type ShipmentGroup } from "./match-shipments.ts";
import { toleranceMg, varianceOf } from "./tolerance.ts";

const seller = aUscc(1);
const buyer = aUscc(2);
const sent = (id: string, part: Partial<Declaration> = {}) => aDeclaration(seller, id, "dispatch", { counterparty: buyer, shipment: "S1", lot: "L1", ...part });
const got = (id: string, part: Partial<Declaration> = {}) => aDeclaration(buyer, id, "receive", { counterparty: seller, shipment: "S1", lot: "L1", occurredAt: onDay(11), ...part });

const matchOf = (...rows: Declaration[]): LaneMatch => matchAll(rows)[0] ?? { pairings: [], unansweredDispatches: [], unansweredReceipts: [] };
const told = (match: LaneMatch) => {
  const names = (groups: readonly ShipmentGroup[]) => groups.flatMap((group) => [...group.dispatches, ...group.receipts].map((leg) => leg.key)).sort();
  return {
    pairs: match.pairings.map((pairing) => [pairing.how, ...new Set([...names(pairing.sent), ...names(pairing.received)])].join(" ")).sort(),
    dispatches: names(match.unansweredDispatches),
    receipts: names(match.unansweredReceipts),
  };
};

describe("matching of shipments", () => {
  it("pairs the same shipment and lot, several dispatches and partial receipts together", () => {
    const match = matchOf(sent("1"), sent("2"), got("3", { massMg: 500 * KG }), got("4", { massMg: 1_500 * KG }));
    expect(match.pairings.map((pairing) => pairing.how)).toEqual(["exact"]);
    expect(match.pairings[0]?.sent[0]?.receipts).toHaveLength(2);
  });

  it("pairs one waybill whose lot was written differently, and says so", () => {
    expect(matchOf(sent("1"), got("2", { lot: "L1a" })).pairings.map((pairing) => pairing.how)).toEqual(["lot-differs"]);
  });

  it("takes what one waybill lacks under one lot from its other lots, when the whole then agrees, and says so", () => {
    const whole = [sent("1"), got("2", { massMg: 600 * KG }), got("3", { lot: "L1b", massMg: 400 * KG })];
    expect(told(matchOf(...whole))).toEqual({ pairs: [`lot-differs ${seller}/1 ${buyer}/2 ${buyer}/3`], dispatches: [], receipts: [] });
    const swapped = [sent("1"), sent("2", { lot: "L2", massMg: 300 * KG }), got("3", { massMg: 300 * KG }), got("4", { lot: "L2" })];
    expect(told(matchOf(...swapped)).pairs).toEqual([`lot-differs ${seller}/1 ${seller}/2 ${buyer}/3 ${buyer}/4`]);
  });

  it("leaves the lots of a waybill by themselves when the whole does not agree either, and those that agree whatever else came", () => {
    const short = [sent("1"), got("2", { massMg: 600 * KG }), got("3", { lot: "L1b", massMg: 300 * KG })];
    expect(told(matchOf(...short))).toEqual({ pairs: [`exact ${seller}/1 ${buyer}/2`], dispatches: [], receipts: [`${buyer}/3`] });
    const agreed = [sent("1"), got("2"), got("3", { lot: "L1b", massMg: KG })];
    expect(told(matchOf(...agreed))).toEqual({ pairs: [`exact ${seller}/1 ${buyer}/2`], dispatches: [], receipts: [`${buyer}/3`] });
  });

  it("pairs a wrong waybill number when lot, mass and time fit, and says so", () => {
    expect(matchOf(sent("1"), got("2", { shipment: "S9" })).pairings.map((pairing) => pairing.how)).toEqual(["shipment-differs"]);
    expect(matchOf(sent("1", { shipment: null }), got("2", { shipment: null })).pairings.map((pairing) => pairing.how)).toEqual(["shipment-differs"]);
  });

  it("does not pair a wrong waybill number when mass, lot or time do not fit", () => {
    expect(matchOf(sent("1"), got("2", { shipment: "S9", massMg: 900 * KG })).pairings).toEqual([]);
    expect(matchOf(sent("1"), got("2", { shipment: "S9", lot: "L2" })).pairings).toEqual([]);
    expect(matchOf(sent("1"), got("2", { shipment: "S9", occurredAt: onDay(41) })).pairings).toEqual([]);
    expect(matchOf(sent("1"), got("2", { shipment: "S9", occurredAt: onDay(8) })).pairings).toEqual([]);
  });

  it("gives each of two equal dispatches the receipt nearest in time", () => {
    const match = matchOf(sent("1", { occurredAt: onDay(1) }), sent("2", { shipment: "S2", occurredAt: onDay(5) }), got("3", { shipment: "X", occurredAt: onDay(6) }), got("4", { shipment: "Y", occurredAt: onDay(2) }));
    expect(told(match).pairs).toEqual([`shipment-differs ${seller}/1 ${buyer}/4`, `shipment-differs ${seller}/2 ${buyer}/3`].sort());
  });

  it("does not depend on the order in which rows arrive", () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.nat(), { minLength: 120, maxLength: 120 }), (seed, ranks) => {
        const rows = aCity(seed, { enterprises: 3, days: 30, rows: 120 }).declarations.map((row, index) => ({ ...row, shipment: index % 4 === 0 ? "S" : row.shipment, massMg: 1_000 * KG }));
        const order = rows.map((row, index) => ({ row, rank: ranks[index] ?? 0 })).sort((a, b) => a.rank - b.rank);
        const all = (matches: LaneMatch[]) => matches.map((match) => JSON.stringify(told(match))).sort();
        expect(all(matchAll(order.map(({ row }) => row)))).toEqual(all(matchAll(rows)));
      }),
      { numRuns: 60 },
    );
  });

  it("answers every dispatch and receipt exactly once", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const rows = aCity(seed, { enterprises: 3, days: 30, rows: 120 }).declarations.filter((row) => row.kind === "dispatch" || row.kind === "receive");
        const legs = matchAll(rows).flatMap((match) => {
          const { pairs, dispatches, receipts } = told(match);
          return [...pairs.flatMap((pair) => pair.split(" ").slice(1)), ...dispatches, ...receipts];
        });
        expect(legs.sort()).toEqual(rows.map((row) => `${row.declarant}/${row.declarationId}`).sort());
      }),
      { numRuns: 60 },
    );
  });

  it("counts as in transit what was sent and not received by the moment asked about, weighing noise aside", () => {
    const match = matchOf(sent("1"), got("2", { massMg: 1_001 * KG, occurredAt: onDay(14) }), sent("3", { shipment: "S3", massMg: 7 * KG }));
    expect(inTransitMg(match, onDay(9))).toBe(0);
    expect(inTransitMg(match, onDay(12))).toBe(1_007 * KG);
    expect(inTransitMg(match, onDay(20))).toBe(7 * KG);
  });
});

describe("tolerance", () => {
  it("is 3 σ of all quantities together, and zero for counted goods", () => {
    expect(toleranceMg(varianceOf(1_000 * KG, 1_000) + varianceOf(1_000 * KG, 1_000))).toBe(Math.floor(3 * Math.sqrt(2) * KG));
    expect(toleranceMg(varianceOf(1_000 * KG, 0))).toBe(0);
  });
});
