import { Button, Spin } from "antd";
import { departmentWords } from "#ui/frame/account.ts";
import { Card } from "#ui/frame/Card.tsx";
import { ProblemNotice } from "#ui/frame/Notice.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useCommand } from "#ui/use-command.ts";
import { useView } from "#ui/use-view.ts";
import { formatMinute } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { getCurrentSession, killSession, listSessions, type SessionAccount, type SessionRow } from "../contract/index.ts";
import { myAccountWords } from "./my-account-words.ts";
import { OwnPassword } from "./OwnPassword.tsx";
import { Facts } from "./Pieces.tsx";
import { RoleRights } from "./RoleRights.tsx";
import { SecondFactor } from "./SecondFactor.tsx";

/** Who I am here, what that lets me do, where I am signed in, and how I prove it is me. */
export default function MyAccountScreen() {
  const t = useWords(myAccountWords);
  const { data, error, refetch } = useView(getCurrentSession, {});
  return (
    <Page title={t.title} lead={t.lead}>
      {data ? <MyAccount account={data.account} /> : error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : <Spin />}
    </Page>
  );
}

function MyAccount({ account }: { readonly account: SessionAccount }) {
  const t = useWords(myAccountWords);
  return (
    <div className="card-grid">
      <Card title={t.who} span={4}><Who account={account} /></Card>
      <Card title={t.rights} span={8}>
        <div className="stack">
          {account.roles.length > 0 ? <RoleRights roles={account.roles} /> : <p>{t.noRoles}</p>}
          <p className="soft">{t.rightsHelp}</p>
        </div>
      </Card>
      <div className="half-column">
        <SecondFactor account={account} />
        <Card title={t.sessions} flush><OwnSessions /></Card>
      </div>
      <Card title={t.password} span={6}><OwnPassword /></Card>
    </div>
  );
}

function Who({ account }: { readonly account: SessionAccount }) {
  const t = useWords(myAccountWords);
  const say = useSay();
  const sees = account.enterpriseUscc ? t.ownEnterprise : account.scope === "city" ? t.wholeCity : t.ownUnit;
  return (
    <Facts
      facts={[
        [t.name, account.name],
        [t.login, <span key="l" className="code">{account.login}</span>],
        [t.unit, `${account.unitName}（${account.unitCode}）`],
        [t.department, say(departmentWords(account.department))],
        ...(account.enterpriseUscc ? [[t.enterprise, <span key="e" className="code">{account.enterpriseUscc}</span>] as const] : []),
        [t.scope, sees],
      ]}
    />
  );
}

function OwnSessions() {
  const t = useWords(myAccountWords);
  const { data, error, refetch } = useView(listSessions, {});
  if (error && !data) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  return (
    <>
      <p className="soft" style={{ padding: "10px 14px 0" }}>{t.sessionsHelp}</p>
      {data ? <ul className="line-list">{data.rows.map((row) => <OwnSession key={row.id} row={row} />)}</ul> : <Spin />}
    </>
  );
}

function OwnSession({ row }: { readonly row: SessionRow }) {
  const t = useWords(myAccountWords);
  const kill = useCommand(killSession, { done: { zh: myAccountWords.zh.ended, en: myAccountWords.en.ended } });
  return (
    <li>
      <span><strong>{t.opened(formatMinute(row.openedAt))}</strong> <span className="soft session-seen">{t.seen(formatMinute(row.lastSeenAt), formatMinute(row.endsAt))}</span></span>
      {row.current ? <StatusTag tone="success">{t.current}</StatusTag> : <Button size="small" loading={kill.isRunning} onClick={() => void kill.run({ id: row.id })}>{t.end}</Button>}
    </li>
  );
}
