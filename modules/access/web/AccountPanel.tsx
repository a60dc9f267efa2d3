import { App, Button, Spin } from "antd";
import { useState } from "react";
import { ReasonDialog } from "#ui/form/ReasonDialog.tsx";
import { departmentWords, useAccount } from "#ui/frame/account.ts";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { ProblemNotice } from "#ui/frame/Notice.tsx";
import { Workspace } from "#ui/frame/Workspace.tsx";
import { useCommand } from "#ui/use-command.ts";
import { useView } from "#ui/use-view.ts";
import { formatMinute } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { getAccount, killAccountSessions, type Account } from "../contract/index.ts";
import { SHORTEST_REASON } from "../contract/text.ts";
import { PersonalFields } from "./PersonalFields.tsx";
import { AccountState, Facts, Section } from "./Pieces.tsx";
import { proposableFor, type ChangeKind } from "./proposable.ts";
import { ProposeDialog } from "./ProposeDialog.tsx";
import { RoleRights } from "./RoleRights.tsx";
import { KIND_WORDS, PROPOSAL_KIND_WORDS } from "./vocabulary.ts";
import { accountsWords } from "./words.ts";

/** An account's name in the address: the unit leads, as everywhere. */
export const accountKey = ({ unitCode, id }: Pick<Account, "unitCode" | "id">): string => `${unitCode}.${id}`;

export function AccountPanel({ accountKey: key, onClose }: { readonly accountKey: string; readonly onClose: () => void }) {
  const [unit = "", id = ""] = key.split(".");
  const { data, error, refetch } = useView(getAccount, { unit, id });
  return (
    <Workspace title={data?.login ?? " "} onClose={onClose}>
      {data ? <Whole account={data} /> : error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : <Spin />}
    </Workspace>
  );
}

function Whole({ account }: { readonly account: Account }) {
  const t = useWords(accountsWords);
  const say = useSay();
  return (
    <div className="stack">
      <Section title={t.facts}>
        <Facts
          facts={[
            [t.state, <AccountState key="s" state={account.state} />],
            [t.unit, `${account.unitName}（${account.unitCode}）`],
            [t.department, say(departmentWords(account.department))],
            [t.kind, say(KIND_WORDS[account.kind])],
            ...(account.enterpriseUscc ? [[t.enterprise, <span key="u" className="code">{account.enterpriseUscc}</span>] as const] : []),
            [t.secondFactor, account.secondFactor ? t.on : t.off],
            [t.lastSeen, account.lastSeenAt ? formatMinute(account.lastSeenAt) : t.never],
            [t.created, formatMinute(account.createdAt)],
          ]}
        />
        {account.mustChangePassword && <p className="soft">{t.mustChange}</p>}
        {account.demo && <p className="soft">{t.demo}</p>}
      </Section>
      <Section title={t.personal}><PersonalFields account={account} /></Section>
      <Acts account={account} />
      <Section title={t.rights}>{account.roles.length > 0 ? <RoleRights roles={account.roles} /> : <p>{t.noRoles}</p>}</Section>
    </div>
  );
}

function Acts({ account }: { readonly account: Account }) {
  const t = useWords(accountsWords);
  const say = useSay();
  const me = useAccount();
  const [proposing, propose] = useState<ChangeKind | null>(null);
  const kinds = proposableFor(me, account);
  return (
    <Section title={t.acts}>
      <p className="soft" style={{ marginBottom: 8 }}>{kinds.length > 0 ? t.actsHelp : t.actsNone}</p>
      <div className="button-line">
        {kinds.map((kind) => <Button key={kind} onClick={() => propose(kind)}>{say(PROPOSAL_KIND_WORDS[kind])}</Button>)}
        {me.permissions.includes("access.account.manage") && account.kind !== "program" && account.state === "active" && <KillSessions account={account} />}
      </div>
      {account.kind === "program" && <p style={{ marginTop: 8 }}><GoLink to={`/access/tokens?login=${encodeURIComponent(account.login)}`}>{t.tokens}</GoLink></p>}
      {proposing && <ProposeDialog kind={proposing} account={account} onClose={() => propose(null)} />}
    </Section>
  );
}

/** Taking away needs one administrator: it is done at once. */
function KillSessions({ account }: { readonly account: Account }) {
  const t = useWords(accountsWords);
  const { message } = App.useApp();
  const [isAsking, ask] = useState(false);
  const kill = useCommand(killAccountSessions, { toastProblem: false, onDone: ({ killed }) => (ask(false), void message.success(t.killed(killed))) });
  return (
    <>
      <Button danger onClick={() => ask(true)}>{t.killSessions}</Button>
      <ReasonDialog open={isAsking} danger title={t.killTitle} consequence={t.killConsequence(account.login)} confirm={t.killSessions} shortest={SHORTEST_REASON} isRunning={kill.isRunning} problem={kill.problem} onConfirm={(reason) => void kill.run({ unit: account.unitCode, id: account.id, reason })} onCancel={() => (kill.reset(), ask(false))} />
    </>
  );
}
