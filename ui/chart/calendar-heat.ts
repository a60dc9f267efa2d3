import { formatNumber } from "../words/format.ts";
import { chartFont, type ChartModel } from "./chart-model.ts";

type CalendarHeatInput = { readonly year: number; readonly language: "zh" | "en"; readonly days: readonly { readonly day: string; readonly value: number }[]; readonly dayLabel: string; readonly valueLabel: string; readonly onPickDay?: (day: string) => void };

/** A year of days: when things happened, and when they did not. */
export function calendarHeat({ year, language, days, dayLabel, valueLabel, onPickDay }: CalendarHeatInput): ChartModel {
  const most = days.reduce((max, { value }) => Math.max(max, value), 1);
  return {
    header: [dayLabel, valueLabel],
    rows: days.filter(({ value }) => value !== 0).map(({ day, value }) => ({ key: day, cells: [day, formatNumber(value)], ...(onPickDay ? { onPick: () => onPickDay(day) } : {}) })),
    option: {
      tooltip: { formatter: (item) => (Array.isArray(item) || !Array.isArray(item.value) ? "" : `${item.value[0]}　${valueLabel} ${formatNumber(Number(item.value[1]))}`) },
      visualMap: { min: 0, max: most, orient: "horizontal", right: 12, top: 8, itemHeight: 90, itemWidth: 10, calculable: false, text: [`${valueLabel} ${formatNumber(most)}`, "0"], textStyle: chartFont, inRange: { color: ["#e3f0ee", "#7dbdb4", "#0c6b6b", "#083c40"] } },
      calendar: { range: String(year), left: 44, right: 16, top: 64, bottom: 12, cellSize: ["auto", "auto"], itemStyle: { color: "#f6f9f9", borderColor: "#fff", borderWidth: 2 }, splitLine: { lineStyle: { color: "#c9d6d6" } }, dayLabel: { ...chartFont, nameMap: language === "zh" ? "ZH" : "EN", firstDay: 1 }, monthLabel: { ...chartFont, nameMap: language === "zh" ? "ZH" : "EN" }, yearLabel: { show: false } },
      series: [{ type: "heatmap", coordinateSystem: "calendar", data: days.map(({ day, value }) => [day, value]) }],
    },
  };
}
