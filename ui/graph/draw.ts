import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram } from "sigma/rendering";
import { linksOf, pathThrough, type Graph } from "./graph.ts";
import type { Place } from "./layered-layout.ts";
import { drawNameBeside, drawNameToTheRight, namesApart } from "./node-name.ts";
import { moveLight, nodesAloneInMotion } from "./move-light.ts";
import { pickLess } from "./pick-less.ts";

export type Drawing = {
  /** Marks one node as chosen (keyboard or workspace) and brings it into sight. */
  choose(id: string | null, follow?: boolean): void;
  fit(): void;
  /** The picture as it is now, on white. */
  toPng(): Promise<Blob | null>;
  stop(): void;
};
type DrawOptions = { readonly colourOf: (kind: string) => string; readonly onClick: (id: string) => void };

const FAINT_NODE = "#dfe6e6";
const FAINT_EDGE = "#eef2f2";
const EDGE = "#9db1b3";
const EDGE_IN_CROWD = "#d3dddd";
const EDGE_ON_PATH = "#0c6b6b";
const LABELS_ALWAYS_BELOW = 60;
/** From here on only the nodes move with the mouse; the rest is drawn when it rests. */
const LARGE_FROM_EDGES = 1500;
/** With more edges their names cross each other; then only those of the chosen path are shown. */
const EDGES_NAMED_BELOW = 10;
/** In an upright frame and among many nodes names stand to the right, so the picture stands left of the middle. */
const NAMES_TO_THE_RIGHT = 0.75;
/** A node and two lines of its name. */
const ROW_OF_TWO_LINES_PX = 48;

/** Draws with WebGL into `box`. @throws when the browser has no WebGL */
export function drawGraph(box: HTMLElement, graph: Graph, places: ReadonlyMap<string, Place>, { colourOf, onClick }: DrawOptions): Drawing {
  const links = linksOf(graph.nodes, graph.edges);
  let hovered: string | null = null;
  let chosen: string | null = null;
  let path: ReadonlySet<string> | null = null;
  const isSmall = graph.nodes.length <= LABELS_ALWAYS_BELOW;
  const isLarge = graph.edges.length > LARGE_FROM_EDGES;
  const areEdgesNamed = graph.edges.length <= EDGES_NAMED_BELOW;

  const frame = { width: Math.max(1, box.clientWidth), height: Math.max(1, box.clientHeight) };
  const margin = isSmall ? Math.min(90, frame.width * 0.12) : Math.min(45, frame.width * 0.08);
  const model = modelOf(graph, places, colourOf, { width: Math.max(1, frame.width - 2 * margin), height: Math.max(1, frame.height - 2 * margin) });
  const names = namesApart();
  const sigma: Sigma = new Sigma(model, box, {
    defaultEdgeType: "arrow",
    edgeProgramClasses: { arrow: EdgeArrowProgram },
    ...(isLarge ? nodesAloneInMotion(box) : {}),
    ...namesOn(frame, isSmall),
    ...(!isSmall ? { defaultDrawNodeLabel: names.draw } : frame.width >= frame.height ? { defaultDrawNodeLabel: rowPx(frame, places, margin) < ROW_OF_TWO_LINES_PX ? drawNameToTheRight : drawNameBeside } : {}),
    stagePadding: margin,
    minCameraRatio: 0.02,
    maxCameraRatio: 4,
    allowInvalidContainer: true,
    autoRescale: true,
    zIndex: true,
    nodeReducer: (id, data) => {
      const isFaint = path !== null && !path.has(id);
      return { ...data, ...(isFaint ? { color: FAINT_NODE, label: "", zIndex: 0 } : { zIndex: 1 }), ...(id === chosen ? { highlighted: true, zIndex: 2 } : {}), ...(path?.has(id) && isSmall ? { forceLabel: true } : {}) };
    },
    edgeReducer: (edge, data) => {
      if (path === null) return areEdgesNamed ? data : { ...data, label: "" };
      const [source, target] = model.extremities(edge);
      const isOn = path.has(source) && path.has(target);
      return { ...data, color: isOn ? EDGE_ON_PATH : FAINT_EDGE, label: isOn ? data["label"] : "", zIndex: isOn ? 1 : 0 };
    },
  });

  sigma.on("beforeRender", names.begin);
  pickLess(sigma);
  const home = stand(sigma, frame, !isSmall || frame.height > frame.width ? margin * NAMES_TO_THE_RIGHT : 0);

  if (isLarge) moveLight(sigma, box);

  const show = () => {
    const id = hovered ?? chosen;
    path = id ? pathThrough(links, id) : null;
    sigma.refresh({ skipIndexation: true });
  };
  sigma.on("enterNode", ({ node }) => ((hovered = node), (box.style.cursor = "pointer"), show()));
  sigma.on("leaveNode", () => ((hovered = null), (box.style.cursor = ""), show()));
  sigma.on("clickNode", ({ node }) => onClick(node));

  return {
    choose(id, follow = false) {
      chosen = id && model.hasNode(id) ? id : null;
      show();
      const at = chosen && follow ? sigma.getNodeDisplayData(chosen) : undefined;
      if (at && !isInSight(sigma, at)) void sigma.getCamera().animate({ x: at.x, y: at.y, ratio: Math.min(sigma.getCamera().ratio, 0.8) }, { duration: 180 });
    },
    fit: () => void sigma.getCamera().animate(home, { duration: 180 }),
    toPng: () => pngOf(sigma),
    stop: () => sigma.kill(),
  };
}

const FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif";

/** How names are written; on a narrow frame few enough not to cover each other. */
function namesOn({ width }: Frame, isSmall: boolean) {
  const isNarrow = width <= 600;
  return {
    renderEdgeLabels: true,
    labelFont: FONT,
    edgeLabelFont: FONT,
    labelColor: { color: "#14272c" },
    edgeLabelColor: { color: "#50656b" },
    labelSize: 12,
    edgeLabelSize: 11,
    labelRenderedSizeThreshold: isSmall ? 0 : 5,
    labelDensity: isSmall && !isNarrow ? 4 : 0.6,
    labelGridCellSize: isNarrow ? 190 : 100,
  };
}

/** Puts the whole picture `leftPx` left of the middle. @returns the camera's place, to come back to */
function stand(sigma: Sigma, { width, height }: Frame, leftPx: number) {
  const { x } = sigma.viewportToFramedGraph({ x: width / 2 + leftPx, y: height / 2 });
  const home = { ...sigma.getCamera().getState(), x };
  sigma.getCamera().setState(home);
  return home;
}

function modelOf(graph: Graph, places: ReadonlyMap<string, Place>, colourOf: (kind: string) => string, frame: Frame): MultiDirectedGraph {
  const model = new MultiDirectedGraph();
  const spread = spreadOver(frame, places);
  const layerOf = new Map([...new Set([...places.values()].map(({ x }) => x))].sort((a, b) => a - b).map((x, layer) => [x, layer]));
  const nodeSize = Math.max(2.2, Math.min(9, 90 / Math.sqrt(graph.nodes.length)));
  const edgeSize = graph.edges.length > 1000 ? 0.5 : 1;
  for (const node of graph.nodes) {
    const place = spread(places.get(node.id) ?? { x: 0, y: 0 });
    model.addNode(node.id, { ...place, isAbove: (layerOf.get(places.get(node.id)?.x ?? 0) ?? 0) % 2 === 1, label: node.label, size: nodeSize * (0.55 + 0.45 * Math.sqrt(node.weight ?? 1)), color: colourOf(node.kind) });
  }
  for (const edge of graph.edges) {
    if (!model.hasNode(edge.source) || !model.hasNode(edge.target)) continue;
    model.addDirectedEdgeWithKey(edge.id, edge.source, edge.target, { label: edge.label ?? "", size: edgeSize * (1 + Math.sqrt(edge.weight ?? 1)), color: graph.edges.length > 1000 ? EDGE_IN_CROWD : EDGE });
  }
  return model;
}

type Frame = { readonly width: number; readonly height: number };

/** Fits layers and rows to the frame's shape; in an upright frame (a phone) the history runs from top to bottom. */
function spreadOver(frame: Frame, places: ReadonlyMap<string, Place>): (place: Place) => Place {
  const all = [...places.values()];
  const layers = spanOf(all.map(({ x }) => x));
  const rows = spanOf(all.map(({ y }) => y));
  const isUpright = frame.height > frame.width;
  const [along, across] = isUpright ? [frame.height, frame.width] : [frame.width, frame.height];
  const perLayer = along / layers;
  const perRow = Math.min(across / rows, 160);
  return isUpright ? ({ x, y }) => ({ x: y * perRow, y: -x * perLayer }) : ({ x, y }) => ({ x: x * perLayer, y: y * perRow });
}

/** How far apart rows stand in a frame that is wider than high. */
function rowPx({ height }: Frame, places: ReadonlyMap<string, Place>, margin: number): number {
  return (height - 2 * margin) / spanOf([...places.values()].map(({ y }) => y));
}

function spanOf(values: readonly number[]): number {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  return Math.max(1, most - least);
}

function isInSight(sigma: Sigma, at: Place): boolean {
  const { x, y } = sigma.framedGraphToViewport(at);
  const { width, height } = sigma.getDimensions();
  return x > width * 0.05 && x < width * 0.85 && y > height * 0.08 && y < height * 0.92;
}

async function pngOf(sigma: Sigma): Promise<Blob | null> {
  sigma.refresh({ schedule: false }); // WebGL canvases are readable only in the tick they were drawn in
  const layers = Object.values(sigma.getCanvases());
  const picture = document.createElement("canvas");
  picture.width = layers[0]?.width ?? 1;
  picture.height = layers[0]?.height ?? 1;
  const pen = picture.getContext("2d");
  if (!pen) return null;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, picture.width, picture.height);
  for (const layer of layers) pen.drawImage(layer, 0, 0);
  return new Promise((resolve) => picture.toBlob(resolve, "image/png"));
}
