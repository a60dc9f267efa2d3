import { useAccount } from "#ui/frame/account.ts";
import { useUnit } from "#ui/frame/Frame.tsx";
import { useUnitName } from "#ui/frame/names.ts";
import { Page } from "#ui/frame/Page.tsx";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { FilterBar } from "#ui/table/FilterBar.tsx";
import { defineFilters, useFilters } from "#ui/table/filters.ts";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { formatDay, formatMass } from "#ui/words/format.ts";
import { useListed, useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { Activity, EnterpriseStatus, exportEnterprises, type EnterpriseRow } from "../../contract/index.ts";
import { useSubstances } from "../use-substances.ts";
import { ACTIVITY_WORDS, choicesOf, ENTERPRISE_STATUS_TONES, ENTERPRISE_STATUS_WORDS } from "../kind-words.ts";
import { EnterprisePanel } from "./EnterprisePanel.tsx";
import { useTroubledFirst } from "./troubled-first.ts";
import { enterpriseWords } from "./words.ts";

const HELD_SHOWN = 2;

/** The register of a unit: who disagrees first, what each holds; the panel keeps the list in place. */
export default function EnterprisesScreen() {
  const t = useWords(enterpriseWords);
  const account = useAccount();
  const unit = useUnit(account);
  const { choices } = useSubstances();
  const filters = defineFilters({
    q: { kind: "text", label: { zh: "名称、信用代码、镇街或地址", en: "Name, code, town or address" } },
    troubled: { kind: "choice", label: { zh: "账目", en: "Books" }, choices: [{ value: "true", label: { zh: "有待核疑点", en: "With open findings" } }, { value: "false", label: { zh: "账目相符", en: "Agreeing" } }] },
    substance: { kind: "choice", label: { zh: "品种", en: "Substance" }, choices },
    activity: { kind: "choice", label: { zh: "登记活动", en: "Activity" }, choices: choicesOf(ACTIVITY_WORDS) },
    status: { kind: "choice", label: { zh: "状态", en: "Status" }, choices: choicesOf(ENTERPRISE_STATUS_WORDS) },
  });
  const state = useFilters(filters);
  const { q, troubled, substance } = state.values;
  const question = { unit, q, troubled, substance, activity: Activity.safeParse(state.values.activity).data, status: EnterpriseStatus.safeParse(state.values.status).data };
  const list = useTroubledFirst(question);
  const columns = useColumns(account.scope === "city");
  const workspace = useWorkspace();
  return (
    <Page title={t.list} lead={t.listLead}>
      <FilterBar filters={filters} state={state} name="precursor.enterprises" />
      <Split
        list={
          <DataTable
            name="precursor.enterprises"
            list={list}
            rowKey={(row) => row.uscc}
            columns={columns}
            onOpen={(row) => workspace.show(row.uscc)}
            openKey={workspace.openId}
            exportBy={{ endpoint: exportEnterprises, input: question }}
            empty={{ title: t.none, next: t.noneNext }}
          />
        }
        workspace={workspace.openId ? <EnterprisePanel key={workspace.openId} uscc={workspace.openId} onClose={workspace.close} /> : null}
      />
    </Page>
  );
}

function useColumns(isCity: boolean): readonly Column<EnterpriseRow>[] {
  const t = useWords(enterpriseWords);
  const say = useSay();
  const listed = useListed();
  const { nameOf } = useSubstances();
  const unitName = useUnitName();
  const heldText = ({ held }: EnterpriseRow) => {
    const stocks = held.filter(({ massMg }) => massMg !== 0);
    if (stocks.length === 0) return t.heldNone;
    const shown = stocks.slice(0, HELD_SHOWN).map(({ substanceId, massMg }) => `${nameOf(substanceId)} ${formatMass(massMg)}`).join("　");
    return stocks.length > HELD_SHOWN ? `${shown}　${t.more(stocks.length)}` : shown;
  };
  return [
    { key: "name", title: { zh: "企业", en: "Enterprise" }, text: (row) => row.name, width: 230, sticky: true },
    { key: "findings", title: { zh: "账目", en: "Books" }, text: (row) => (row.openFindings > 0 ? t.findingsCount(row.openFindings) : t.agrees), cell: (row) => <StatusTag tone={row.openFindings > 0 ? "warning" : "success"}>{row.openFindings > 0 ? t.findingsCount(row.openFindings) : t.agrees}</StatusTag>, width: 115 },
    { key: "held", title: { zh: "现有结存", en: "Held now" }, text: heldText, width: 330 },
    { key: "activities", title: { zh: "登记活动", en: "Activities" }, text: (row) => listed(row.activities.map((each) => say(ACTIVITY_WORDS[each]))), width: 130 },
    { key: "town", title: { zh: "镇街", en: "Town" }, text: (row) => row.town ?? "", width: 120 },
    { key: "status", title: { zh: "状态", en: "Status" }, text: (row) => say(ENTERPRISE_STATUS_WORDS[row.status]), cell: (row) => <StatusTag tone={ENTERPRISE_STATUS_TONES[row.status]}>{say(ENTERPRISE_STATUS_WORDS[row.status])}</StatusTag>, width: 90 },
    { key: "uscc", title: { zh: "统一社会信用代码", en: "Credit code" }, text: (row) => row.uscc, cell: (row) => <span className="code">{row.uscc}</span>, width: 185 },
    { key: "since", title: { zh: "登记日期", en: "Registered" }, text: (row) => formatDay(row.since), width: 110 },
    { key: "unit", title: { zh: "区县", en: "Unit" }, text: (row) => unitName(row.unitCode), width: 100, ...(isCity ? {} : { spare: true }) },
    { key: "address", title: { zh: "地址", en: "Address" }, text: (row) => row.address ?? "", width: 240, spare: true },
  ];
}
