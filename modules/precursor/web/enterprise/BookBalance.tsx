import { Spin } from "antd";
import { Card } from "#ui/frame/Card.tsx";
import { Notice, ProblemNotice } from "#ui/frame/Notice.tsx";
import { useAsOf, useSetUrlState, useUrlState } from "#ui/frame/url.ts";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import { useView } from "#ui/use-view.ts";
import { useWords } from "#ui/words/words.ts";
import { getBalance } from "../../contract/index.ts";
import { BalanceChart } from "../overview/BalanceChart.tsx";
import { BalanceTable } from "../overview/BalanceTable.tsx";
import { SubstancePanel } from "../overview/SubstancePanel.tsx";
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
  const { data, error, refetch } = useView(getBalance, { enterprise: uscc, from: period.from, to: period.to, asOf });
  const balances = data?.balances ?? [];
  const chosen = balances.some(({ substanceId }) => substanceId === substance) ? substance : undefined;
  const open = balances.find(({ substanceId }) => substanceId === workspace.openId);
  const list = (
    <>
      <PeriodChooser />
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
  return <Split list={list} workspace={open ? <SubstancePanel balance={open} period={period} enterprise={uscc} onClose={workspace.close} /> : null} />;
}
