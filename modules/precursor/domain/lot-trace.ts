import type { LotMovement, LotRef, Trace, TraceDirection, TraceEdge, TraceNode } from "../contract/trace.ts";
import { compareText } from "./key.ts";
import { lotKeyOf } from "./lot-movement.ts";
import { orderInTime, type Flow } from "./lot-order.ts";

/** Bounds of one trace: reaching any of them sets `truncated`. */
export const TRACE_LIMITS = { maxNodes: 5_000, maxMovements: 50_000, maxDepth: 50 } as const;
export type TraceLimits = { readonly maxNodes: number; readonly maxMovements: number; readonly maxDepth: number };

/**
 * Where a lot's mass went (forward) or came from (back), in proportion: what leaves a lot is mixed like the lot at that time.
 * Movements are taken in order of time, so cycles end by themselves and mass is conserved at every lot and on every edge:
 * forward Σ attributed into a lot = Σ attributed out + held; back the same the other way round.
 * @param movements all movements of every lot that can be reached (other lots do no harm)
 */
export function traceLot(movements: readonly LotMovement[], origin: LotRef, direction: TraceDirection, limits: TraceLimits = TRACE_LIMITS): Trace {
  if (direction !== "both") return traceOneWay(movements, origin, direction, limits);
  const back = traceOneWay(movements, origin, "back", limits);
  const forward = traceOneWay(movements, origin, "forward", limits);
  const originId = lotKeyOf(origin);
  // A lot on a cycle is both before and after; it is then shown once, as the forward trace sees it.
  const after = new Set(forward.nodes.map((node) => node.id));
  const edges = new Map(back.edges.map((edge) => [edge.key, edge]));
  for (const edge of forward.edges) edges.set(edge.key, edge);
  return {
    nodes: [...back.nodes.filter((node) => node.id !== originId && !after.has(node.id)), ...forward.nodes],
    edges: [...edges.values()],
    truncated: back.truncated || forward.truncated,
  };
}

/** A trace back is a trace forward with time and arrows turned round. */
const turned = (movement: LotMovement): Flow => ({
  movement,
  at: -movement.at,
  from: movement.to === null ? null : lotKeyOf(movement.to),
  to: movement.from === null ? null : lotKeyOf(movement.from),
  outMg: movement.inMg,
  inMg: movement.outMg,
});
const straight = (movement: LotMovement): Flow => ({
  movement,
  at: movement.at,
  from: movement.from === null ? null : lotKeyOf(movement.from),
  to: movement.to === null ? null : lotKeyOf(movement.to),
  outMg: movement.outMg,
  inMg: movement.inMg,
});

function traceOneWay(movements: readonly LotMovement[], origin: LotRef, direction: "forward" | "back", limits: TraceLimits): Trace {
  const flows = movements.map(direction === "forward" ? straight : turned);
  const originId = lotKeyOf(origin);
  const reach = reachFrom(originId, flows, limits);
  const pools = direction === "forward" ? new Map<string, Pool>() : restingPools(reach, originId);
  const edges: TraceEdge[] = [];
  for (const flow of orderInTime(reach.flows)) {
    const edge = carry(flow, originId, pools, reach.depths, direction);
    if (edge !== null) edges.push(edge);
  }
  const refs = lotRefs(reach.flows, origin);
  const nodes: TraceNode[] = [];
  for (const [id, depth] of reach.depths) {
    const pool = pools.get(id) ?? newPool();
    const ref = refs.get(id) ?? origin;
    if (id !== originId && pool.attributedTotalMg === 0) continue;
    nodes.push({
      id,
      enterprise: ref.enterprise,
      substanceId: ref.substanceId,
      lot: ref.lot,
      massMg: pool.totalMg,
      attributedMg: pool.attributedTotalMg,
      heldMg: pool.attributedMg,
      depth: direction === "forward" ? depth : -depth,
    });
  }
  return { nodes: nodes.sort((a, b) => a.depth - b.depth || compareText(a.id, b.id)), edges, truncated: reach.truncated };
}

/** What is in a lot at the moment reached, and how much of it belongs to the traced lot. */
type Pool = { massMg: number; attributedMg: number; totalMg: number; attributedTotalMg: number };
const newPool = (): Pool => ({ massMg: 0, attributedMg: 0, totalMg: 0, attributedTotalMg: 0 });

const poolOf = (pools: Map<string, Pool>, id: string): Pool => {
  let pool = pools.get(id);
  if (pool === undefined) {
    pool = newPool();
    pools.set(id, pool);
  }
  return pool;
};

/** Turned round, a lot begins with what rests in it at the end: it dilutes what left the lot, and belongs to the origin itself. */
function restingPools(reach: Reach, originId: string): Map<string, Pool> {
  const restMg = new Map<string, number>();
  for (const flow of reach.flows) {
    if (flow.from !== null) restMg.set(flow.from, (restMg.get(flow.from) ?? 0) + flow.outMg);
    if (flow.to !== null) restMg.set(flow.to, (restMg.get(flow.to) ?? 0) - flow.inMg);
  }
  const pools = new Map<string, Pool>();
  for (const [id, massMg] of restMg) {
    if (massMg <= 0 || !reach.depths.has(id)) continue;
    const ownMg = id === originId ? massMg : 0;
    pools.set(id, { massMg, attributedMg: ownMg, totalMg: massMg, attributedTotalMg: ownMg });
  }
  return pools;
}

