import { chartFont, type ChartModel } from "#ui/chart/chart-model.ts";
import { formatNumber } from "#ui/words/format.ts";
import { FindingSeverity, type FindingKind } from "../../contract/index.ts";

type Count = { readonly kind: FindingKind; readonly severity: FindingSeverity; readonly count: number };
type BarNames = { readonly kind: (kind: FindingKind) => string; readonly severity: (severity: FindingSeverity) => string; readonly kindLabel: string; readonly countLabel: string };

const COLOURS = { high: "#a4503a", medium: "#c0862b", low: "#2f5d8a", info: "#9bb0b3" } as const;

export const kindsByCount = (counts: readonly Count[]): readonly { readonly kind: FindingKind; readonly total: number }[] => {
  const totals = new Map<FindingKind, number>();
  for (const { kind, count } of counts) totals.set(kind, (totals.get(kind) ?? 0) + count);
  return [...totals].map(([kind, total]) => ({ kind, total })).filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
};

/** Findings by kind, lying bars, the most frequent above, divided by severity. */
export function findingsBar(counts: readonly Count[], names: BarNames, onPick: (kind: FindingKind) => void): ChartModel {
  const kinds = kindsByCount(counts);
  const countOf = (kind: FindingKind, severity: FindingSeverity) => counts.find((each) => each.kind === kind && each.severity === severity)?.count ?? 0;
  const severities = [...FindingSeverity.options].reverse().filter((severity) => counts.some((each) => each.severity === severity && each.count > 0));
  return {
    header: [names.kindLabel, ...severities.map(names.severity), names.countLabel],
    rows: kinds.map(({ kind, total }) => ({ key: kind, cells: [names.kind(kind), ...severities.map((severity) => formatNumber(countOf(kind, severity))), formatNumber(total)], onPick: () => onPick(kind) })),
    option: {
      tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
      legend: { bottom: 4, textStyle: chartFont, itemWidth: 12, itemHeight: 9 },
      grid: { left: 12, right: 36, top: 10, bottom: 34, containLabel: true },
      xAxis: { type: "value", minInterval: 1, axisLabel: chartFont, splitLine: { lineStyle: { color: "#e9efef" } } },
      yAxis: { type: "category", inverse: true, data: kinds.map(({ kind }) => names.kind(kind)), axisLabel: { ...chartFont, color: "#14272c", interval: 0 }, axisTick: { show: false }, axisLine: { lineStyle: { color: "#c9d6d6" } } },
      series: severities.map((severity) => ({ type: "bar", name: names.severity(severity), stack: "all", barMaxWidth: 16, itemStyle: { color: COLOURS[severity] }, cursor: "pointer", data: kinds.map(({ kind }) => countOf(kind, severity)) })),
    },
  };
}
