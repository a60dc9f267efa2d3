import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Declaration } from "../../contract/declaration.ts";
import type { Trace } from "../../contract/trace.ts";
import { matchAll } from "../../domain/judge-all.ts";
import { lotMovements } from "../../domain/lot-movement.ts";
import { lotSubstances } from "../../domain/lot-substance.ts";
import { traceLot } from "../../domain/lot-trace.ts";
import { presentAsOf } from "../../domain/presence.ts";
import { aCity, aDeclaration, chance, anEnterprise, KG, onDay } from "../../testing/builders.ts";
import { inTwoUnits, loadCity, system } from "../../testing/loaded-city.ts";
import { useTestHouse } from "#test/database.ts";
import { computeTrace, type TraceQuery } from "./compute-trace.ts";

const sorted = (trace: Trace) => ({ nodes: [...trace.nodes].sort((a, b) => (a.id < b.id ? -1 : 1)), edges: [...trace.edges].sort((a, b) => (a.key < b.key ? -1 : 1)), truncated: trace.truncated });

describe("the trace of a lot", () => {
  const house = useTestHouse();
  const compute = (query: TraceQuery) => house.gate.act(system, "test.trace", ({ tx }) => computeTrace(tx, query));

  /** Random cities, changed as told: every lot's trace is the one the rows of the whole city give. */
  async function agreesFor(changed: (declarations: readonly Declaration[], random: () => number) => Declaration[]): Promise<void> {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom("forward", "back", "both"), async (seed, direction) => {
        const whole = inTwoUnits(aCity(seed, { enterprises: 5, days: 60, rows: 120 }));
        const { rows } = await loadCity(house, { ...whole, declarations: changed(whole.declarations, chance(seed)) });
        const present = presentAsOf(rows, Infinity);
        const movements = lotMovements(present, matchAll(present), lotSubstances(present));
        for (const { declarant, lot, substanceId } of present.filter((row) => row.lot !== null && row.kind !== "stocktake").slice(0, 8)) {
          const origin = { enterprise: declarant, substanceId, lot: lot ?? "" };
          const found = await compute({ enterprise: declarant, lot: lot ?? "", substance: substanceId, direction });
          expect(sorted(found)).toEqual(sorted(traceLot(movements, origin, direction)));
          compared += found.edges.length;
        }
      }),
      { numRuns: 15 },
    );
    expect(compared).toBeGreaterThan(100);
  }

  it("finds through sales, renamed lots, transforms and other units' books what the rows of the whole city say", () => agreesFor((declarations) => [...declarations]), 120_000);

  it("finds as much where every third row was booked without a lot", () => agreesFor((declarations, random) => declarations.map((row) => (random() < 1 / 3 ? { ...row, lot: null } : row))), 120_000);

  it("goes on where the receiver booked a lot without its number, and says what became of it", async () => {
    const [maker, buyer, last] = [anEnterprise(1), anEnterprise(2), anEnterprise(3)];
    const sale = { lot: "L1", massMg: 100 * KG, shipment: "S1" };
    const declarations = [
      aDeclaration(maker.uscc, "made", "produce", { lot: "L1", massMg: 100 * KG, occurredAt: onDay(0) }),
      aDeclaration(maker.uscc, "out", "dispatch", { ...sale, counterparty: buyer.uscc, occurredAt: onDay(1) }),
      aDeclaration(buyer.uscc, "in", "receive", { ...sale, lot: null, counterparty: maker.uscc, occurredAt: onDay(2) }),
      aDeclaration(buyer.uscc, "used", "consume", { massMg: 60 * KG, occurredAt: onDay(3) }),
      aDeclaration(buyer.uscc, "on", "dispatch", { massMg: 40 * KG, shipment: "S2", counterparty: last.uscc, occurredAt: onDay(4) }),
      aDeclaration(last.uscc, "end", "receive", { massMg: 40 * KG, lot: "L9", shipment: "S2", counterparty: buyer.uscc, occurredAt: onDay(5) }),
    ];
    await loadCity(house, { enterprises: [maker, buyer, last], permits: [], catalogue: [], declarations });
    const forward = await compute({ enterprise: maker.uscc, lot: "L1", direction: "forward" });
    expect(forward.nodes.map(({ enterprise, lot, heldMg }) => [enterprise, lot, heldMg])).toEqual([[maker.uscc, "L1", 0], [buyer.uscc, "", 0], [last.uscc, "L9", 40 * KG]]);
    expect(forward.edges.map((edge) => edge.kind)).toContain("consume");
    const back = await compute({ enterprise: last.uscc, lot: "L9", direction: "back" });
    expect(back.edges.map((edge) => edge.kind)).toContain("produce");
  });

  it("begins at what the transforms take a lot for that nothing else names", async () => {
    const maker = anEnterprise(1);
    const declarations = [
      aDeclaration(maker.uscc, "first", "transform", { substanceId: "toluene", lot: "M", massMg: 90 * KG, inputs: [{ lot: "X", massMg: 100 * KG }], occurredAt: onDay(1) }),
      aDeclaration(maker.uscc, "second", "transform", { substanceId: "acetone", lot: "N", massMg: 80 * KG, inputs: [{ lot: "M", massMg: 90 * KG }], occurredAt: onDay(2) }),
    ];
    await loadCity(house, { enterprises: [maker], permits: [], catalogue: [], declarations });
    const forward = await compute({ enterprise: maker.uscc, lot: "X", direction: "forward" });
    expect(forward.nodes.map(({ substanceId, lot }) => [substanceId, lot])).toEqual([["toluene", "X"], ["toluene", "M"], ["acetone", "N"]]);
    await expect(compute({ enterprise: maker.uscc, lot: "X", substance: "acetone", direction: "forward" })).rejects.toMatchObject({ code: "precursor.lot.unknown" });
  });

  it("follows one lot through twenty enterprises of two units, forwards and back to where it was made", async () => {
    const chain = Array.from({ length: 21 }, (_, i) => anEnterprise(i + 1));
    const declarations = chain.flatMap((each, i) => {
      const next = chain[i + 1];
      const start = i === 0 ? [aDeclaration(each.uscc, "made", "produce", { lot: "A", massMg: 1_000 * KG, occurredAt: onDay(0) })] : [];
      if (next === undefined) return start;
      const sale = { lot: "A", massMg: 1_000 * KG, shipment: `S${i}` };
      return [...start, aDeclaration(each.uscc, `out${i}`, "dispatch", { ...sale, counterparty: next.uscc, occurredAt: onDay(i * 2) }), aDeclaration(next.uscc, `in${i}`, "receive", { ...sale, counterparty: each.uscc, occurredAt: onDay(i * 2 + 1) })];
    });
    await loadCity(house, inTwoUnits({ enterprises: chain, permits: [], catalogue: [], declarations }));
    const first = chain[0]?.uscc ?? "";
    const last = chain[20]?.uscc ?? "";
    const forward = await compute({ enterprise: first, lot: "toluene-A", direction: "forward" });
    expect(forward.nodes).toHaveLength(21);
    expect(forward.nodes.at(-1)).toMatchObject({ enterprise: last, depth: 20, heldMg: 1_000 * KG });
    const back = await compute({ enterprise: last, lot: "toluene-A", direction: "back" });
    expect(back.edges.map((edge) => edge.kind)).toContain("produce");
    expect(back.nodes).toHaveLength(21);
  });

  it("refuses a lot that is not in the book asked about", async () => {
    await expect(compute({ enterprise: anEnterprise(1).uscc, lot: "no such lot", direction: "both" })).rejects.toMatchObject({ code: "precursor.lot.unknown", data: { lot: "no such lot" } });
    await expect(compute({ enterprise: anEnterprise(99).uscc, lot: "A", direction: "both" })).rejects.toMatchObject({ code: "precursor.lot.unknown" });
    await expect(compute({ enterprise: anEnterprise(1).uscc, lot: "toluene-A", substance: "acetone", direction: "both" })).rejects.toMatchObject({ code: "precursor.lot.unknown" });
  });
});
