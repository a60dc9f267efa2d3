import { useEffect, useRef } from "react";
import type { ChartOption, ChartPick } from "./chart-model.ts";
import { init } from "./echarts-core.ts";

type EChartProps = { readonly option: ChartOption; readonly height: number; readonly label: string; readonly onPick?: ((pick: ChartPick) => void) | undefined };

export default function EChart({ option, height, label, onPick }: EChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(onPick);
  latest.current = onPick;

  useEffect(() => {
    if (!box.current) return;
    const chart = init(box.current);
    chart.setOption({ animation: false, ...option });
    chart.on("click", (event) => latest.current?.(pickOf(event)));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [option]);

  return <div ref={box} role="img" aria-label={label} style={{ height, width: "100%" }} />;
}

type ClickEvent = { readonly name?: string; readonly seriesName?: string; readonly value?: unknown; readonly data?: unknown };

function pickOf({ name = "", seriesName, data }: ClickEvent): ChartPick {
  const link = typeof data === "object" && data !== null && "source" in data && "target" in data ? data : null;
  if (link) return { name, source: String(link.source), target: String(link.target) };
  // A calendar cell has no name; its first value is the day.
  return { name: name || (Array.isArray(data) ? String(data[0]) : ""), series: seriesName };
}
