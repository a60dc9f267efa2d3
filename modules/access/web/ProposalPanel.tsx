import { Button, Spin } from "antd";
import { useState } from "react";
import { ReasonDialog } from "#ui/form/ReasonDialog.tsx";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { ProblemNotice } from "#ui/frame/Notice.tsx";
import { Workspace } from "#ui/frame/Workspace.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useCommand } from "#ui/use-command.ts";
import { useView } from "#ui/use-view.ts";
import { formatMinute } from "#ui/words/format.ts";
import { useListed, useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { approveProposal, getAccount, refuseProposal, roleWords, type Proposal } from "../contract/index.ts";
import { TWO_PERSONS } from "../domain/proposal.ts";
import { changeRows } from "./proposal-change.ts";
import { Explain, Facts, Section } from "./Pieces.tsx";
import { RoleRights } from "./RoleRights.tsx";
import { toldBy, type Told } from "./ToldOnce.tsx";
import { permissionWords, PROPOSAL_KIND_WORDS, PROPOSAL_STATE_TONES, PROPOSAL_STATE_WORDS } from "./vocabulary.ts";
import { proposalsWords } from "./words.ts";

type ProposalPanelProps = { readonly proposal: Proposal; readonly onClose: () => void; readonly onDecided: (told: Told | null) => void };

export function ProposalPanel({ proposal, onClose, onDecided }: ProposalPanelProps) {
  const t = useWords(proposalsWords);
  const say = useSay();
  return (
    <Workspace title={`${say(PROPOSAL_KIND_WORDS[proposal.kind])} · ${proposal.accountLogin}`} onClose={onClose} footer={proposal.can.decide ? <Decide proposal={proposal} onDecided={onDecided} /> : undefined}>
      <div className="stack">
        <div><StatusTag tone={PROPOSAL_STATE_TONES[proposal.state]}>{say(PROPOSAL_STATE_WORDS[proposal.state])}</StatusTag></div>
        {proposal.state === "pending" && !proposal.can.decide && <Explain>{t.waitsFor(say(roleWords[TWO_PERSONS[proposal.kind].decides]))}{t.yoursNot}</Explain>}
        {proposal.state === "expired" && <Explain>{t.expiredHelp}</Explain>}
        <Section title={t.what}><Change proposal={proposal} /></Section>
        <Section title={t.facts}>
          <Facts
            facts={[
              [t.account, <GoLink key="a" to={`/access/accounts?open=${proposal.unitCode}.${proposal.accountId}`}>{proposal.accountLogin}</GoLink>],
              [t.unit, proposal.unitName],
              [t.reason, proposal.reason],
              [t.proposedBy, proposal.proposedBy],
              [t.proposedAt, formatMinute(proposal.proposedAt)],
              [t.expiresAt, formatMinute(proposal.expiresAt)],
            ]}
          />
        </Section>
        {proposal.decidedAt && <Section title={t.decision}><Facts facts={[[t.decidedBy, proposal.decidedBy ?? ""], [t.decidedAt, formatMinute(proposal.decidedAt)], [t.decisionReason, proposal.decisionReason ?? ""]]} /></Section>}
      </div>
    </Workspace>
  );
}

/** Before and after while it waits; once decided the account has moved on, and only what was asked is sure. */
function Change({ proposal }: { readonly proposal: Proposal }) {
  const t = useWords(proposalsWords);
  const say = useSay();
  const listed = useListed();
  const { data: account, error, refetch } = useView(getAccount, { unit: proposal.unitCode, id: proposal.accountId });
  if (!account) return error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : <Spin />;
  const isOpen = proposal.state === "pending";
  const { role, roles = role ? [role] : [], permissions = [] } = proposal.detail;
  return (
    <div className="stack">
      {isOpen ? (
        <table className="change-table">
          <thead><tr><th scope="col">{t.item}</th><th scope="col">{t.before}</th><th scope="col">{t.after}</th></tr></thead>
          <tbody>{changeRows(proposal, account, t, say).map(({ item, before, after }) => <tr key={item}><th scope="row">{item}</th><td>{before}</td><td><ins>{after}</ins></td></tr>)}</tbody>
        </table>
      ) : (
        <p>{say(PROPOSAL_KIND_WORDS[proposal.kind])}{roles.length > 0 && `：${listed(roles.map((each) => say(roleWords[each])))}`}{proposal.detail.label && `：${t.tokenFor(proposal.detail.label, proposal.detail.days ?? 0)}`}</p>
      )}
      {permissions.length > 0 && <ul className="plain-list">{permissions.map((name) => <li key={name}>{say(permissionWords(name))}</li>)}</ul>}
      {isOpen && roles.length > 0 && proposal.kind !== "revoke-role" && <RoleRights roles={roles} />}
    </div>
  );
}

function Decide({ proposal, onDecided }: { readonly proposal: Proposal; readonly onDecided: (told: Told | null) => void }) {
  const t = useWords(proposalsWords);
  const say = useSay();
  const [asking, ask] = useState<"approve" | "refuse" | null>(null);
  const login = proposal.accountLogin;
  const approve = useCommand(approveProposal, { toastProblem: false, done: { zh: proposalsWords.zh.approved, en: proposalsWords.en.approved }, onDone: ({ onceOnly }) => onDecided(toldBy(onceOnly, "second", proposal.kind, proposal.accountLogin)) });
  const refuse = useCommand(refuseProposal, { toastProblem: false, done: { zh: proposalsWords.zh.refused, en: proposalsWords.en.refused }, onDone: () => onDecided(null) });
  const decision = (reason: string) => ({ unit: proposal.unitCode, id: proposal.id, reason });
  const close = () => (approve.reset(), refuse.reset(), ask(null));
  const what = say(PROPOSAL_KIND_WORDS[proposal.kind]);
  return (
    <>
      <Button type="primary" onClick={() => ask("approve")}>{t.approve}</Button>
      <Button onClick={() => ask("refuse")}>{t.refuse}</Button>
      <ReasonDialog open={asking === "approve"} title={t.approveTitle} consequence={t.approveConsequence(what, login)} confirm={t.approve} reasons={t.approveReasons.split("|")} isRunning={approve.isRunning} problem={approve.problem} onConfirm={(reason) => void approve.run(decision(reason))} onCancel={close} />
      <ReasonDialog open={asking === "refuse"} danger title={t.refuseTitle} consequence={t.refuseConsequence(what, login)} confirm={t.refuse} reasons={t.refuseReasons.split("|")} isRunning={refuse.isRunning} problem={refuse.problem} onConfirm={(reason) => void refuse.run(decision(reason))} onCancel={close} />
    </>
  );
}
