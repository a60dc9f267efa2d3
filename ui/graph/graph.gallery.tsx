import type { Gallery } from "../gallery.tsx";
import { Card } from "../frame/Card.tsx";
import { Page } from "../frame/Page.tsx";
import { GraphView, type Graph } from "./index.ts";

const kinds = [
  { kind: "producer", label: { zh: "生产", en: "Producer" }, colour: "#0c6b6b" },
  { kind: "trader", label: { zh: "经营", en: "Trader" }, colour: "#2f5d8a" },
  { kind: "user", label: { zh: "使用", en: "User" }, colour: "#c0862b" },
];

const trace: Graph = {
  nodes: [["p1", "演示企业 001 · L240611", "producer"], ["p2", "演示企业 002 · L240602", "producer"], ["t1", "演示企业 014 · L240611", "trader"], ["t2", "演示企业 020 · 混批 M07", "trader"], ["u1", "演示企业 055 · M07-1", "user"], ["u2", "演示企业 061 · M07-2", "user"], ["u3", "演示企业 088 · L240611-B", "user"], ["u4", "演示企业 102 · 成品", "user"]].map(([id = "", label = "", kind = ""]) => ({ id, label, kind, weight: id.startsWith("p") ? 3 : 1 })),
  edges: [["p1", "t1", "24,000 kg"], ["p1", "t2", "8,000 kg"], ["p2", "t2", "12,500 kg"], ["t1", "u3", "9,980.5 kg"], ["t2", "u1", "11,000 kg"], ["t2", "u2", "9,500 kg"], ["u1", "u4", "2,000 kg"], ["p2", "u4", "500 kg"]].map(([source = "", target = "", label = ""], i) => ({ id: `e${i}`, source, target, label })),
};

function large(count: number): Graph {
  let seed = 11;
  const chance = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const nodes = Array.from({ length: count }, (_, i) => ({ id: `n${i}`, label: `演示 ${i}`, kind: ["producer", "trader", "user"][i % 3] ?? "user" }));
  const edges = Array.from({ length: count * 2 }, (_, i) => {
    const source = Math.floor(chance() * (count - 10));
    return { id: `e${i}`, source: `n${source}`, target: `n${Math.min(count - 1, source + 1 + Math.floor(chance() * 150))}` };
  });
  return { nodes, edges };
}
const web = large(2000);

const show = (graph: Graph, title: string) => (
  <Page title={title}>
    <Card flush><GraphView graph={graph} kinds={kinds} name="trace" height={620} onOpen={() => undefined} /></Card>
  </Page>
);

export const gallery: Gallery = {
  title: { zh: "流向图", en: "Flow graph" },
  states: { trace: { render: () => show(trace, "批号流向 · L240611") }, "two-thousand": { render: () => show(web, "2,000 个节点") } },
};