/** Takes one movement's mass out of its lot and puts it into the next; null when nothing of the traced lot is in it. */
function carry(flow: Flow, originId: string, pools: Map<string, Pool>, depths: ReadonlyMap<string, number>, direction: "forward" | "back"): TraceEdge | null {
  let attributedMg = 0;
  if (flow.from !== null && depths.has(flow.from)) {
    const pool = poolOf(pools, flow.from);
    // The origin's own mass counts whole even where its book took out more than it had put in.
    if (flow.from === originId) topUp(pool, flow.outMg);
    attributedMg = flow.outMg >= pool.massMg ? Math.min(pool.attributedMg, flow.outMg) : Math.min(pool.attributedMg, Math.round(pool.attributedMg * (flow.outMg / pool.massMg)));
    pool.attributedMg -= attributedMg;
    pool.massMg = Math.max(pool.massMg - flow.outMg, pool.attributedMg);
  }
  const arrivedMg = arrivedOf(flow, attributedMg);
  if (flow.to !== null && depths.has(flow.to)) {
    const pool = poolOf(pools, flow.to);
    const ownMg = flow.to === originId ? flow.inMg : arrivedMg;
    pool.massMg += flow.inMg;
    pool.totalMg += flow.inMg;
    pool.attributedMg += ownMg;
    pool.attributedTotalMg += ownMg;
  }
  return attributedMg === 0 ? null : edgeOf(flow, attributedMg, arrivedMg, direction);
}

const topUp = (pool: Pool, neededMg: number): void => {
  const missingMg = neededMg - pool.massMg;
  if (missingMg <= 0) return;
  pool.massMg += missingMg;
  pool.totalMg += missingMg;
  pool.attributedMg += missingMg;
  pool.attributedTotalMg += missingMg;
};

/** A shipment cannot bring more than was sent; a transform changes the mass in proportion. */
function arrivedOf(flow: Flow, attributedMg: number): number {
  if (attributedMg === 0 || flow.outMg === 0) return 0;
  const scaled = attributedMg === flow.outMg ? flow.inMg : Math.min(flow.inMg, Math.round(attributedMg * (flow.inMg / flow.outMg)));
  return flow.movement.kind === "transform" ? scaled : Math.min(scaled, attributedMg);
}

function edgeOf(flow: Flow, attributedMg: number, arrivedMg: number, direction: "forward" | "back"): TraceEdge {
  const forward = direction === "forward";
  return {
    key: flow.movement.key,
    kind: flow.movement.kind,
    at: flow.movement.at,
    from: forward ? flow.from : flow.to,
    to: forward ? flow.to : flow.from,
    massMg: flow.movement.outMg,
    arrivedMg: flow.movement.inMg,
    attributedMg: forward ? attributedMg : arrivedMg,
    attributedArrivedMg: forward ? arrivedMg : attributedMg,
    declarations: flow.movement.declarations,
  };
}

type Reach = { readonly depths: Map<string, number>; readonly flows: Flow[]; readonly truncated: boolean };

/** Lots that can be reached, breadth first, and every movement that touches one of them (others dilute what they flow into). */
function reachFrom(originId: string, flows: readonly Flow[], limits: TraceLimits): Reach {
  const outOf = new Map<string, Flow[]>();
  for (const flow of flows) {
    if (flow.from === null) continue;
    const list = outOf.get(flow.from);
    if (list === undefined) outOf.set(flow.from, [flow]);
    else list.push(flow);
  }
  const depths = new Map([[originId, 0]]);
  const queue = [originId];
  let truncated = false;
  for (let id = queue[0], next = 1; id !== undefined; id = queue[next++]) {
    const depth = (depths.get(id) ?? 0) + 1;
    for (const flow of outOf.get(id) ?? []) {
      if (flow.to === null || depths.has(flow.to)) continue;
      if (depth > limits.maxDepth || depths.size >= limits.maxNodes) truncated = true;
      else {
        depths.set(flow.to, depth);
        queue.push(flow.to);
      }
    }
  }
  const touching = flows.filter((flow) => (flow.from !== null && depths.has(flow.from)) || (flow.to !== null && depths.has(flow.to)));
  if (touching.length <= limits.maxMovements) return { depths, flows: touching, truncated };
  const earliest = touching.sort((a, b) => a.at - b.at || compareText(a.movement.key, b.movement.key)).slice(0, limits.maxMovements);
  return { depths, flows: earliest, truncated: true };
}

function lotRefs(flows: readonly Flow[], origin: LotRef): Map<string, LotRef> {
  const refs = new Map([[lotKeyOf(origin), origin]]);
  for (const { movement } of flows) {
    if (movement.from !== null) refs.set(lotKeyOf(movement.from), movement.from);
    if (movement.to !== null) refs.set(lotKeyOf(movement.to), movement.to);
  }
  return refs;
}
