import { lazy } from "react";

/** WebGL drawing is fetched when a graph is first shown. Put it inside a `Suspense`; rooms' routes already are. */
export const GraphView = lazy(() => import("./GraphView.tsx"));
export type { Graph, GraphEdge, GraphNode } from "./graph.ts";
