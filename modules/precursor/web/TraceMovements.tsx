import { Segmented } from "antd";
import { useState } from "react";
import type { InputOf } from "#kernel/contract.ts";
import type { Words } from "#ui/call.ts";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { formatKg, formatMinute } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { exportTrace } from "../contract/balance.api.ts";
import { LOT_MOVEMENT_WORDS } from "./kind-words.ts";
import { DeclarationLink, Party, splitDeclarationKey } from "./Pieces.tsx";
import { staticList } from "./static-list.ts";
import { lotOf, partyOf, type Trace, type TraceEdge, type TraceNode } from "./trace-graph.ts";
import { traceWords } from "./trace-words.ts";
import { useSubstances } from "./use-substances.ts";

type TraceMovementsProps = { readonly trace: Trace; /** What was asked: the file is the answer to the same. */ readonly asked: InputOf<typeof exportTrace>; readonly onOpen: (id: string) => void; readonly openId: string | undefined };

/** The table behind the picture: every movement and every lot, with export. */
export function TraceMovements({ trace, asked, onOpen, openId }: TraceMovementsProps) {
  const t = useWords(traceWords);
  const say = useSay();
  const { nameOf } = useSubstances();
  const [shown, show] = useState<"movements" | "lots">("movements");
  const choice = <Segmented size="small" value={shown} onChange={show} options={[{ value: "movements", label: t.movements }, { value: "lots", label: t.lots }]} />;
  const exportBy = { endpoint: exportTrace, input: asked };
  const nodes = new Map(trace.nodes.map((node) => [node.id, node]));
  if (shown === "lots") return <DataTable name="precursor.trace.lots" list={staticList(trace.nodes)} rowKey={(node) => node.id} columns={lotColumns(nameOf, say)} onOpen={(node) => onOpen(node.id)} openKey={openId} exportBy={exportBy} tools={choice} />;
  return <DataTable name="precursor.trace.movements" list={staticList(trace.edges)} rowKey={(edge) => edge.id} columns={edgeColumns(nodes, t.outside, say)} onOpen={(edge) => onOpen(edge.to ?? edge.from ?? "")} exportBy={exportBy} empty={{ title: t.none }} tools={choice} />;
}

function edgeColumns(nodes: ReadonlyMap<string, TraceNode>, outside: string, say: (words: Words) => string): readonly Column<TraceEdge>[] {
  const end = (id: string | null) => {
    const node = id ? nodes.get(id) : undefined;
    return node ? `${partyOf(node)} · ${lotOf(node, say)}` : outside;
  };
  return [
    { key: "movement", title: { zh: "流转", en: "Movement" }, text: (edge) => say(LOT_MOVEMENT_WORDS[edge.movement]), width: 120, sticky: true },
    { key: "at", title: { zh: "时间", en: "Time" }, text: (edge) => formatMinute(edge.at), width: 140 },
    { key: "from", title: { zh: "从", en: "From" }, text: (edge) => end(edge.from), width: 230 },
    { key: "to", title: { zh: "到", en: "To" }, text: (edge) => end(edge.to), width: 230 },
    { key: "mass", title: { zh: "发出 (kg)", en: "Sent (kg)" }, text: (edge) => formatKg(edge.massMg), width: 120, align: "number" },
    { key: "arrived", title: { zh: "到达 (kg)", en: "Arrived (kg)" }, text: (edge) => formatKg(edge.arrivedMg), width: 120, align: "number" },
    { key: "attributed", title: { zh: "归属所查批号 (kg)", en: "Of the lot (kg)" }, text: (edge) => formatKg(edge.attributedMg), width: 150, align: "number" },
    { key: "declarations", title: { zh: "申报", en: "Declarations" }, text: (edge) => edge.declarations.join(" "), cell: (edge) => <DeclarationLinks keys={edge.declarations} />, width: 230 },
  ];
}

function lotColumns(nameOf: (id: string) => string, say: (words: Words) => string): readonly Column<TraceNode>[] {
  return [
    { key: "lot", title: { zh: "批号", en: "Lot" }, text: (node) => lotOf(node, say), width: 150, sticky: true },
    { key: "enterprise", title: { zh: "企业", en: "Enterprise" }, text: partyOf, cell: (node) => <Party uscc={node.enterprise} name={node.enterpriseName} />, width: 230 },
    { key: "substance", title: { zh: "品种", en: "Substance" }, text: (node) => nameOf(node.substanceId), width: 120 },
    { key: "depth", title: { zh: "步数", en: "Steps" }, text: (node) => (node.depth > 0 ? `+${node.depth}` : String(node.depth)), width: 72, align: "number" },
    { key: "mass", title: { zh: "全部 (kg)", en: "All (kg)" }, text: (node) => formatKg(node.massMg), width: 130, align: "number" },
    { key: "attributed", title: { zh: "归属所查批号 (kg)", en: "Of the lot (kg)" }, text: (node) => formatKg(node.attributedMg), width: 150, align: "number" },
    { key: "held", title: { zh: "仍在账上 (kg)", en: "Still there (kg)" }, text: (node) => formatKg(node.heldMg), width: 140, align: "number" },
  ];
}

const MOST_LINKS = 2;

function DeclarationLinks({ keys }: { readonly keys: readonly string[] }) {
  return <>{keys.slice(0, MOST_LINKS).map((key, at) => <span key={key}>{at > 0 && "、"}<DeclarationLink {...splitDeclarationKey(key)} /></span>)}{keys.length > MOST_LINKS && <span className="soft"> +{keys.length - MOST_LINKS}</span>}</>;
}
