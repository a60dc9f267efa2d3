import type { Gallery } from "../gallery.tsx";
import { Card, Figures } from "../frame/Card.tsx";
import { Page } from "../frame/Page.tsx";
import { calendarHeat } from "./calendar-heat.ts";
import { Chart } from "./Chart.tsx";
import { sankeyOfMass } from "./sankey.ts";
import { timeSeries } from "./time-series.ts";

const kg = 1_000_000;
const balance = sankeyOfMass([
  { source: "期初", target: "丙酮", massMg: 812_400 * kg }, { source: "生产", target: "丙酮", massMg: 1_930_000 * kg }, { source: "收入", target: "丙酮", massMg: 604_120 * kg },
  { source: "丙酮", target: "使用", massMg: 1_612_000 * kg }, { source: "丙酮", target: "发出", massMg: 1_204_000 * kg }, { source: "丙酮", target: "销毁", massMg: 22_000 * kg }, { source: "丙酮", target: "未说明", massMg: 6_320 * kg }, { source: "丙酮", target: "期末", massMg: 502_200 * kg },
], { from: "从", to: "到", mass: "质量" });
const months = Array.from({ length: 11 }, (_, i) => `2026-${String(i + 1).padStart(2, "0")}`);
const moved = timeSeries({ times: months, timeLabel: "月份", isMassMg: true, series: [{ name: "购入", kind: "bar", values: months.map((_, i) => (320 + ((i * 37) % 90)) * 1000 * kg) }, { name: "使用", kind: "bar", values: months.map((_, i) => (300 + ((i * 53) % 80)) * 1000 * kg) }, { name: "库存", values: months.map((_, i) => (510 + ((i * 29) % 140)) * 1000 * kg) }] });
const heat = calendarHeat({ year: 2026, language: "zh", dayLabel: "日期", valueLabel: "申报", days: Array.from({ length: 320 }, (_, i) => ({ day: new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10), value: i % 7 > 4 ? 0 : (i * 31) % 23 })) });

function Charts() {
  return (
    <Page title="涪陵区 · 物料平衡" lead="2026 年 1 月 1 日至 11 月 23 日。收支两侧逐毫克相等。">
      <Figures figures={[{ label: "期末结存", value: "502,200", unit: "kg", to: "/help" }, { label: "本期收入", value: "2,534,120", unit: "kg" }, { label: "在途", value: "18,440", unit: "kg", note: "12 票" }, { label: "未说明", value: "6,320", unit: "kg", tone: "warning", note: "占收入 0.25%" }]} />
      <div className="card-grid">
        <Card flush><Chart title="丙酮收支" model={balance} height={300} /></Card>
        <Card flush span={7}><Chart title="月度变动" model={moved} height={260} /></Card>
        <Card flush span={5}><Chart title="申报日历" model={heat} height={260} /></Card>
      </div>
    </Page>
  );
}

export const gallery: Gallery = { title: { zh: "图表", en: "Charts" }, states: { all: { render: () => <Charts /> } } };
