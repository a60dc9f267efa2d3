import { seriesColours } from "../theme/colours.ts";
import { formatKg, formatNumber } from "../words/format.ts";
import { chartFont, type ChartModel } from "./chart-model.ts";

export type Series = { readonly name: string; readonly kind?: "line" | "bar"; /** One value per time; null where unknown. */ readonly values: readonly (number | null)[] };
type TimeSeriesInput = { readonly times: readonly string[]; readonly timeLabel: string; readonly series: readonly Series[]; /** Values are milligrams, shown in kilograms. */ readonly isMassMg?: boolean; readonly unit?: string; readonly onPickTime?: (time: string) => void };

/** Values over days, months or years. */
export function timeSeries({ times, timeLabel, series, isMassMg = false, unit = isMassMg ? "kg" : "", onPickTime }: TimeSeriesInput): ChartModel {
  const shown = (value: number | null) => (value === null ? "" : isMassMg ? formatKg(value) : formatNumber(value));
  const scale = isMassMg ? 1_000_000 : 1;
  return {
    header: [timeLabel, ...series.map(({ name }) => (unit ? `${name} (${unit})` : name))],
    rows: times.map((time, i) => ({ key: time, cells: [time, ...series.map(({ values }) => shown(values[i] ?? null))], ...(onPickTime ? { onPick: () => onPickTime(time) } : {}) })),
    option: {
      color: [...seriesColours],
      tooltip: { trigger: "axis", valueFormatter: (value) => (typeof value === "number" ? `${formatNumber(value)} ${unit}` : "") },
      legend: { top: 8, right: 12, textStyle: chartFont, itemWidth: 14, itemHeight: 9 },
      grid: { left: 16, right: 20, top: 44, bottom: 12, containLabel: true },
      xAxis: { type: "category", data: [...times], axisLabel: chartFont, axisLine: { lineStyle: { color: "#c9d6d6" } }, axisTick: { show: false } },
      yAxis: { type: "value", name: unit, nameTextStyle: chartFont, axisLabel: { ...chartFont, formatter: (value: number) => formatNumber(value) }, splitLine: { lineStyle: { color: "#e9efef" } } },
      series: series.map(({ name, kind = "line", values }) => ({ name, type: kind, data: values.map((value) => (value === null ? null : value / scale)), ...(kind === "line" ? { symbol: "circle", symbolSize: 5, lineStyle: { width: 2 } } : { barMaxWidth: 26 }) })),
    },
  };
}
