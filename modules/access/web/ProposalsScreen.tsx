import { Segmented } from "antd";
import { useState } from "react";
import type { Words } from "#ui/call.ts";
import { Page } from "#ui/frame/Page.tsx";
import { useSetUrlState, useUrlState } from "#ui/frame/url.ts";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useList } from "#ui/use-view.ts";
import { formatMinute } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { listProposals, PROPOSAL_STATES, type Proposal } from "../contract/index.ts";
import { ProposalPanel } from "./ProposalPanel.tsx";
import { ToldOnce, type Told } from "./ToldOnce.tsx";
import { TwoPersons } from "./TwoPersons.tsx";
import { PROPOSAL_KIND_WORDS, PROPOSAL_STATE_TONES, PROPOSAL_STATE_WORDS } from "./vocabulary.ts";
import { proposalsWords } from "./words.ts";

/** What waits for a second administrator comes first; what was decided or ran out is one click away. */
export default function ProposalsScreen() {
  const t = useWords(proposalsWords);
  const say = useSay();
  const { state = "pending" } = useUrlState();
  const setState = useSetUrlState();
  const workspace = useWorkspace();
  // Held here, not in the panel: a decided proposal leaves the list, and its panel with it.
  const [told, tell] = useState<Told | null>(null);
  const list = useList(listProposals, { state: PROPOSAL_STATES.find((each) => each === state) });
  const open = list.rows.find(({ id }) => id === workspace.openId);
  const choices = [...PROPOSAL_STATES.map((value) => ({ value: value as string, label: say(PROPOSAL_STATE_WORDS[value]) })), { value: "all", label: t.history }];
  return (
    <Page title={t.title} lead={t.lead}>
      <Split
        list={
          <>
            <div><Segmented aria-label={t.stateFilter} value={state} options={choices} onChange={(value) => setState({ state: value, open: undefined }, "replace")} /></div>
            <DataTable name="access.proposals" list={list} rowKey={(row) => row.id} columns={columnsOf(say)} onOpen={(row) => workspace.show(row.id)} openKey={workspace.openId} empty={{ title: state === "pending" ? t.nonePending : t.none, next: t.noneNext }} />
            <TwoPersons />
          </>
        }
        workspace={open ? <ProposalPanel key={open.id} proposal={open} onClose={workspace.close} onDecided={(what) => (workspace.close(), tell(what))} /> : null}
      />
      <ToldOnce told={told} onClose={() => tell(null)} />
    </Page>
  );
}

const columnsOf = (say: (words: Words) => string): readonly Column<Proposal>[] => [
  { key: "kind", title: { zh: "申请", en: "Proposal" }, text: (row) => say(PROPOSAL_KIND_WORDS[row.kind]), width: 130, sticky: true },
  { key: "account", title: { zh: "账号", en: "Account" }, text: (row) => row.accountLogin, cell: (row) => <span className="code">{row.accountLogin}</span>, width: 160 },
  { key: "unit", title: { zh: "单位", en: "Unit" }, text: (row) => row.unitName, width: 100 },
  { key: "state", title: { zh: "状态", en: "State" }, text: (row) => say(PROPOSAL_STATE_WORDS[row.state]), cell: (row) => <StatusTag tone={PROPOSAL_STATE_TONES[row.state]}>{say(PROPOSAL_STATE_WORDS[row.state])}</StatusTag>, width: 96 },
  { key: "by", title: { zh: "提出人", en: "Proposed by" }, text: (row) => row.proposedBy, cell: (row) => <span className="code">{row.proposedBy}</span>, width: 120 },
  { key: "at", title: { zh: "提出时间", en: "Proposed at" }, text: (row) => formatMinute(row.proposedAt), width: 150 },
  { key: "expires", title: { zh: "过期时间", en: "Expires at" }, text: (row) => formatMinute(row.expiresAt), width: 150, spare: true },
  { key: "decided", title: { zh: "办理人", en: "Decided by" }, text: (row) => row.decidedBy ?? "", width: 120 },
  { key: "reason", title: { zh: "理由", en: "Reason" }, text: (row) => row.reason, width: 220 },
];
