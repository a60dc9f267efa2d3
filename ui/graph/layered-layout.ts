import { linksOf, type Links } from "./graph.ts";
import { spreadApart } from "./spread-apart.ts";

export type Place = { readonly x: number; readonly y: number };
export type LayoutInput = { readonly nodes: readonly { readonly id: string }[]; readonly edges: readonly { readonly source: string; readonly target: string }[] };

const ORDER_SWEEPS = 8;
const PLACE_SWEEPS = 6;
/** Beyond this many bends the long edges are ordered as if they were short: the picture is a web then anyway. */
const MOST_BENDS = 20_000;

/**
 * Layered drawing after Sugiyama, Tagawa and Toda (1981): cycles opened, layers by longest path, order inside a layer by
 * barycentres, places by least squares with one unit between neighbours. Deterministic. x is the layer, y grows upwards.
 */
export function layeredLayout({ nodes, edges }: LayoutInput): Map<string, Place> {
  const forward = withoutCycles(nodes, edges);
  const layerOf = longestPathLayers(nodes, forward);
  const { layers, links } = withBends(nodes, forward, layerOf);
  orderByBarycentre(layers, links);
  const y = placeRows(layers, links);
  return new Map(nodes.map(({ id }) => [id, { x: layerOf.get(id) ?? 0, y: -(y.get(id) ?? 0) }]));
}

type Edge = { readonly source: string; readonly target: string };

/** Edges that close a cycle (found depth first, in the order given) are turned round; loops are left out. */
function withoutCycles(nodes: LayoutInput["nodes"], edges: readonly Edge[]): readonly Edge[] {
  const { after } = linksOf(nodes, edges);
  const state = new Map<string, "open" | "done">();
  const backward = new Set<string>();
  for (const { id } of nodes) {
    if (state.has(id)) continue;
    const path: { id: string; next: number }[] = [{ id, next: 0 }];
    state.set(id, "open");
    for (let top = path[0]; top; top = path[path.length - 1]) {
      const target = after.get(top.id)?.[top.next++];
      if (target === undefined) {
        state.set(top.id, "done");
        path.pop();
      } else if (state.get(target) === "open") backward.add(`${top.id}\n${target}`);
      else if (!state.has(target)) {
        state.set(target, "open");
        path.push({ id: target, next: 0 });
      }
    }
  }
  return edges.filter(({ source, target }) => source !== target).map((edge) => (backward.has(`${edge.source}\n${edge.target}`) ? { source: edge.target, target: edge.source } : edge));
}

function longestPathLayers(nodes: LayoutInput["nodes"], edges: readonly Edge[]): Map<string, number> {
  const { before, after } = linksOf(nodes, edges);
  const waitingFor = new Map(nodes.map(({ id }) => [id, before.get(id)?.length ?? 0]));
  const layerOf = new Map(nodes.map(({ id }) => [id, 0]));
  const ready = nodes.filter(({ id }) => waitingFor.get(id) === 0).map(({ id }) => id);
  for (let i = 0; i < ready.length; i++) {
    const id = ready[i] ?? "";
    for (const target of after.get(id) ?? []) {
      layerOf.set(target, Math.max(layerOf.get(target) ?? 0, (layerOf.get(id) ?? 0) + 1));
      const left = (waitingFor.get(target) ?? 0) - 1;
      waitingFor.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  return pulledForward(ready, after, layerOf, before);
}

/** A source far from its only use moves next to it, so that edges stay short. */
function pulledForward(order: readonly string[], after: Links["after"], layerOf: Map<string, number>, before: Links["before"]): Map<string, number> {
  for (const id of [...order].reverse()) {
    const targets = after.get(id) ?? [];
    if (targets.length === 0 || (before.get(id)?.length ?? 0) > 0) continue;
    layerOf.set(id, Math.min(...targets.map((target) => layerOf.get(target) ?? 0)) - 1);
  }
  return layerOf;
}

/** Edges over several layers get a bend in each, so that they take part in the ordering. */
function withBends(nodes: LayoutInput["nodes"], edges: readonly Edge[], layerOf: ReadonlyMap<string, number>): { layers: string[][]; links: Links } {
  const layers: string[][] = [];
  const at = (layer: number) => (layers[layer] ??= []);
  for (const { id } of nodes) at(layerOf.get(id) ?? 0).push(id);
  const ids = nodes.map(({ id }) => ({ id }));
  const short: Edge[] = [];
  let bends = 0;
  for (const { source, target } of edges) {
    const [from, to] = [layerOf.get(source), layerOf.get(target)];
    if (from === undefined || to === undefined) continue;
    let last = source;
    for (let layer = from + 1; layer < to && bends < MOST_BENDS; layer++) {
      const bend = `\u0000bend ${bends++}`;
      at(layer).push(bend);
      ids.push({ id: bend });
      short.push({ source: last, target: bend });
      last = bend;
    }
    short.push({ source: last, target });
  }
  return { layers: Array.from(layers, (layer) => layer ?? []), links: linksOf(ids, short) };
}

function orderByBarycentre(layers: string[][], { before, after }: Links): void {
  const index = new Map<string, number>();
  const remember = (layer: readonly string[]) => layer.forEach((id, i) => index.set(id, i));
  layers.forEach(remember);
  for (let sweep = 0; sweep < ORDER_SWEEPS; sweep++) {
    const isForward = sweep % 2 === 0;
    const beside = isForward ? before : after;
    for (const layer of isForward ? layers : [...layers].reverse()) {
      const centre = new Map(layer.map((id) => [id, mean((beside.get(id) ?? []).map((other) => index.get(other) ?? 0)) ?? index.get(id) ?? 0]));
      layer.sort((a, b) => (centre.get(a) ?? 0) - (centre.get(b) ?? 0) || (index.get(a) ?? 0) - (index.get(b) ?? 0));
      remember(layer);
    }
  }
}

function placeRows(layers: readonly (readonly string[])[], { before, after }: Links): Map<string, number> {
  const y = new Map<string, number>();
  for (const layer of layers) layer.forEach((id, i) => y.set(id, i - (layer.length - 1) / 2));
  for (let sweep = 0; sweep < PLACE_SWEEPS; sweep++) {
    for (const layer of sweep % 2 === 0 ? layers : [...layers].reverse()) {
      const wanted = layer.map((id) => mean([...(before.get(id) ?? []), ...(after.get(id) ?? [])].map((other) => y.get(other) ?? 0)) ?? y.get(id) ?? 0);
      spreadApart(wanted, 1).forEach((place, i) => y.set(layer[i] ?? "", place));
    }
  }
  return y;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
