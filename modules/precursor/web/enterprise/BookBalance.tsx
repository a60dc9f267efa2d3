import { Spin } from "antd";
import { AnswerOf } from "#ui/frame/AnswerOf.tsx";
import { Card } from "#ui/frame/Card.tsx";
import { Notice, ProblemNotice } from "#ui/frame/Notice.tsx";
import { useAsOf, useSetUrlState, useUrlState } from "#ui/frame/url.ts";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import { useDownload } from "#ui/use-download.ts";
import { useView } from "#ui/use-view.ts";
import { useWords } from "#ui/words/words.ts";
import { exportBalance, getBalance, type BalanceRow } from "../../contract/index.ts";
import { ExportMenu, saveCsv, type ExportChoice } from "../ExportMenu.tsx";
import { balanceCsv } from "../overview/balance-flows.ts";
import { BalanceChart } from "../overview/BalanceChart.tsx";
import { BalanceTable } from "../overview/BalanceTable.tsx";
import { SubstancePanel } from "../overview/SubstancePanel.tsx";
import { useFlowNames } from "../overview/use-flow-names.ts";
import { overviewWords } from "../overview/words.ts";
import { PeriodChooser, usePeriod } from "../PeriodChooser.tsx";
import { enterpriseWords } from "./words.ts";

/** The balance of one book, as of the moment chosen above. */
export function BookBalance({ uscc }: { readonly uscc: string }) {
  const t = useWords(enterpriseWords);
  const words = useWords(overviewWords);
  const asOf = useAsOf();
  const { substance } = useUrlState();
  const setState = useSetUrlState();
  const { period } = usePeriod();
  const workspace = useWorkspace();
  const view = useView(getBalance, { enterprise: uscc, from: period.from, to: period.to, asOf });
  const { data, error, refetch } = view;
  const balances = data?.balances ?? [];
  const chosen = balances.some(({ substanceId }) => substanceId === substance) ? substance : undefined;
  const open = balances.find(({ substanceId }) => substanceId === workspace.openId);
  const list = (
    <>
      {!data && (error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : <div className="notice"><Spin /></div>)}
      {data && balances.length === 0 && <Card><Notice title={t.balanceNone} next={t.noLinesNext} /></Card>}
      {balances.length > 0 && (
        <>
          <Card flush><BalanceChart balances={balances} period={period} enterprise={uscc} substance={chosen} onSubstance={(id) => setState({ substance: id })} /></Card>
          <Card title={words.balance} flush><BalanceTable balances={balances} openId={workspace.openId} onOpen={workspace.show} /></Card>
        </>
      )}
    </>
  );
  return (
    <>
      <div className="book-tools no-print"><PeriodChooser /><BalanceExport uscc={uscc} balances={balances} /></div>
      <AnswerOf view={view}><Split list={list} workspace={open ? <SubstancePanel balance={open} period={period} enterprise={uscc} onClose={workspace.close} /> : null} /></AnswerOf>
    </>
  );
}

function BalanceExport({ uscc, balances }: { readonly uscc: string; readonly balances: readonly BalanceRow[] }) {
  const words = useWords(overviewWords);
  const names = useFlowNames();
  const asOf = useAsOf();
  const { period: { from, to } } = usePeriod();
  const { save, isBusy } = useDownload();
  const isDisabled = balances.length === 0;
  const choices: readonly ExportChoice[] = [
    { key: "xlsx", label: words.exportBalanceXlsx, isDisabled, run: () => save(exportBalance, { enterprise: uscc, from, to, asOf }) },
    { key: "csv", label: words.exportBalanceCsv, isDisabled, run: () => saveCsv(balanceCsv(balances, names, { substance: words.substance, id: "id", inTransit: words.transit, muf: words.muf }), `balance-${uscc}-${from}-${to}`) },
  ];
  return <ExportMenu className="book-export" choices={choices} isBusy={isBusy} />;
}
