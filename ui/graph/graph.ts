/** A directed graph to look at: a lot's history, the trades of a ring, a case. */
export type GraphNode = { readonly id: string; readonly label: string; /** Key of the legend. */ readonly kind: string; /** 1 is ordinary. */ readonly weight?: number; readonly detail?: string };
export type GraphEdge = { readonly id: string; readonly source: string; readonly target: string; readonly label?: string; readonly weight?: number };
export type Graph = { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] };

export type Links = { readonly before: ReadonlyMap<string, readonly string[]>; readonly after: ReadonlyMap<string, readonly string[]> };

/** Who leads to whom, both ways; edges to unknown nodes are left out. */
export function linksOf(nodes: readonly { readonly id: string }[], edges: readonly { readonly source: string; readonly target: string }[]): Links {
  const before = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  const after = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { source, target } of edges) {
    if (!before.has(source) || !before.has(target)) continue;
    after.get(source)?.push(target);
    before.get(target)?.push(source);
  }
  return { before, after };
}

/** Everything a node came from and went into, itself included. */
export function pathThrough(links: Links, id: string): ReadonlySet<string> {
  return new Set([...reach(links.before, id), ...reach(links.after, id)]);
}

function reach(next: ReadonlyMap<string, readonly string[]>, from: string): Set<string> {
  const seen = new Set([from]);
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const other of next.get(id) ?? []) {
      if (seen.has(other)) continue;
      seen.add(other);
      waiting.push(other);
    }
  }
  return seen;
}

type Placed = { readonly x: number; readonly y: number };

/**
 * The node an arrow key leads to: ← the nearest node this one came from, → the nearest it went into,
 * ↑ ↓ the next one in the same column.
 */
export function neighbourByKey(key: string, id: string, links: Links, at: ReadonlyMap<string, Placed>): string | null {
  const here = at.get(id);
  if (!here) return null;
  const nearest = (ids: readonly string[]) => [...ids].sort((a, b) => Math.abs((at.get(a)?.y ?? 0) - here.y) - Math.abs((at.get(b)?.y ?? 0) - here.y))[0] ?? null;
  if (key === "ArrowLeft") return nearest(links.before.get(id) ?? []);
  if (key === "ArrowRight") return nearest(links.after.get(id) ?? []);
  const column = [...at].filter(([, place]) => place.x === here.x);
  // Sigma's y grows upwards.
  if (key === "ArrowUp") return column.filter(([, place]) => place.y > here.y).sort((a, b) => a[1].y - b[1].y)[0]?.[0] ?? null;
  if (key === "ArrowDown") return column.filter(([, place]) => place.y < here.y).sort((a, b) => b[1].y - a[1].y)[0]?.[0] ?? null;
  return null;
}
