import type { MassFlow } from "#ui/chart/sankey.ts";
import { csvOf } from "#ui/table/column.ts";
import { formatKg } from "#ui/words/format.ts";
import { InKind, OutKind, totalMg, type BalanceRow } from "../../contract/index.ts";

/** Substances drawn by themselves; the rest are added up, so that the picture can be read. The table below names all. */
const DRAWN = 8;

export type FlowNames = {
  readonly opening: string;
  readonly closing: string;
  readonly substance: (id: string) => string;
  readonly others: (count: number) => string;
  readonly into: (kind: InKind) => string;
  readonly outOf: (kind: OutKind) => string;
};

/** What a name in the picture stands for. */
export type FlowNode = { readonly substance: string } | { readonly into: InKind } | { readonly outOf: OutKind } | { readonly stock: "opening" | "closing" };
export type BalanceFlows = { readonly flows: readonly MassFlow[]; readonly nodes: ReadonlyMap<string, FlowNode> };

/** A balance as flows: ways in → substance → ways out, with the stock before and after as one of each. Nothing is rounded. */
export function balanceFlows(balances: readonly BalanceRow[], names: FlowNames): BalanceFlows {
  const largest = [...balances].sort((a, b) => throughput(b) - throughput(a));
  const drawn = new Set(largest.slice(0, DRAWN).map(({ substanceId }) => substanceId));
  const restName = names.others(balances.length - drawn.size);
  const massOf = new Map<string, { source: string; target: string; massMg: number }>();
  const nodes = new Map<string, FlowNode>([[names.opening, { stock: "opening" }], [names.closing, { stock: "closing" }]]);
  const add = (source: string, target: string, massMg: number) => {
    if (massMg === 0) return;
    const flow = massOf.get(`${source}→${target}`) ?? { source, target, massMg: 0 };
    flow.massMg += massMg;
    massOf.set(`${source}→${target}`, flow);
  };
  for (const balance of largest) {
    const isDrawn = drawn.has(balance.substanceId);
    const middle = isDrawn ? names.substance(balance.substanceId) : restName;
    if (isDrawn) nodes.set(middle, { substance: balance.substanceId });
    add(names.opening, middle, balance.openingMg);
    for (const kind of InKind.options) add(named(nodes, names.into(kind), { into: kind }), middle, balance.inMg[kind] ?? 0);
    for (const kind of OutKind.options) add(middle, named(nodes, names.outOf(kind), { outOf: kind }), balance.outMg[kind] ?? 0);
    add(middle, names.closing, balance.closingMg);
  }
  return { flows: [...massOf.values()], nodes };
}

/** Mass of undeclared origin, and missing at counts; what one book has too much does not make up for what another misses. */
export const unaccountedMg = ({ inMg, outMg }: BalanceRow): number => (inMg.shortfall ?? 0) + (outMg.stocktake ?? 0);

/** Every figure of the balance in kilograms, all digits, one column per way in and out. */
export function balanceCsv(balances: readonly BalanceRow[], names: FlowNames, words: { readonly substance: string; readonly id: string; readonly inTransit: string; readonly muf: string }): string {
  const header = [words.substance, words.id, names.opening, ...InKind.options.map(names.into), ...OutKind.options.map(names.outOf), names.closing, words.inTransit, words.muf];
  const rows = balances.map((balance) => [
    names.substance(balance.substanceId),
    balance.substanceId,
    ...[balance.openingMg, ...InKind.options.map((kind) => balance.inMg[kind] ?? 0), ...OutKind.options.map((kind) => balance.outMg[kind] ?? 0), balance.closingMg, balance.inTransitMg, balance.mufMg].map((massMg) => plainKg(massMg)),
  ]);
  return csvOf(header, rows);
}

/** For a spreadsheet: no digit grouping, an ASCII minus. */
const plainKg = (massMg: number): string => formatKg(massMg).replaceAll(",", "").replace("−", "-");

const throughput = (balance: BalanceRow): number => balance.openingMg + totalMg(balance.inMg);

function named(nodes: Map<string, FlowNode>, name: string, node: FlowNode): string {
  nodes.set(name, node);
  return name;
}
