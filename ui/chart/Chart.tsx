import { Segmented, Spin } from "antd";
import { useState } from "react";
import { later } from "../later.tsx";
import { PlainTable } from "../table/PlainTable.tsx";
import { defineWords, useWords } from "../words/words.ts";
import type { ChartModel, ChartPick } from "./chart-model.ts";

const EChart = later(() => import("./EChart.tsx"), ({ height }) => <div style={{ height, display: "grid", placeContent: "center" }}><Spin /></div>);

type ChartProps = { readonly model: ChartModel; readonly title: string; readonly height?: number; /** Click-through: go to the rows. */ readonly onPick?: (pick: ChartPick) => void };

/** A chart with its table one switch away. Give it a memoised model: a new one draws anew. */
export function Chart({ model, title, height = 320, onPick }: ChartProps) {
  const words = useWords(chartWords);
  const [shown, show] = useState<"chart" | "table">("chart");
  return (
    <figure className="chart" style={{ margin: 0 }}>
      <figcaption className="card-head"><h2>{title}</h2><Segmented className="no-print" size="small" value={shown} onChange={show} options={[{ value: "chart", label: words.chart }, { value: "table", label: words.table }]} /></figcaption>
      {shown === "table" ? (
        <PlainTable header={model.header} rows={model.rows} height={height} />
      ) : (
        <EChart option={model.option} height={height} label={title} onPick={onPick} />
      )}
    </figure>
  );
}

const chartWords = defineWords({ zh: { chart: "图", table: "表格" }, en: { chart: "Chart", table: "Table" } });
