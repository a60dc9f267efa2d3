import { Button, Segmented, Spin } from "antd";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { saveFile, type Words } from "../call.ts";
import { PlainTable } from "../table/PlainTable.tsx";
import { useSay } from "../words/language.ts";
import { defineWords, useWords } from "../words/words.ts";
import { drawGraph, type Drawing } from "./draw.ts";
import "./graph.css";
import { linksOf, neighbourByKey, type Graph } from "./graph.ts";
import { useLayout } from "./use-layout.ts";

export type GraphViewProps = {
  readonly graph: Graph;
  /** Colour and words of every node kind, in legend order. */
  readonly kinds: readonly { readonly kind: string; readonly label: Words; readonly colour: string }[];
  /** Click or Enter on a node: usually `workspace.show(id)`. */
  readonly onOpen?: (id: string) => void;
  readonly openId?: string | undefined;
  readonly height?: number;
  /** Name of the saved picture. */
  readonly name: string;
};

/** A layered graph with its table: hover shows a node's whole path, arrow keys walk along edges, Enter opens. */
export default function GraphView(props: GraphViewProps) {
  const { graph, kinds, height = 520, name } = props;
  const words = useWords(graphWords);
  const say = useSay();
  const [shown, show] = useState<"picture" | "table">("picture");
  const drawing = useRef<Drawing | null>(null);
  const save = async () => {
    const png = await drawing.current?.toPng();
    if (png) saveFile(png, `${name}.png`);
  };
  return (
    <div className="graph">
      <div className="graph-tools no-print">
        <ul className="graph-legend">
          {kinds.map(({ kind, label, colour }) => <li key={kind}><i style={{ background: colour }} />{say(label)}</li>)}
        </ul>
        {shown === "picture" && <Button size="small" onClick={() => drawing.current?.fit()}>{words.fit}</Button>}
        {shown === "picture" && <Button size="small" onClick={save}>{words.savePicture}</Button>}
        <Segmented size="small" value={shown} onChange={show} options={[{ value: "picture", label: words.picture }, { value: "table", label: words.table }]} />
      </div>
      {shown === "picture" ? <Picture {...props} height={height} drawing={drawing} onBlind={() => show("table")} /> : <GraphTable graph={graph} {...(props.onOpen ? { onOpen: props.onOpen } : {})} />}
    </div>
  );
}

type PictureProps = GraphViewProps & { readonly height: number; readonly drawing: RefObject<Drawing | null>; /** No WebGL here: the table stands in. */ readonly onBlind: () => void };

function Picture({ graph, kinds, onOpen, openId, height, drawing, onBlind }: PictureProps) {
  const words = useWords(graphWords);
  const places = useLayout(graph);
  const box = useRef<HTMLDivElement>(null);
  const [chosen, choose] = useState<string | null>(openId ?? null);
  const links = useMemo(() => linksOf(graph.nodes, graph.edges), [graph]);
  const latest = useRef({ kinds, onOpen, onBlind });
  latest.current = { kinds, onOpen, onBlind };

  useEffect(() => {
    if (!places || !box.current) return;
    try {
      const colourOf = (kind: string) => latest.current.kinds.find((each) => each.kind === kind)?.colour ?? "#5f7a82";
      drawing.current = drawGraph(box.current, graph, places, { colourOf, onClick: (id) => (choose(id), latest.current.onOpen?.(id)) });
    } catch {
      latest.current.onBlind();
    }
    return () => {
      drawing.current?.stop();
      drawing.current = null;
    };
  }, [drawing, graph, places]);
  useEffect(() => drawing.current?.choose(openId ?? chosen), [drawing, openId, chosen, places]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!places) return;
    const from = chosen ?? openId;
    const to = from ? neighbourByKey(event.key, from, links, places) : event.key.startsWith("Arrow") ? (graph.nodes[0]?.id ?? null) : null;
    if (event.key === "Enter" && from) onOpen?.(from);
    if (!to) return;
    event.preventDefault();
    choose(to);
    drawing.current?.choose(to, true);
    if (openId) onOpen?.(to);
  };
  const chosenNode = graph.nodes.find(({ id }) => id === chosen);
  return (
    <div className="graph-box" style={{ height }} tabIndex={0} role="application" aria-label={words.keys} onKeyDown={onKeyDown}>
      <div ref={box} className="graph-canvas" />
      {!places && <Spin className="graph-wait" description={words.drawing} />}
      <p className="graph-chosen" aria-live="polite">{chosenNode ? `${chosenNode.label}${chosenNode.detail ? ` · ${chosenNode.detail}` : ""}` : words.keys}</p>
    </div>
  );
}

function GraphTable({ graph, onOpen }: { readonly graph: Graph; readonly onOpen?: (id: string) => void }) {
  const words = useWords(graphWords);
  const labels = new Map(graph.nodes.map(({ id, label }) => [id, label]));
  const rows = graph.edges.map((edge) => ({ key: edge.id, cells: [labels.get(edge.source) ?? edge.source, labels.get(edge.target) ?? edge.target, edge.label ?? ""], ...(onOpen ? { onPick: () => onOpen(edge.target) } : {}) }));
  return <PlainTable header={[words.from, words.to, words.movement]} rows={rows} />;
}

const graphWords = defineWords({
  zh: { fit: "适应窗口", savePicture: "保存图片", picture: "图", table: "表格", drawing: "正在布局……", keys: "方向键沿流向移动，Enter 打开，滚轮缩放", from: "从", to: "到", movement: "流转" },
  en: { fit: "Fit", savePicture: "Save picture", picture: "Graph", table: "Table", drawing: "Laying out…", keys: "Arrow keys follow the flow, Enter opens, wheel zooms", from: "From", to: "To", movement: "Movement" },
});
