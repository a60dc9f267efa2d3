import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import type { Day } from "#kernel/calendar.ts";
import { DayField } from "#ui/form/DayField.tsx";
import { useSetUrlState, useUrlState } from "#ui/frame/url.ts";
import { useAsOf } from "#ui/frame/url.ts";
import { formatDay } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { defineWords, useWords } from "#ui/words/words.ts";
import { periodLabel, readPeriod, stepPeriod, wholeOf, writePeriod, type Period, type PeriodKind } from "./period.ts";
import "./precursor.css";

/** The day the screen stands at: today, or the day of the moment chosen above. */
export function useToday(): Day {
  const asOf = useAsOf();
  return formatDay(asOf ?? Date.now());
}

export function usePeriod(): { readonly period: Period; set(period: Period): void } {
  const setState = useSetUrlState();
  const period = readPeriod(useUrlState(), useToday());
  return { period, set: (next) => setState(writePeriod(next), "replace") };
}

/** Year, quarter, month or any days; kept in the address. */
export function PeriodChooser() {
  const words = useWords(periodWords);
  const say = useSay();
  const today = useToday();
  const { period, set } = usePeriod();
  const kinds: readonly PeriodKind[] = ["year", "quarter", "month", "custom"];
  const choose = (kind: PeriodKind) => set(kind === "custom" ? { ...period, kind } : wholeOf(kind, period.to < today ? period.to : today));
  return (
    <div className="period-chooser no-print" role="group" aria-label={words.period}>
      <Segmented value={period.kind} onChange={choose} options={kinds.map((kind) => ({ value: kind, label: words[kind] }))} />
      {period.kind === "custom" ? (
        <span className="period-days">
          <DayField value={period.from} latest={period.to} label={words.from} onChange={(from) => from && set({ ...period, from })} />
          <span>–</span>
          <DayField value={period.to} earliest={period.from} label={words.to} onChange={(to) => to && set({ ...period, to })} />
        </span>
      ) : (
        <span className="period-step">
          <Button type="text" icon={<LeftOutlined />} aria-label={words.before} onClick={() => set(stepPeriod(period, -1))} />
          <strong>{say(periodLabel(period))}</strong>
          <Button type="text" icon={<RightOutlined />} aria-label={words.after} disabled={period.to >= today} onClick={() => set(stepPeriod(period, 1))} />
        </span>
      )}
    </div>
  );
}

const periodWords = defineWords({
  zh: { period: "期间", year: "年", quarter: "季", month: "月", custom: "自定", from: "起", to: "止", before: "上一期", after: "下一期" },
  en: { period: "Period", year: "Year", quarter: "Quarter", month: "Month", custom: "Custom", from: "From", to: "To", before: "Before", after: "After" },
});
