import { answered, offline, refusedAs, type Gallery } from "#ui/gallery.tsx";
import { getTrace } from "../contract/balance.api.ts";
import { listDeclarations } from "../contract/declaration.api.ts";
import { catalogue, declarationRow, enterprises, firm, page, times } from "./screen-rows.ts";
import type { Trace, TraceEdge, TraceNode } from "./trace-graph.ts";
import TraceScreen from "./TraceScreen.tsx";

const T = 1_000_000_000;
const render = () => <TraceScreen />;
const start = "/precursor/trace";
const at = `${start}?enterprise=${firm(0).uscc}&lot=L261010`;
const node = (id: string, at: number, lot: string, depth: number, massMg: number, attributedMg = massMg): TraceNode => ({ id, enterprise: firm(at).uscc, enterpriseName: firm(at).name, lot, substanceId: "toluene", massMg, attributedMg, heldMg: depth >= 0 ? Math.round(attributedMg / 5) : 0, depth });
const edge = (id: string, movement: TraceEdge["movement"], from: string | null, to: string | null, massMg: number, arrivedMg = massMg): TraceEdge => ({ id, movement, at: "2026-10-02T02:20:00Z", from, to, massMg, arrivedMg, attributedMg: massMg, attributedArrivedMg: arrivedMg, declarations: [`${firm(0).uscc}/YS-2026-01040`, `${firm(1).uscc}/SH-2026-00311`] });
const trace: Trace = {
  nodes: [node("o", 0, "L261010", 0, 24 * T), node("p", 3, "P0901", -1, 40 * T, 24 * T), node("a", 1, "L261010", 1, 11.52 * T), node("b", 2, "L261010", 1, 9.5 * T), node("m", 1, "混批 M07", 2, 14 * T, 9 * T), node("c", 3, "M07-1", 3, 6 * T, 3.86 * T), node("d", 2, "M07-2", 3, 5 * T, 3.2 * T)],
  edges: [edge("1", "produce", null, "p", 40 * T), edge("2", "shipment", "p", "o", 24 * T), edge("3", "shipment", "o", "a", 12 * T, 11.52 * T), edge("4", "shipment", "o", "b", 9.5 * T), edge("5", "transform", "a", "m", 9 * T), edge("6", "shipment", "m", "c", 6 * T), edge("7", "shipment", "m", "d", 5 * T), edge("8", "consume", "c", null, 3 * T), edge("9", "consume", "c", null, 0.8 * T), edge("10", "dispatch", "b", null, 2 * T), edge("11", "loss", "o", null, 0.02 * T)],
  truncated: false,
};
const others = [catalogue, enterprises, answered(listDeclarations, page(times(6, (i) => declarationRow({}, i))))];

export const gallery: Gallery = {
  title: { zh: "批号流向", en: "Lot trace" },
  states: {
    empty: { render, at: start, answers: others },
    "graph-many": { render, at, answers: [answered(getTrace, trace), ...others] },
    "graph-workspace": { render, at: `${at}&open=o`, answers: [answered(getTrace, trace), ...others] },
    "graph-truncated": { render, at, answers: [answered(getTrace, { ...trace, truncated: true }), ...others] },
    one: { render, at, answers: [answered(getTrace, { nodes: trace.nodes.slice(0, 1), edges: [], truncated: false }), ...others] },
    refused: { render, at, answers: [refusedAs(getTrace, 422, { zh: "目录中没有这个品种。", en: "No such substance." }), ...others] },
    "no-right": { render, at, answers: [refusedAs(getTrace, 404, { zh: "本企业账上没有批号 L261010。", en: "Lot L261010 is not in this enterprise's book." }), ...others] },
    offline: { render, at, answers: [{ endpoint: getTrace, answer: offline }, ...others] },
  },
};
