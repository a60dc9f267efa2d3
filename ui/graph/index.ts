import { Spin } from "antd";
import { createElement } from "react";
import { later } from "../later.tsx";

/** WebGL drawing is fetched when a graph is first shown. */
export const GraphView = later(() => import("./GraphView.tsx"), () => createElement(Spin));
export type { Graph, GraphEdge, GraphNode } from "./graph.ts";
