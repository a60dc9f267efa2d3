import { Button, Spin } from "antd";
import type { OutputOf } from "#kernel/contract.ts";
import { AnswerOf } from "#ui/frame/AnswerOf.tsx";
import { mayEnter, useAccount } from "#ui/frame/account.ts";
import { Card, Figures } from "#ui/frame/Card.tsx";
import { useUnit } from "#ui/frame/Frame.tsx";
import { useUnitName } from "#ui/frame/names.ts";
import { Notice, ProblemNotice } from "#ui/frame/Notice.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { PrintButton } from "#ui/frame/PrintButton.tsx";
import { useAsOf, useGo, useSetUrlState, useUrlState } from "#ui/frame/url.ts";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import { useDownload } from "#ui/use-download.ts";
import { useView } from "#ui/use-view.ts";
import { formatMinute, formatNumber } from "#ui/words/format.ts";
import { useWords } from "#ui/words/words.ts";
import { exportBalance, exportDeclarations, getOverview, totalMg } from "../../contract/index.ts";
import { ExportMenu, saveCsv, type ExportChoice } from "../ExportMenu.tsx";
import { PeriodChooser, usePeriod } from "../PeriodChooser.tsx";
import { unaccountedMg, balanceCsv } from "./balance-flows.ts";
import { massFigure } from "./mass-figure.ts";
import { BalanceChart } from "./BalanceChart.tsx";
import { BalanceTable } from "./BalanceTable.tsx";
import { BoundaryCard } from "./BoundaryCard.tsx";
import { FindingsByKind, TroubledBooks } from "./OverviewCards.tsx";
import { SubstancePanel } from "./SubstancePanel.tsx";
import { useFlowNames } from "./use-flow-names.ts";
import { overviewWords } from "./words.ts";

type Overview = OutputOf<typeof getOverview>;

/** What a unit holds, what moved, what is unaccounted for, and which books disagree. */
export default function OverviewScreen() {
  const t = useWords(overviewWords);
  const account = useAccount();
  const unit = useUnit(account);
  const asOf = useAsOf();
  const { period } = usePeriod();
  const view = useView(getOverview, { unit, from: period.from, to: period.to, asOf });
  const isCity = account.scope === "city";
  const unitName = useUnitName();
  const title = isCity ? (unit ? t.unitOf(unitName(unit)) : t.city) : t.unitOf(account.unitName);
  return (
    <Page title={title} lead={t.lead} actions={view.data && <OverviewActions overview={view.data} unit={unit} />}>
      <PeriodChooser />
      {view.data ? <AnswerOf view={view}><Shown overview={view.data} /></AnswerOf> : view.error ? <ProblemNotice problem={view.error} onRetry={() => void view.refetch()} /> : <div className="notice"><Spin /></div>}
    </Page>
  );
}

function Shown({ overview }: { readonly overview: Overview }) {
  const t = useWords(overviewWords);
  const go = useGo();
  const account = useAccount();
  const { period } = usePeriod();
  const workspace = useWorkspace();
  const setState = useSetUrlState();
  const { substance } = useUrlState();
  const isWholeCity = useUnit(account) === undefined && account.scope === "city";
  const open = overview.balances.find(({ substanceId }) => substanceId === workspace.openId);
  const { within } = overview;
  if (overview.enterprises.total === 0 && within === null) {
    return <Notice title={t.emptyTitle} next={t.emptyNext} actions={mayEnter(account, "precursor.import") && <Button type="primary" onClick={() => go("/precursor/import")}>{t.toImport}</Button>} />;
  }
  const list = (
    <>
      {within && <p className="soft" role="status">{t.within(within.boundary, formatNumber(within.books))}{within.unplaced > 0 && t.withinUnplaced(formatNumber(within.unplaced))}</p>}
      <Numbers overview={overview} />
      {overview.balances.length === 0 ? (
        <Card><Notice title={t.quietTitle} next={t.quietNext} actions={<Button onClick={() => go("/precursor/enterprises")}>{t.toEnterprises}</Button>} /></Card>
      ) : (
        <div className="card-grid">
          <Card flush span={within ? 12 : 8}><BalanceChart balances={overview.balances} period={period} substance={substance} onSubstance={(id) => setState({ substance: id })} /></Card>
          {within === null && <FindingsByKind overview={overview} />}
          <Card title={t.balance} flush><BalanceTable balances={overview.balances} openId={workspace.openId} onOpen={workspace.show} /></Card>
          {within === null && <TroubledBooks overview={overview} />}
          {isWholeCity && <BoundaryCard period={period} />}
        </div>
      )}
    </>
  );
  return <Split list={list} workspace={open ? <SubstancePanel balance={open} period={period} onOnly={() => setState({ substance: open.substanceId, open: undefined })} onClose={workspace.close} /> : null} />;
}

