import type { ComposeOption } from "echarts/core";
import type { BarSeriesOption, HeatmapSeriesOption, LineSeriesOption, SankeySeriesOption } from "echarts/charts";
import type { CalendarComponentOption, GridComponentOption, LegendComponentOption, TooltipComponentOption, VisualMapComponentOption } from "echarts/components";
import type { PlainRow } from "../table/PlainTable.tsx";

export type ChartOption = ComposeOption<BarSeriesOption | HeatmapSeriesOption | LineSeriesOption | SankeySeriesOption | CalendarComponentOption | GridComponentOption | LegendComponentOption | TooltipComponentOption | VisualMapComponentOption>;

/** A picture and the data table behind it, made from the same values. */
export type ChartModel = {
  readonly option: ChartOption;
  readonly header: readonly string[];
  readonly rows: readonly PlainRow[];
};

/** What a click on the picture means: the name and series of what was clicked. */
export type ChartPick = { readonly name: string; readonly series?: string | undefined; readonly source?: string | undefined; readonly target?: string | undefined };

export const chartFont = { fontFamily: "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif", color: "#50656b", fontSize: 12 };
