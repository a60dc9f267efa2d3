import { Figures } from "#ui/frame/Card.tsx";
import { ProblemNotice } from "#ui/frame/Notice.tsx";
import { useView } from "#ui/use-view.ts";
import { formatNumber } from "#ui/words/format.ts";
import { useWords } from "#ui/words/words.ts";
import { getWork } from "../../contract/index.ts";
import { homeCardWords } from "./words.ts";

/** What is mine, what nobody has taken, and what this week brought. Each number leads to its rows. */
export function WorkFigures({ mayImport }: { readonly mayImport: boolean }) {
  const t = useWords(homeCardWords);
  const { data, error, refetch } = useView(getWork, {});
  if (error && !data) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  const shown = (count: number | undefined) => (count === undefined ? "…" : formatNumber(count));
  return (
    <Figures
      figures={[
        { label: t.assigned, value: shown(data?.mine), to: "/precursor/findings?mine=true" },
        { label: t.waiting, value: shown(data?.unassigned), to: "/precursor/findings?state=open" },
        { label: t.high, value: shown(data?.high), to: "/precursor/findings?severity=high", ...(data && data.high > 0 ? { tone: "warning" as const } : {}) },
        { label: t.raised, value: shown(data?.raisedThisWeek), note: t.raisedNote, to: "/precursor/findings?state=all" },
        { label: t.healed, value: shown(data?.healedThisWeek), note: t.healedNote, to: "/precursor/findings?state=healed" },
        { label: t.expiring, value: shown(data?.expiringPermits), to: "/precursor/permits?state=expiring" },
        ...(mayImport ? [{ label: t.imports, value: shown(data?.imports), note: t.importsNote, to: "/precursor/import" }] : []),
      ]}
    />
  );
}
