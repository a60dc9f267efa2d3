import type { OutputOf } from "#kernel/contract.ts";
import type { Words } from "#ui/call.ts";
import type { Graph, GraphEdge, GraphNode } from "#ui/graph/index.ts";
import { formatMass } from "#ui/words/format.ts";
import type { getTrace } from "../contract/balance.api.ts";
import type { LotMovementKind } from "../contract/trace.ts";
import { LOT_MOVEMENT_WORDS } from "./kind-words.ts";

export type Trace = OutputOf<typeof getTrace>;
export type TraceNode = Trace["nodes"][number];
export type TraceEdge = Trace["edges"][number];

type Speech = { say(words: Words): string; substance(id: string): string };

/** Legend of a trace: where a lot stands against the one asked about. No colour says anything of an enterprise. */
export const TRACE_KINDS = [
  { kind: "origin", label: { zh: "所查批号", en: "Lot asked about" }, colour: "#0c6b6b" },
  { kind: "before", label: { zh: "上游批号", en: "Upstream lots" }, colour: "#2f5d8a" },
  { kind: "after", label: { zh: "下游批号", en: "Downstream lots" }, colour: "#c0862b" },
  { kind: "world", label: { zh: "进入或离开台账", en: "Into or out of the books" }, colour: "#8fa5a8" },
  { kind: "unanswered", label: { zh: "对方没有申报", en: "Other side not declared" }, colour: "#5a4a78" },
] as const;

const NO_LOT: Words = { zh: "无批号", en: "no lot" };

export const partyOf = ({ enterprise, enterpriseName }: TraceNode): string => enterpriseName ?? enterprise;
export const lotOf = ({ lot }: TraceNode, say: (words: Words) => string): string => lot || say(NO_LOT);

/**
 * Lots as nodes, movements between them as edges. A lot that keeps the number asked about is named by its holder alone. What enters or leaves the books hangs on its lot as one node for each
 * kind of movement, so that a lot consumed in a hundred steps is not a hundred nodes.
 */
export function traceGraph({ nodes, edges }: Trace, { say, substance }: Speech): Graph {
  const originLot = nodes.find((node) => node.depth === 0)?.lot;
  const largestMg = Math.max(1, ...nodes.map((node) => node.attributedMg));
  const lots: GraphNode[] = nodes.map((node) => ({ id: node.id, kind: kindOf(node), label: node.depth !== 0 && node.lot === originLot ? shortName(partyOf(node)) : `${shortName(partyOf(node))} · ${lotOf(node, say)}`, weight: 1 + 2 * (node.attributedMg / largestMg), detail: `${partyOf(node)} · ${substance(node.substanceId)} ${formatMass(node.attributedMg)}` }));
  const between = edges.flatMap((edge): GraphEdge[] => (edge.from && edge.to ? [{ id: edge.id, source: edge.from, target: edge.to, label: edge.movement === "shipment" ? formatMass(edge.attributedMg) : `${say(LOT_MOVEMENT_WORDS[edge.movement])} ${formatMass(edge.attributedMg)}`, weight: edge.attributedMg / largestMg }] : []));
  const outside = [...outsideMovements(edges)].map(([id, { node, movement, isOut, attributedMg }]) => ({
    node: { id, kind: isUnanswered(movement) ? "unanswered" : "world", label: `${say(LOT_MOVEMENT_WORDS[movement])} ${formatMass(attributedMg)}`, weight: 0.5 },
    edge: { id: `${id}>`, source: isOut ? node : id, target: isOut ? id : node, weight: attributedMg / largestMg },
  }));
  return { nodes: [...lots, ...outside.map((each) => each.node)], edges: [...between, ...outside.map((each) => each.edge)] };
}

const NAME_CHARS = 7;

/** A picture has little room: what is no part of the name goes, and what is too long ends in …; the detail has the whole name. */
function shortName(name: string): string {
  const short = name.replace(/^演示(数据)?[\s·：:]*|^重庆市?|(股份|有限|责任)*公司$/g, "");
  return short.length > NAME_CHARS ? `${short.slice(0, NAME_CHARS)}…` : short;
}

/** What a node of the picture stands for: a lot with its movements, or the outside movements of one kind of one lot. */
export function edgesAt(trace: Trace, id: string): readonly TraceEdge[] {
  return trace.edges.filter((edge) => edge.from === id || edge.to === id || outsideId(edge) === id);
}

const outsideId = ({ from, to, movement }: TraceEdge): string | null => (from && to ? null : `~${movement}~${from ? "out" : "in"}~${from ?? to ?? ""}`);
const isUnanswered = (movement: LotMovementKind): boolean => movement === "dispatch" || movement === "receive";
const kindOf = ({ depth }: TraceNode): string => (depth === 0 ? "origin" : depth < 0 ? "before" : "after");

type Outside = { readonly node: string; readonly movement: LotMovementKind; readonly isOut: boolean; readonly attributedMg: number };

function outsideMovements(edges: readonly TraceEdge[]): ReadonlyMap<string, Outside> {
  const sums = new Map<string, Outside>();
  for (const edge of edges) {
    const id = outsideId(edge);
    const node = edge.from ?? edge.to;
    if (!id || !node) continue;
    sums.set(id, { node, movement: edge.movement, isOut: edge.from !== null, attributedMg: (sums.get(id)?.attributedMg ?? 0) + (edge.from ? edge.attributedMg : edge.attributedArrivedMg) });
  }
  return sums;
}
