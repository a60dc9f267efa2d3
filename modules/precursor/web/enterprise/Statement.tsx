import { Select, Spin } from "antd";
import { useMemo } from "react";
import { Chart } from "#ui/chart/Chart.tsx";
import { timeSeries } from "#ui/chart/time-series.ts";
import { AnswerOf } from "#ui/frame/AnswerOf.tsx";
import { Card } from "#ui/frame/Card.tsx";
import { Notice, ProblemNotice } from "#ui/frame/Notice.tsx";
import { useAsOf, useSetUrlState, useUrlState } from "#ui/frame/url.ts";
import { useDownload } from "#ui/use-download.ts";
import { useView } from "#ui/use-view.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { exportStatement, getStatement } from "../../contract/index.ts";
import { statementLineWords } from "../../contract/movement-words.ts";
import { ExportMenu, saveCsv, type ExportChoice } from "../ExportMenu.tsx";
import { PeriodChooser, usePeriod } from "../PeriodChooser.tsx";
import { periodLabel } from "../period.ts";
import { useSubstances } from "../use-substances.ts";
import type { EnterpriseDetail } from "./RegisterFacts.tsx";
import { dayEnds, statementCsv, type StatementView } from "./statement-rows.ts";
import { StatementTable } from "./StatementTable.tsx";
import "./statement.css";
import { enterpriseWords } from "./words.ts";

/** The substance of the address, else the one most held. */
export function useBookSubstance(enterprise: EnterpriseDetail): string | undefined {
  const { substance } = useUrlState();
  return substance ?? enterprise.held[0]?.substanceId;
}

export function SubstanceOfBook({ enterprise }: { readonly enterprise: EnterpriseDetail }) {
  const t = useWords(enterpriseWords);
  const { nameOf } = useSubstances();
  const setState = useSetUrlState();
  const substance = useBookSubstance(enterprise);
  const known = enterprise.held.map(({ substanceId }) => substanceId);
  const all = substance && !known.includes(substance) ? [substance, ...known] : known;
  return <Select className="book-substance" aria-label={t.substance} value={substance} popupMatchSelectWidth={false} onChange={(id: string) => setState({ substance: id }, "replace")} options={all.map((id) => ({ value: id, label: nameOf(id) }))} />;
}

/** A book of one substance like a bank's statement: what came, what went, what was left after each. Prints on A4. */
export function Statement({ enterprise }: { readonly enterprise: EnterpriseDetail }) {
  const t = useWords(enterpriseWords);
  const say = useSay();
  const asOf = useAsOf();
  const { period } = usePeriod();
  const { nameOf } = useSubstances();
  const substance = useBookSubstance(enterprise) ?? "";
  const view = useView(getStatement, { uscc: enterprise.uscc, substance, from: period.from, to: period.to, asOf }, { enabled: substance !== "" });
  const { data, error, refetch } = view;
  const curve = useMemo(() => {
    const ends = dayEnds(data?.lines ?? []);
    return timeSeries({ times: ends.map(({ day }) => day), timeLabel: t.day, isMassMg: true, series: [{ name: t.curve, values: ends.map(({ balanceMg }) => balanceMg) }] });
  }, [data, t]);
  return (
    <>
      <div className="book-tools no-print"><SubstanceOfBook enterprise={enterprise} /><PeriodChooser /><StatementExport uscc={enterprise.uscc} substance={substance} view={data} /></div>
      <div className="statement-head"><h2>{t.statementTitle(nameOf(substance))}</h2><p>{enterprise.name}　{enterprise.uscc}　{say(periodLabel(period))}</p></div>
      {error && !data && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className="notice"><Spin /></div>}
      {data && (
        <AnswerOf view={view}>
          {data.lines.length === 0 && data.openingMg === 0 ? <Card><Notice title={t.noLines} next={t.noLinesNext} /></Card> : (
            <>
              {curve.rows.length > 1 && <div className="no-print"><Card flush><Chart title={t.curve} model={curve} height={190} /></Card></div>}
              {data.truncated && <p className="inline-note" role="note">{t.truncated}</p>}
              <Card flush><StatementTable key={`${substance} ${period.from} ${period.to}`} view={data} declarant={enterprise.uscc} /></Card>
            </>
          )}
        </AnswerOf>
      )}
      <p className="statement-sign">{t.sign}</p>
    </>
  );
}

type StatementExportProps = { readonly uscc: string; readonly substance: string; readonly view: StatementView | undefined };

function StatementExport({ uscc, substance, view }: StatementExportProps) {
  const t = useWords(enterpriseWords);
  const say = useSay();
  const asOf = useAsOf();
  const { period: { from, to } } = usePeriod();
  const { save, isBusy } = useDownload();
  const isEmpty = !view?.lines.length;
  const header = [t.at, t.kind, t.counterparty, "lot", "shipment", t.in, t.out, t.running, t.declaration, "reported_at", t.voided, "note"];
  const choices: readonly ExportChoice[] = [
    { key: "xlsx", label: t.exportStatementXlsx, isDisabled: view === undefined, run: () => save(exportStatement, { uscc, substance, from, to, asOf }) },
    { key: "csv", label: t.exportStatementCsv, isDisabled: isEmpty, run: () => view && saveCsv(statementCsv(view, header, (line) => say(statementLineWords(line))), `${uscc}-${substance}-${from}-${to}`) },
  ];
  return <ExportMenu className="book-export" choices={choices} isBusy={isBusy} />;
}
