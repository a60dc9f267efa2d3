import { App, Button, Spin } from "antd";
import { useState } from "react";
import { useAccount } from "#ui/frame/account.ts";
import { Card } from "#ui/frame/Card.tsx";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { Notice, ProblemNotice } from "#ui/frame/Notice.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { FilterBar } from "#ui/table/FilterBar.tsx";
import "#ui/table/table.css"; // the filter bar leans on the table for its styles, and here stands no table
import { defineFilters } from "#ui/table/filters.ts";
import { useUnitFilters } from "#ui/table/use-unit-filters.ts";
import { useCommand } from "#ui/use-command.ts";
import { useList, useView } from "#ui/use-view.ts";
import { formatMinute } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { listAccounts, listProgramTokens, revokeProgramToken, type Account, type ProgramToken } from "../contract/index.ts";
import { accountKey } from "./AccountPanel.tsx";
import { tokensWords } from "./token-words.ts";
import { Explain } from "./Pieces.tsx";
import { proposableFor } from "./proposable.ts";
import { ProposeDialog } from "./ProposeDialog.tsx";
import { permissionWords } from "./vocabulary.ts";

const own = defineFilters({ login: { kind: "text", label: { zh: "程序账号名开头", en: "Program's account name begins" } } });

/** Each program account and the tokens it calls with. */
export default function TokensScreen() {
  const t = useWords(tokensWords);
  const { filters, state, values } = useUnitFilters(own);
  const list = useList(listAccounts, { unit: values.unit, login: values.login, limit: 500 });
  const programs = list.rows.filter(({ kind, state: life }) => kind === "program" && life !== "refused" && life !== "proposed");
  return (
    <Page title={t.title} lead={t.lead}>
      <FilterBar filters={filters} state={state} name="access.tokens" />
      <Explain>{t.rule}</Explain>
      {list.problem && programs.length === 0 ? <ProblemNotice problem={list.problem} onRetry={list.retry} /> : list.isLoading && programs.length === 0 ? <Spin /> : programs.length === 0 && !list.hasMore && <Card><Notice title={t.none} next={t.noneNext} /></Card>}
      {programs.map((account) => <Program key={account.id} account={account} />)}
      {list.hasMore && <div><Button loading={list.isLoadingMore} onClick={list.loadMore}>{t.more}</Button></div>}
    </Page>
  );
}

function Program({ account }: { readonly account: Account }) {
  const t = useWords(tokensWords);
  const me = useAccount();
  const [isProposing, propose] = useState(false);
  const { data, error, refetch } = useView(listProgramTokens, { unit: account.unitCode, account: account.id });
  const mayPropose = proposableFor(me, account).includes("issue-token");
  return (
    <Card title={<><GoLink to={`/access/accounts?open=${accountKey(account)}`}><span className="code">{account.login}</span></GoLink> <span className="soft">{account.unitName}</span></>} extra={mayPropose && <Button size="small" onClick={() => propose(true)}>{t.issue}</Button>} flush>
      {data ? data.rows.length > 0 ? <ul className="line-list">{data.rows.map((token) => <Token key={token.id} token={token} />)}</ul> : <p className="soft" style={{ padding: "10px 14px" }}>{t.noTokens}</p> : error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : <Spin />}
      {isProposing && <ProposeDialog kind="issue-token" account={account} onClose={() => propose(false)} />}
    </Card>
  );
}

function Token({ token }: { readonly token: ProgramToken }) {
  const t = useWords(tokensWords);
  const say = useSay();
  const me = useAccount();
  const { modal } = App.useApp();
  const revoke = useCommand(revokeProgramToken, { done: { zh: tokensWords.zh.revokedNow, en: tokensWords.en.revokedNow } });
  const isOver = Date.parse(token.expiresAt) <= Date.now();
  const ask = () => modal.confirm({ title: t.revokeTitle(token.label), content: t.revokeConsequence, okText: t.revoke, okButtonProps: { danger: true }, cancelText: t.cancel, onOk: () => revoke.run({ unit: token.unitCode, id: token.id }) });
  return (
    <li>
      <div>
        <strong>{token.label}</strong>
        <p className="soft">{token.permissions.map((name) => say(permissionWords(name))).join("；")}</p>
        <p className="soft">{t.times(formatMinute(token.issuedAt), formatMinute(token.expiresAt))}</p>
      </div>
      <StatusTag tone={token.revokedAt || isOver ? "quiet" : "success"}>{token.revokedAt ? t.revokedAt(formatMinute(token.revokedAt)) : isOver ? t.expired : t.valid}</StatusTag>
      {!token.revokedAt && !isOver && me.permissions.includes("access.account.manage") && <Button size="small" danger loading={revoke.isRunning} onClick={ask}>{t.revoke}</Button>}
    </li>
  );
}
