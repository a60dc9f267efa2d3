import { Select } from "antd";
import { useMemo } from "react";
import { Chart } from "#ui/chart/Chart.tsx";
import type { ChartModel, ChartPick } from "#ui/chart/chart-model.ts";
import { sankeyOfMass } from "#ui/chart/sankey.ts";
import { useGo } from "#ui/frame/url.ts";
import { useWords } from "#ui/words/words.ts";
import type { BalanceRow } from "../../contract/index.ts";
import type { Period } from "../period.ts";
import { useSubstances } from "../use-substances.ts";
import { balanceFlows } from "./balance-flows.ts";
import { linkOfKind } from "./drill-down.ts";
import { useFlowNames } from "./use-flow-names.ts";
import { overviewWords } from "./words.ts";

type BalanceChartProps = { readonly balances: readonly BalanceRow[]; readonly period: Period; readonly substance: string | undefined; readonly enterprise?: string; readonly onSubstance: (id: string | undefined) => void };

/** The balance drawn as flows; a substance narrows the picture to itself, a way in or out leads to its declarations. */
export function BalanceChart({ balances, period, substance, enterprise, onSubstance }: BalanceChartProps) {
  const t = useWords(overviewWords);
  const go = useGo();
  const names = useFlowNames();
  const { nameOf } = useSubstances();
  const { nodes, model } = useMemo(() => {
    const chosen = balances.filter(({ substanceId }) => substance === undefined || substanceId === substance);
    const { flows, nodes: named } = balanceFlows(chosen, names);
    return { nodes: named, model: withRoomForNames(sankeyOfMass(flows, { from: t.from, to: t.to, mass: t.mass })) };
  }, [balances, substance, names, t]);
  const pick = ({ name, source, target }: ChartPick) => {
    const found = [source, target, name].map((each) => (each ? nodes.get(each) : undefined)).filter((each) => each !== undefined);
    const middle = found.find((node) => "substance" in node);
    const way = found.find((node) => "into" in node || "outOf" in node);
    const id = middle && "substance" in middle ? middle.substance : substance;
    if (way) go(linkOfKind("into" in way ? way.into : "outOf" in way ? way.outOf : null, { substance: id, enterprise, from: period.from, to: period.to }));
    else if (id) onSubstance(id);
  };
  return (
    <>
      <Chart title={substance ? t.flowsOf(nameOf(substance)) : t.flows} model={model} height={balances.length > 3 && !substance ? 430 : 320} onPick={pick} />
      {balances.length > 1 && (
        <div className="chart-foot no-print">
          <Select size="small" aria-label={t.substance} value={substance ?? ""} popupMatchSelectWidth={false} onChange={(id) => onSubstance(id || undefined)} options={[{ value: "", label: t.allSubstances }, ...balances.map(({ substanceId }) => ({ value: substanceId, label: nameOf(substanceId) }))]} />
        </div>
      )}
    </>
  );
}

const NAME_HEIGHT = 17;

/** Flows too thin to see still have names: neighbours stand a line of text apart. */
function withRoomForNames(model: ChartModel): ChartModel {
  const series = [model.option.series].flat().map((each) => (each?.type === "sankey" ? { ...each, nodeGap: NAME_HEIGHT } : each)).filter((each) => each !== undefined);
  return { ...model, option: { ...model.option, series } };
}
