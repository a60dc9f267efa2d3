import { expect, test } from "vitest";
import { edgesAt, traceGraph, type Trace, type TraceEdge, type TraceNode } from "./trace-graph.ts";

const KG = 1_000_000;
const node = (id: string, depth: number): TraceNode => ({ id, enterprise: id, enterpriseName: null, lot: "", substanceId: "toluene", massMg: KG, attributedMg: KG, heldMg: 0, depth });
const edge = (id: string, movement: TraceEdge["movement"], from: string | null, to: string | null): TraceEdge => ({ id, movement, at: "2026-01-01T00:00:00Z", from, to, massMg: KG, arrivedMg: KG, attributedMg: KG, attributedArrivedMg: KG, declarations: [] });
const trace: Trace = { nodes: [node("a", 0), node("b", 1)], edges: [edge("1", "produce", null, "a"), edge("2", "shipment", "a", "b"), edge("3", "consume", "b", null), edge("4", "consume", "b", null), edge("5", "dispatch", "b", null)], truncated: false };
const speech = { say: ({ zh }: { zh: string }) => zh, substance: (id: string) => id };

test("a lot used up in many steps shows one node of use with the sum, and the steps behind it", () => {
  const graph = traceGraph(trace, speech);
  const used = graph.nodes.find(({ label }) => label.startsWith("使用"));
  expect(used?.label).toBe("使用 2 kg");
  expect(edgesAt(trace, used?.id ?? "").map(({ id }) => id)).toEqual(["3", "4"]);
});

test("every edge of the picture joins two nodes that are in it", () => {
  const graph = traceGraph(trace, speech);
  const ids = new Set(graph.nodes.map(({ id }) => id));
  expect(graph.edges).toHaveLength(4);
  for (const { source, target } of graph.edges) expect([ids.has(source), ids.has(target)]).toEqual([true, true]);
});

test("a dispatch nobody received is marked as such, not as material that left the books", () => {
  expect(traceGraph(trace, speech).nodes.filter(({ kind }) => kind === "unanswered").map(({ label }) => label)).toEqual(["发货，未见收货 1 kg"]);
});