function Numbers({ overview }: { readonly overview: Overview }) {
  const t = useWords(overviewWords);
  const { enterprises, balances, findings, within } = overview;
  const sum = (of: (balance: Overview["balances"][number]) => number) => balances.reduce((total, balance) => total + of(balance), 0);
  const high = findings.filter(({ severity }) => severity === "high").reduce((total, { count }) => total + count, 0);
  const all = findings.reduce((total, { count }) => total + count, 0);
  const unaccounted = sum(unaccountedMg);
  return (
    <Figures
      figures={[
        { label: t.held, ...massFigure(sum((balance) => balance.closingMg)), note: t.heldNote(balances.length) },
        { label: t.moved, ...massFigure(sum((balance) => totalMg(balance.inMg))), note: t.movedOut(inWords(massFigure(sum((balance) => totalMg(balance.outMg))))) },
        { label: t.transit, ...massFigure(sum((balance) => balance.inTransitMg)), note: t.transitNote },
        { label: t.unaccounted, ...massFigure(unaccounted), note: t.unaccountedNote, to: "/precursor/findings?kind=negative-stock", ...(unaccounted > 0 ? { tone: "warning" as const } : {}) },
        // Findings and enterprises stand under the units of today: of a unit that ended there are none, and to say 0 would be wrong.
        ...(within ? [] : [
          { label: t.findings, value: formatNumber(all), note: t.highNote(high), to: "/precursor/findings", ...(high > 0 ? { tone: "warning" as const } : {}) },
          { label: t.troubled, value: formatNumber(enterprises.troubled), note: t.troubledNote(enterprises.total), to: "/precursor/enterprises?troubled=true" },
        ]),
      ]}
    />
  );
}

const inWords = ({ value, unit }: { readonly value: string; readonly unit: string }): string => `${value} ${unit}`;

function OverviewActions({ overview, unit }: { readonly overview: Overview; readonly unit: string | undefined }) {
  const t = useWords(overviewWords);
  const names = useFlowNames();
  const asOf = useAsOf();
  const { period: { from, to } } = usePeriod();
  const { save, isBusy } = useDownload();
  const choices: readonly ExportChoice[] = [
    { key: "xlsx", label: t.exportBalanceXlsx, run: () => save(exportBalance, { unit, from, to, asOf }) },
    { key: "csv", label: t.exportBalanceCsv, run: () => saveCsv(balanceCsv(overview.balances, names, { substance: t.substance, id: "id", inTransit: t.transit, muf: t.muf }), `balance-${overview.unit}-${from}-${to}`) },
    { key: "rows", label: t.exportRows, run: () => save(exportDeclarations, { unit, from, to }) },
  ];
  return (
    <>
      {overview.within === null && <span className="soft last-filed">{overview.lastFiledAt ? t.lastFiled(formatMinute(overview.lastFiledAt)) : t.neverFiled}</span>}
      <ExportMenu choices={choices} isBusy={isBusy} />
      <PrintButton label={t.print} />
    </>
  );
}
