import { seriesColours } from "../theme/colours.ts";
import { formatMass } from "../words/format.ts";
import { chartFont, type ChartModel } from "./chart-model.ts";

export type MassFlow = { readonly source: string; readonly target: string; readonly massMg: number; readonly onPick?: () => void };
type SankeyWords = { readonly from: string; readonly to: string; readonly mass: string };

/**
 * A mass balance as flows. Names are shown as they are and must differ between the two sides ("收入：生产", "支出：使用").
 * Flows of nothing are in the table but not in the picture.
 */
export function sankeyOfMass(flows: readonly MassFlow[], words: SankeyWords): ChartModel {
  const drawn = flows.filter(({ massMg }) => massMg > 0);
  const names = [...new Set(drawn.flatMap(({ source, target }) => [source, target]))];
  return {
    header: [words.from, words.to, words.mass],
    rows: flows.map(({ source, target, massMg, onPick }) => ({ key: `${source}→${target}`, cells: [source, target, formatMass(massMg)], ...(onPick ? { onPick } : {}) })),
    option: {
      tooltip: { trigger: "item", valueFormatter: (value) => formatMass(Number(value)) },
      series: [{
        type: "sankey",
        data: names.map((name, i) => ({ name, itemStyle: { color: seriesColours[i % seriesColours.length] } })),
        links: drawn.map(({ source, target, massMg }) => ({ source, target, value: massMg })),
        left: 16, right: 130, top: 16, bottom: 16, nodeWidth: 12, nodeGap: 12, draggable: false,
        lineStyle: { color: "gradient", opacity: 0.3, curveness: 0.5 },
        label: { ...chartFont, color: "#14272c", width: 118, overflow: "truncate" },
        labelLayout: { hideOverlap: true },
        emphasis: { focus: "adjacency" },
      }],
    },
  };
}
