import fc from "fast-check";
import { expect, test } from "vitest";
import { cpuMs } from "#test/cpu-time.ts";
import { linksOf, neighbourByKey, pathThrough } from "./graph.ts";
import { layeredLayout } from "./layered-layout.ts";
import { spreadApart } from "./spread-apart.ts";

const ids = (text: string) => [...text].map((id) => ({ id }));
const edges = (text: string) => text.split(" ").filter(Boolean).map((pair) => ({ source: pair[0] ?? "", target: pair[1] ?? "" }));

test("a lot's history reads from left to right: every movement goes to a later column", () => {
  const drawn = layeredLayout({ nodes: ids("abcde"), edges: edges("ab ac bd cd de ae") });
  for (const { source, target } of edges("ab ac bd cd de ae")) expect(drawn.get(target)?.x).toBeGreaterThan(drawn.get(source)?.x ?? Infinity);
});

test("two straight lines are drawn without crossing, whatever order they come in", () => {
  const drawn = layeredLayout({ nodes: ids("abyx"), edges: edges("ax by") });
  const order = (p: string, q: string) => Math.sign((drawn.get(p)?.y ?? 0) - (drawn.get(q)?.y ?? 0));
  expect(order("a", "b")).toBe(order("x", "y"));
});

const anyGraph = fc.integer({ min: 1, max: 25 }).chain((n) => fc.record({
  nodes: fc.constant(Array.from({ length: n }, (_, i) => ({ id: `n${i}` }))),
  edges: fc.array(fc.record({ source: fc.integer({ min: 0, max: n }), target: fc.integer({ min: 0, max: n }) }).map(({ source, target }) => ({ source: `n${source}`, target: `n${target}` })), { maxLength: 60 }),
}));

test("any graph, with cycles, loops and edges to nowhere, is drawn whole, at finite places, no two nodes on one spot", () => {
  fc.assert(fc.property(anyGraph, (graph) => {
    const drawn = layeredLayout(graph);
    expect(drawn.size).toBe(graph.nodes.length);
    const columns = new Map<number, number[]>();
    for (const { x, y } of drawn.values()) {
      expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
      columns.set(x, [...(columns.get(x) ?? []), y]);
    }
    for (const column of columns.values()) {
      column.sort((a, b) => a - b).forEach((y, i) => i > 0 && expect(y - (column[i - 1] ?? 0)).toBeGreaterThan(0.999));
    }
  }));
});

test("a graph of 2,000 nodes and 4,000 edges is laid out within two seconds", () => {
  let seed = 7;
  const chance = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const nodes = Array.from({ length: 2000 }, (_, i) => ({ id: `n${i}` }));
  const many = Array.from({ length: 4000 }, () => {
    const source = Math.floor(chance() * 1990);
    return { source: `n${source}`, target: `n${Math.min(1999, source + 1 + Math.floor(chance() * 120))}` };
  });
  const began = cpuMs();
  layeredLayout({ nodes, edges: many });
  expect(cpuMs() - began).toBeLessThan(2000);
});

test("places keep their order and distance and stay as near as can be to where they were wanted", () => {
  expect(spreadApart([0, 0, 0], 1)).toEqual([-1, 0, 1]);
  expect(spreadApart([0, 5], 1)).toEqual([0, 5]);
  fc.assert(fc.property(fc.array(fc.integer({ min: -50, max: 50 })), (wanted) => {
    spreadApart(wanted, 1).forEach((place, i, all) => i > 0 && expect(place - (all[i - 1] ?? 0)).toBeGreaterThan(0.999));
  }));
});

test("hovering shows everything a lot came from and went into, and nothing else", () => {
  const links = linksOf(ids("abcdx"), edges("ab bc bd xd"));
  expect([...pathThrough(links, "b")].sort()).toEqual(["a", "b", "c", "d"]);
});

test("arrow keys walk along the movements and within a column", () => {
  const links = linksOf(ids("abc"), edges("ab ac"));
  const at = new Map([["a", { x: 0, y: 0 }], ["b", { x: 1, y: 1 }], ["c", { x: 1, y: -1 }]]);
  expect(neighbourByKey("ArrowRight", "a", links, at)).toBe("b");
  expect(neighbourByKey("ArrowLeft", "c", links, at)).toBe("a");
  expect(neighbourByKey("ArrowDown", "b", links, at)).toBe("c");
  expect(neighbourByKey("ArrowUp", "b", links, at)).toBeNull();
});
