import type { LotMovement } from "../contract/trace.ts";
import { compareText } from "./key.ts";
import { dayOf } from "./shanghai-day.ts";

/** A movement in the direction of a trace; `at` runs backwards in a trace back. */
export type Flow = {
  readonly movement: LotMovement;
  readonly at: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly outMg: number;
  readonly inMg: number;
};

/** Day of a flow in the direction of the trace. */
const flowDay = (flow: Flow): number => (flow.at === flow.movement.at ? dayOf(flow.at) : -dayOf(-flow.at));
/** Longest chain of lots followed within one day; beyond it the stated time decides. */
const MAX_STEPS_A_DAY = 64;
const byFlowTime = (a: Flow, b: Flow): number => a.at - b.at || compareText(a.movement.key, b.movement.key);

/**
 * Order in which mass is moved: by day, and within a day what enters a lot before what leaves it, as order within a day is
 * not trusted. A cycle within one day falls back to the stated time.
 */
export function orderInTime(flows: readonly Flow[]): Flow[] {
  const sorted = [...flows].sort((a, b) => flowDay(a) - flowDay(b) || byFlowTime(a, b));
  const ordered: Flow[] = [];
  for (let start = 0; start < sorted.length; ) {
    const first = sorted[start];
    if (first === undefined) break;
    const day = flowDay(first);
    let end = start + 1;
    for (let next = sorted[end]; next !== undefined && flowDay(next) === day; next = sorted[end]) end++;
    if (end - start === 1) ordered.push(first);
    else orderDay(sorted.slice(start, end), ordered);
    start = end;
  }
  return ordered;
}

/** Kahn's order over the lots of one day; ties and cycles by stated time. */
function orderDay(flows: readonly Flow[], ordered: Flow[]): void {
  const waitingInto = new Map<string, number>();
  for (const flow of flows) if (flow.to !== null) waitingInto.set(flow.to, (waitingInto.get(flow.to) ?? 0) + 1);
  let pending: readonly Flow[] = flows;
  for (let pass = 0; pass < MAX_STEPS_A_DAY && pending.length > 0; pass++) {
    const blocked: Flow[] = [];
    for (const flow of pending) {
      if (flow.from !== null && flow.from !== flow.to && (waitingInto.get(flow.from) ?? 0) > 0) blocked.push(flow);
      else release(flow, waitingInto, ordered);
    }
    const stuck = blocked.length === pending.length;
    pending = blocked;
    if (stuck) break;
  }
  for (const flow of pending) ordered.push(flow);
}

function release(flow: Flow, waitingInto: Map<string, number>, ordered: Flow[]): void {
  ordered.push(flow);
  if (flow.to !== null) waitingInto.set(flow.to, (waitingInto.get(flow.to) ?? 1) - 1);
}
