import { Button } from "antd";
import { departmentWords, useAccount } from "#ui/frame/account.ts";
import { useUnit } from "#ui/frame/Frame.tsx";
import { FirmName, useUnitName } from "#ui/frame/names.ts";
import { Page } from "#ui/frame/Page.tsx";
import { useUrlState } from "#ui/frame/url.ts";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { FilterBar } from "#ui/table/FilterBar.tsx";
import { defineFilters, useFilters } from "#ui/table/filters.ts";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useList } from "#ui/use-view.ts";
import { formatDay } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { DUTY_STATES, listDuties, type DutyView } from "../contract/index.ts";
import { daysLeft } from "./due.ts";
import "./duty.css";
import { DutyPanel } from "./DutyPanel.tsx";
import { clockWords, dutyStateTones, dutyStateWords, dutyWords, subjectWords } from "./words.ts";

const filters = defineFilters({
  whose: { kind: "choice", label: { zh: "谁的：本部门", en: "Whose: mine" }, choices: [{ value: "mine", label: { zh: "我和我部门的", en: "Mine and my department's" } }, { value: "unit", label: { zh: "本单位全部", en: "All of the unit" } }] },
  state: { kind: "choice", label: { zh: "状态：未办结", en: "State: open" }, choices: [{ value: "open", label: { zh: "未办结", en: "Open" } }, ...DUTY_STATES.map((value) => ({ value, label: dutyStateWords[value] }))] },
  subjectKind: { kind: "choice", label: { zh: "涉及", en: "About" }, choices: [...subjectWords].map(([value, label]) => ({ value, label })) },
  subjectKey: { kind: "text", label: { zh: "信用代码或证号", en: "Code or number" } },
});

/** What is owed, the soonest first; officials begin with what is theirs, and see the unit's by one choice. */
export default function DutiesScreen() {
  const t = useWords(dutyWords);
  const account = useAccount();
  const unit = useUnit(account);
  const state = useFilters(filters);
  const { whose, state: asked, subjectKind, subjectKey } = state.values;
  // An address that names a subject asks about it whoever owes it.
  const isMine = whose !== "unit" && !(whose === undefined && subjectKey);
  const list = useList(listDuties, { whose: isMine ? "mine" : "unit", state: stateOf(asked), unit, subjectKind, subjectKey });
  const workspace = useWorkspace();
  const isPlain = Object.keys(useUrlState()).every((name) => ["unit", "asOf", "open"].includes(name));
  const columns = useColumns(account.scope === "city");
  const toUnit = account.enterpriseUscc === undefined && <Button onClick={() => state.set({ whose: "unit" })}>{t.seeUnit}</Button>;
  return (
    <Page title={t.title} lead={t.lead}>
      <FilterBar filters={filters} state={state} name="duty.duties" />
      <Split
        list={<DataTable name="duty.duties" list={list} rowKey={(row) => row.id} columns={columns} onOpen={(row) => workspace.show(row.id)} openKey={workspace.openId} empty={isPlain ? { title: t.noneMine, next: t.noneMineNext, actions: toUnit } : { title: t.none, next: t.noneNext }} />}
        workspace={workspace.openId ? <DutyPanel key={workspace.openId} id={workspace.openId} onClose={workspace.close} /> : null}
      />
    </Page>
  );
}

function stateOf(asked: string | undefined): "open" | (typeof DUTY_STATES)[number] {
  return DUTY_STATES.find((each) => each === asked) ?? "open";
}

function useColumns(isCity: boolean): readonly Column<DutyView>[] {
  const t = useWords(dutyWords);
  const say = useSay();
  const unitName = useUnitName();
  const left = (row: DutyView) => {
    if (row.outcome) return row.outcome.late ? t.closedLate : "";
    const days = daysLeft(row.dueAt, Date.now());
    return row.state === "overdue" ? t.overdueBy(-days) : t.dueIn(days);
  };
  const subjectText = (kind: string) => say(subjectWords.get(kind) ?? { zh: kind, en: kind });
  return [
    { key: "title", title: { zh: "事项", en: "Duty" }, text: (row) => say(row.title), width: 300, sticky: true },
    { key: "owner", title: { zh: "承办", en: "Whose" }, text: (row) => row.owner.enterprise ?? say(departmentWords(row.owner.department)), cell: ({ owner }) => (owner.enterprise ? <FirmName uscc={owner.enterprise} /> : say(departmentWords(owner.department))), width: 230 },
    { key: "state", title: { zh: "状态", en: "State" }, text: (row) => say(dutyStateWords[row.state]), cell: (row) => <StatusTag tone={dutyStateTones[row.state]}>{say(dutyStateWords[row.state])}</StatusTag>, width: 110 },
    { key: "due", title: { zh: "最后期限", en: "Deadline" }, text: (row) => formatDay(row.dueAt), width: 115 },
    { key: "left", title: { zh: "还有", en: "Left" }, text: left, width: 120 },
    { key: "basis", title: { zh: "法律依据", en: "Legal basis" }, text: (row) => `${say(row.legalBasis)}${row.legalBasis.verified ? "" : `（${t.unverified}）`}`, cell: (row) => <>{say(row.legalBasis)}{!row.legalBasis.verified && <span className="duty-unverified" title={t.unverifiedWhy}>{t.unverified}</span>}</>, width: 330 },
    ...(isCity ? [{ key: "unit", title: { zh: "区县", en: "Unit" }, text: (row: DutyView) => unitName(row.owner.unitCode), width: 100 }] : []),
    { key: "subject", title: { zh: "涉及", en: "About" }, text: (row) => subjectText(row.subject.kind), width: 110 },
    { key: "clock", title: { zh: "计算方式", en: "Clock" }, text: (row) => say(clockWords[row.clockMode].name), width: 100, spare: true },
    { key: "starts", title: { zh: "起算", en: "Starts" }, text: (row) => formatDay(row.startsAt), width: 110, spare: true },
  ];
}
