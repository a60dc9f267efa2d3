import { useEffect, useState } from "react";
import type { Graph } from "./graph.ts";
import type { Place } from "./layered-layout.ts";
import LayoutWorker from "./layout.worker.ts?worker";

/** Places for a graph, computed beside the page so that it never freezes; null while computing. */
export function useLayout(graph: Graph): ReadonlyMap<string, Place> | null {
  const [layout, setLayout] = useState<{ readonly of: Graph; readonly places: ReadonlyMap<string, Place> } | null>(null);
  useEffect(() => {
    const worker = new LayoutWorker();
    worker.onmessage = ({ data }: MessageEvent<ReadonlyMap<string, Place>>) => {
      setLayout({ of: graph, places: data });
      worker.terminate();
    };
    worker.postMessage({ nodes: graph.nodes.map(({ id }) => ({ id })), edges: graph.edges.map(({ source, target }) => ({ source, target })) });
    return () => worker.terminate();
  }, [graph]);
  return layout?.of === graph ? layout.places : null;
}
