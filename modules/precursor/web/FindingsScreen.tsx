import { useMemo } from "react";
import type { InputOf } from "#kernel/contract.ts";
import type { Words } from "#ui/call.ts";
import { mayEnter, useAccount } from "#ui/frame/account.ts";
import { useUnitName } from "#ui/frame/names.ts";
import { Page } from "#ui/frame/Page.tsx";
import { useAsOf, useUrlState } from "#ui/frame/url.ts";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { FilterBar } from "#ui/table/FilterBar.tsx";
import { defineFilters, useFilters } from "#ui/table/filters.ts";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useList, useView } from "#ui/use-view.ts";
import { formatDay, formatKg, formatMinute } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { exportFindings, listFindings, type FindingRow } from "../contract/finding.api.ts";
import { FindingKind, FindingSeverity } from "../contract/finding.ts";
import { FindingPanel } from "./FindingPanel.tsx";
import { findingWords } from "./finding-words.ts";
import { FINDING_KIND_WORDS, FINDING_STATE_TONES, FINDING_STATE_WORDS, SEVERITY_WORDS, choicesOf } from "./kind-words.ts";
import { KindChips } from "./KindChips.tsx";
import { Party, partyText, Severity } from "./Pieces.tsx";
import { ScopePickers, useAskedScope } from "./ScopePickers.tsx";
import { useSubstances, type Substances } from "./use-substances.ts";

const kinds = { kind: "choice", label: { zh: "种类", en: "Kind" }, choices: choicesOf(FINDING_KIND_WORDS) } as const;
const filters = defineFilters({
  severity: { kind: "choice", label: { zh: "轻重", en: "Severity" }, choices: choicesOf(SEVERITY_WORDS) },
  state: { kind: "choice", label: { zh: "状态：未结", en: "State: not ended" }, choices: [...choicesOf(FINDING_STATE_WORDS), { value: "all", label: { zh: "全部状态", en: "All states" } }] },
  mine: { kind: "choice", label: { zh: "谁的", en: "Whose" }, choices: [{ value: "true", label: { zh: "由我核查的", en: "Mine" } }] },
});
const STATES = ["open", "assigned", "closed", "healed", "all"] as const;

/** The queue of findings: counts by kind, the list, and beside it the explanation and what can be done. */
export default function FindingsScreen() {
  const t = useWords(findingWords);
  const say = useSay();
  const account = useAccount();
  const asOf = useAsOf();
  const workspace = useWorkspace();
  const substances = useSubstances();
  const works = mayEnter(account, "precursor.finding.work");
  const shownFilters = useMemo(() => (works ? filters : { severity: filters.severity, state: filters.state }), [works]);
  const state = useFilters(filters);
  const input = useFindingInput(state.values);
  const list = useList(listFindings, input);
  const counts = useView(listFindings, { ...input, kind: undefined, limit: 1 });
  const unitName = useUnitName();
  const columns = findingColumns(substances, say, account.scope === "city" ? unitName : undefined);
  return (
    <Page title={t.title} lead={asOf ? t.asOf(formatMinute(asOf)) : t.lead}>
      <div className="filters-line">
        <ScopePickers />
        <FilterBar filters={shownFilters} state={state} name="precursor.findings" />
      </div>
      <KindChips counts={counts.data?.counts ?? []} />
      <Split
        list={<DataTable name="precursor.findings" list={list} rowKey={(row) => row.id} columns={columns} onOpen={(row) => workspace.show(row.id)} openKey={workspace.openId} exportBy={{ endpoint: exportFindings, input }} empty={{ title: t.none, next: t.noneNext }} />}
        workspace={workspace.openId ? <FindingPanel key={workspace.openId} id={workspace.openId} listed={list.rows.find((row) => row.id === workspace.openId)} onClose={workspace.close} /> : null}
      />
    </Page>
  );
}

type FilterTexts = { readonly severity?: string; readonly state?: string; readonly mine?: string };

function useFindingInput({ severity, state, mine }: FilterTexts): InputOf<typeof listFindings> {
  const { unit, kind } = useUrlState();
  const asOf = useAsOf();
  const { enterprise, substance } = useAskedScope();
  return {
    unit,
    asOf,
    enterprise,
    substance,
    kind: FindingKind.options.find((each) => each === kind),
    severity: FindingSeverity.options.find((each) => each === severity),
    state: STATES.find((each) => each === state),
    mine: mine ? "true" : undefined,
  };
}

function findingColumns(substances: Substances, say: (words: Words) => string, unitName: ((code: string) => string) | undefined): readonly Column<FindingRow>[] {
  return [
    { key: "kind", title: kinds.label, text: (row) => say(FINDING_KIND_WORDS[row.kind]), width: 168, sticky: true },
    { key: "severity", title: { zh: "轻重", en: "Severity" }, text: (row) => say(SEVERITY_WORDS[row.severity]), cell: (row) => <Severity of={row.severity} />, width: 78 },
    { key: "enterprise", title: { zh: "企业", en: "Enterprise" }, text: (row) => partyText(row.enterprise, row.enterpriseName), cell: (row) => <Party uscc={row.enterprise} name={row.enterpriseName} />, width: 210 },
    ...(unitName ? [{ key: "unit", title: { zh: "区县", en: "Unit" }, text: (row: FindingRow) => unitName(row.unitCode), width: 90 }] : []),
    { key: "substance", title: { zh: "品种", en: "Substance" }, text: (row) => substances.nameOf(row.substanceId), width: 120 },
    { key: "mass", title: { zh: "数量 (kg)", en: "Mass (kg)" }, text: (row) => formatKg(row.massMg), width: 130, align: "number" },
    { key: "since", title: { zh: "起始", en: "Since" }, text: (row) => formatDay(row.since), width: 108 },
    { key: "state", title: { zh: "状态", en: "State" }, text: (row) => say(FINDING_STATE_WORDS[row.state]), cell: (row) => <StatusTag tone={FINDING_STATE_TONES[row.state]}>{say(FINDING_STATE_WORDS[row.state])}</StatusTag>, width: 116 },
    { key: "counterparty", title: { zh: "交易对方", en: "Counterparty" }, text: (row) => partyText(row.counterparty, row.counterpartyName), cell: (row) => <Party uscc={row.counterparty} name={row.counterpartyName} />, width: 210 },
    { key: "assignee", title: { zh: "核查人", en: "Checked by" }, text: (row) => row.assigneeName ?? "", width: 100 },
    { key: "shipment", title: { zh: "运单号", en: "Shipment" }, text: (row) => row.shipment ?? "", width: 140, spare: true },
    { key: "lot", title: { zh: "批号", en: "Lot" }, text: (row) => row.lot ?? "", width: 140, spare: true },
    { key: "uscc", title: { zh: "统一社会信用代码", en: "Credit code" }, text: (row) => row.enterprise, width: 190, spare: true },
    { key: "words", title: { zh: "说明", en: "Explanation" }, text: (row) => say(row.words), width: 420, spare: true },
  ];
}
