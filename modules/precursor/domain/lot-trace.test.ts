import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TraceView, traceToInterface, type LotMovement, type LotRef, type Trace } from "../contract/trace.ts";
import { KG, aCity, aDeclaration, aUscc, onDay } from "../testing/builders.ts";
import { matchAll } from "./judge-all.ts";
import { lotKeyOf, lotMovements, shareOut } from "./lot-movement.ts";
import { lotSubstances } from "./lot-substance.ts";
import { traceLot } from "./lot-trace.ts";
import { presentAsOf } from "./presence.ts";

const lot = (name: string, enterprise = "A"): LotRef => ({ enterprise, substanceId: "s", lot: name });
const move = (key: string, day: number, from: LotRef | null, to: LotRef | null, outMg: number, inMg = outMg): LotMovement => ({
  key,
  kind: from === null ? "produce" : to === null ? "consume" : "shipment",
  at: onDay(day),
  from,
  to,
  outMg,
  inMg,
  declarations: [key],
});
const attributed = (trace: Trace, name: string) => trace.nodes.find((node) => node.lot === name)?.attributedMg;

/** What comes into a lot = what leaves it + what rests, for the traced share, in the direction of the trace. */
function expectConserved(trace: Trace, direction: "forward" | "back", originId: string): void {
  for (const node of trace.nodes) {
    const leaving = trace.edges.filter((edge) => (direction === "forward" ? edge.from : edge.to) === node.id);
    const entering = trace.edges.filter((edge) => (direction === "forward" ? edge.to : edge.from) === node.id);
    const outMg = leaving.reduce((sum, edge) => sum + (direction === "forward" ? edge.attributedMg : edge.attributedArrivedMg), 0);
    const inMg = entering.reduce((sum, edge) => sum + (direction === "forward" ? edge.attributedArrivedMg : edge.attributedMg), 0);
    expect(node.attributedMg).toBe(outMg + node.heldMg);
    if (node.id !== originId) expect(node.attributedMg).toBe(inMg);
    expect(node.heldMg).toBeGreaterThanOrEqual(0);
    expect(node.attributedMg).toBeLessThanOrEqual(node.massMg);
  }
}

describe("lot trace", () => {
  const mixed = [
    move("p1", 0, null, lot("L1"), 100),
    move("p2", 0, null, lot("L2"), 300),
    move("s1", 1, lot("L1"), lot("M", "B"), 60),
    move("s2", 2, lot("L2"), lot("M", "B"), 180),
    move("s3", 3, lot("M", "B"), lot("N", "C"), 120),
    move("c1", 4, lot("N", "C"), null, 40),
  ];

  it("follows a lot forward through split and mix in proportion", () => {
    const trace = traceLot(mixed, lot("L1"), "forward");
    expect([attributed(trace, "L1"), attributed(trace, "M"), attributed(trace, "N"), attributed(trace, "L2")]).toEqual([100, 60, 30, undefined]);
    expect(trace.edges.map((edge) => [edge.key, edge.attributedMg])).toEqual([["s1", 60], ["s3", 30], ["c1", 10]]);
    expectConserved(trace, "forward", lotKeyOf(lot("L1")));
  });

  it("follows a lot back to its sources in proportion, whatever rests in the lots between", () => {
    const trace = traceLot(mixed, lot("N", "C"), "back");
    expect([attributed(trace, "N"), attributed(trace, "M"), attributed(trace, "L1"), attributed(trace, "L2")]).toEqual([120, 120, 30, 90]);
    expect(trace.edges.filter((edge) => edge.from === null).map((edge) => [edge.key, edge.attributedMg]).sort()).toEqual([["p1", 30], ["p2", 90]]);
    expectConserved(trace, "back", lotKeyOf(lot("N", "C")));
  });

  it("shows both directions around a lot with steps counted from it", () => {
    const trace = traceLot(mixed, lot("M", "B"), "both");
    expect(trace.nodes.map((node) => [node.lot, node.depth])).toEqual([["L1", -1], ["L2", -1], ["M", 0], ["N", 1]]);
    expect(TraceView.parse(traceToInterface(trace)).edges).toHaveLength(6);
  });

  it("ends on a cycle of lots and still conserves the mass", () => {
    const ring = [move("p", 0, null, lot("L1"), 100), move("a", 1, lot("L1"), lot("L2"), 80), move("b", 1, lot("L2"), lot("L1"), 50), move("c", 1, lot("L1"), lot("L2"), 20), move("self", 2, lot("L2"), lot("L2"), 10)];
    for (const direction of ["forward", "back"] as const) {
      const trace = traceLot(ring, lot("L1"), direction);
      expect(trace.truncated).toBe(false);
      expectConserved(trace, direction, lotKeyOf(lot("L1")));
    }
  });

  it("stops at its bounds and says so", () => {
    const chain = Array.from({ length: 40 }, (_, step) => move(`m${step}`, step, lot(`L${step}`), lot(`L${step + 1}`), 10));
    const trace = traceLot(chain, lot("L0"), "forward", { maxNodes: 100, maxMovements: 1_000, maxDepth: 20 });
    expect([trace.truncated, trace.nodes.length]).toEqual([true, 21]);
    expect(traceLot(chain, lot("L0"), "forward").nodes).toHaveLength(41);
  });

  it("does not attribute more to a receipt than was sent, and scales a transform by its yield", () => {
    const owner = aUscc(1);
    const buyer = aUscc(2);
    const rows = [
      aDeclaration(owner, "1", "produce", { lot: "L1", massMg: 100 * KG, occurredAt: onDay(0) }),
      aDeclaration(owner, "2", "dispatch", { lot: "L1", massMg: 50 * KG, counterparty: buyer, shipment: "S", occurredAt: onDay(1) }),
      aDeclaration(buyer, "3", "receive", { lot: "L1", massMg: 51 * KG, counterparty: owner, shipment: "S", occurredAt: onDay(2) }),
      aDeclaration(buyer, "4", "transform", { substanceId: "acetone", lot: "P", massMg: 20 * KG, inputs: [{ lot: "L1", massMg: 51 * KG }], occurredAt: onDay(3) }),
    ];
    const trace = traceLot(lotMovements(rows, matchAll(rows), lotSubstances(rows)), { enterprise: owner, substanceId: "toluene", lot: "L1" }, "forward");
    expect(trace.nodes.map((node) => [node.lot, node.substanceId, node.attributedMg])).toEqual([["L1", "toluene", 100 * KG], ["L1", "toluene", 50 * KG], ["P", "acetone", Math.round((20 * KG * 50) / 51)]]);
  });

  it("conserves mass for every lot of any city, forward and back", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const present = presentAsOf(aCity(seed, { enterprises: 4, days: 20, rows: 120 }).declarations, Infinity);
        const movements = lotMovements(present, matchAll(present), lotSubstances(present));
        const origins = new Map(movements.flatMap((movement) => [movement.from, movement.to]).flatMap((ref) => (ref === null ? [] : [[lotKeyOf(ref), ref] as const])));
        for (const [id, origin] of [...origins].slice(0, 12)) {
          expectConserved(traceLot(movements, origin, "forward"), "forward", id);
          expectConserved(traceLot(movements, origin, "back"), "back", id);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("shares a mass out in whole milligrams without losing one", () => {
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.nat(), { minLength: 1 }), (total, weights) => {
        expect(shareOut(total, weights).reduce((sum, share) => sum + share, 0)).toBe(total);
      }),
    );
  });
});
