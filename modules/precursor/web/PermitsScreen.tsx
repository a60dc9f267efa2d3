import type { InputOf } from "#kernel/contract.ts";
import type { Words } from "#ui/call.ts";
import { Page } from "#ui/frame/Page.tsx";
import { useUrlState } from "#ui/frame/url.ts";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { FilterBar } from "#ui/table/FilterBar.tsx";
import { defineFilters, useFilters } from "#ui/table/filters.ts";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useList } from "#ui/use-view.ts";
import { formatKg, formatNumber } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { defineWords, useWords } from "#ui/words/words.ts";
import { exportPermits, listPermits, type PermitRow } from "../contract/register.api.ts";
import { PermitKind, permitKey } from "../contract/permit.ts";
import { choicesOf, PERMIT_FORM_WORDS, PERMIT_KIND_WORDS, PERMIT_STATE_TONES, PERMIT_STATE_WORDS, PERMIT_USES_WORDS } from "./kind-words.ts";
import { PermitLeft } from "./PermitLeft.tsx";
import { PermitPanel } from "./PermitPanel.tsx";
import { Party, partyText } from "./Pieces.tsx";
import { ScopePickers, useAskedScope } from "./ScopePickers.tsx";
import { useSubstances, type Substances } from "./use-substances.ts";

const filters = defineFilters({
  q: { kind: "text", label: { zh: "证明编号或持有人", en: "Number or holder" } },
  kind: { kind: "choice", label: { zh: "种类", en: "Kind" }, choices: choicesOf(PERMIT_KIND_WORDS) },
  state: { kind: "choice", label: { zh: "状态", en: "State" }, choices: choicesOf(PERMIT_STATE_WORDS) },
});
const STATES = ["coming", "valid", "expiring", "expired"] as const;

/** Permits and filing certificates with what is left of each, and what drew on one. */
export default function PermitsScreen() {
  const t = useWords(permitsWords);
  const say = useSay();
  const { unit } = useUrlState();
  const state = useFilters(filters);
  const scope = useAskedScope();
  const substances = useSubstances();
  const workspace = useWorkspace();
  const { q, kind, state: chosen } = state.values;
  const input: InputOf<typeof listPermits> = { unit, ...scope, q, kind: PermitKind.options.find((each) => each === kind), state: STATES.find((each) => each === chosen) };
  const list = useList(listPermits, input);
  return (
    <Page title={t.title} lead={t.lead}>
      <div className="filters-line">
        <ScopePickers />
        <FilterBar filters={filters} state={state} name="precursor.permits" />
      </div>
      <Split
        list={<DataTable name="precursor.permits" list={list} rowKey={permitKey} columns={columnsOf(substances, say)} onOpen={(row) => workspace.show(permitKey(row))} openKey={workspace.openId} exportBy={{ endpoint: exportPermits, input }} empty={{ title: t.none, next: t.noneNext }} />}
        workspace={workspace.openId ? <PermitPanel key={workspace.openId} permit={workspace.openId} listed={list.rows.find((row) => permitKey(row) === workspace.openId)} onClose={workspace.close} /> : null}
      />
    </Page>
  );
}

function columnsOf(substances: Substances, say: (words: Words) => string): readonly Column<PermitRow>[] {
  return [
    { key: "number", title: { zh: "编号", en: "Number" }, text: (row) => row.number, cell: (row) => <span className="code">{row.number}</span>, width: 168, sticky: true },
    { key: "kind", title: { zh: "种类", en: "Kind" }, text: (row) => `${say(PERMIT_KIND_WORDS[row.kind])}${say({ zh: "", en: " " })}${say(PERMIT_FORM_WORDS[row.form])}`, width: 138 },
    { key: "holder", title: { zh: "持有人", en: "Holder" }, text: (row) => partyText(row.holder, row.holderName), cell: (row) => <Party uscc={row.holder} name={row.holderName} />, width: 210 },
    { key: "substance", title: { zh: "品种", en: "Substance" }, text: (row) => substances.nameOf(row.substanceId), width: 110 },
    { key: "left", title: { zh: "余量 (kg)", en: "Left (kg)" }, text: (row) => formatKg(row.leftMg), cell: (row) => <PermitLeft permit={row} />, width: 190 },
    { key: "state", title: { zh: "状态", en: "State" }, text: (row) => say(PERMIT_STATE_WORDS[row.state]), cell: (row) => <StatusTag tone={PERMIT_STATE_TONES[row.state]}>{say(PERMIT_STATE_WORDS[row.state])}</StatusTag>, width: 110 },
    { key: "validTo", title: { zh: "有效期止", en: "Valid to" }, text: (row) => row.validTo, width: 110 },
    { key: "shipments", title: { zh: "使用批次", en: "Shipments" }, text: (row) => formatNumber(row.shipments), width: 92, align: "number" },
    { key: "uses", title: { zh: "使用次数", en: "Uses" }, text: (row) => say(PERMIT_USES_WORDS[row.uses]), width: 96 },
    { key: "validFrom", title: { zh: "有效期起", en: "Valid from" }, text: (row) => row.validFrom, width: 110, spare: true },
    { key: "quantity", title: { zh: "核准 (kg)", en: "Granted (kg)" }, text: (row) => formatKg(row.quantityMg), width: 120, align: "number", spare: true },
    { key: "drawn", title: { zh: "已用 (kg)", en: "Drawn (kg)" }, text: (row) => formatKg(row.drawnMg), width: 120, align: "number", spare: true },
    { key: "counterparty", title: { zh: "交易对方", en: "Counterparty" }, text: (row) => row.counterparty ?? "", width: 190, spare: true },
    { key: "issuer", title: { zh: "签发机关", en: "Issuer" }, text: (row) => row.issuer ?? "", width: 180, spare: true },
    { key: "uscc", title: { zh: "统一社会信用代码", en: "Credit code" }, text: (row) => row.holder, width: 190, spare: true },
  ];
}

const permitsWords = defineWords({
  zh: { title: "许可与备案", lead: "许可证与备案证明，及其用了多少、还剩多少。余量按引用该证明的申报逐笔扣减。", none: "没有符合条件的证明", noneNext: "放宽筛选条件，或先导入许可与备案证明。" },
  en: { title: "Permits and filings", lead: "Permits and filing certificates, what has been drawn and what is left, by the declarations that cite them.", none: "No document matches", noneNext: "Widen the filters, or import permits and filings first." },
});
