import { FormOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { InputOf } from "#kernel/contract.ts";
import type { Words } from "#ui/call.ts";
import { mayEnter, useAccount } from "#ui/frame/account.ts";
import { Page } from "#ui/frame/Page.tsx";
import { useGo, useUrlState } from "#ui/frame/url.ts";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { FilterBar } from "#ui/table/FilterBar.tsx";
import { defineFilters, useFilters } from "#ui/table/filters.ts";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useList } from "#ui/use-view.ts";
import { formatKg, formatMinute } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { exportDeclarations, listDeclarations, type DeclarationRow } from "../contract/declaration.api.ts";
import { DeclarationKind } from "../contract/declaration.ts";
import { DeclarationPanel } from "./DeclarationPanel.tsx";
import { declarationWords } from "./declaration-words.ts";
import { choicesOf, DECLARATION_KIND_WORDS } from "./kind-words.ts";
import { Party, partyText } from "./Pieces.tsx";
import { ScopePickers, useAskedScope } from "./ScopePickers.tsx";
import { useSubstances, type Substances } from "./use-substances.ts";

const filters = defineFilters({
  kind: { kind: "choice", label: { zh: "种类", en: "Kind" }, choices: choicesOf(DECLARATION_KIND_WORDS) },
  shipment: { kind: "text", label: { zh: "运单号", en: "Shipment" } },
  lot: { kind: "text", label: { zh: "批号", en: "Lot" } },
  permit: { kind: "text", label: { zh: "证明编号", en: "Permit number" } },
  from: { kind: "day", label: { zh: "自", en: "From" } },
  to: { kind: "day", label: { zh: "至", en: "To" } },
});

/** All declarations an actor may see, and one of them in full. */
export default function DeclarationsScreen() {
  const t = useWords(declarationWords);
  const say = useSay();
  const go = useGo();
  const account = useAccount();
  const { unit } = useUrlState();
  const state = useFilters(filters);
  const scope = useAskedScope();
  const substances = useSubstances();
  const workspace = useWorkspace();
  const { kind, shipment, lot, permit, from, to } = state.values;
  const input: InputOf<typeof listDeclarations> = { unit, ...scope, kind: DeclarationKind.options.find((each) => each === kind), shipment, lot, permit, from, to };
  const list = useList(listDeclarations, input);
  const actions = mayEnter(account, "precursor.declare") && <Button type="primary" icon={<FormOutlined />} onClick={() => go("/precursor/file")}>{t.file}</Button>;
  return (
    <Page title={t.title} lead={t.lead} actions={actions}>
      <div className="filters-line">
        <ScopePickers />
        <FilterBar filters={filters} state={state} name="precursor.declarations" />
      </div>
      <Split
        list={<DataTable name="precursor.declarations" list={list} rowKey={keyOf} columns={columnsOf(substances, say)} onOpen={(row) => workspace.show(keyOf(row))} openKey={workspace.openId} exportBy={{ endpoint: exportDeclarations, input }} empty={{ title: t.none, next: t.noneNext }} />}
        workspace={workspace.openId ? <DeclarationPanel key={workspace.openId} declarationKey={workspace.openId} onClose={workspace.close} /> : null}
      />
    </Page>
  );
}

const keyOf = (row: DeclarationRow): string => `${row.declarant}/${row.declarationId}`;

function columnsOf(substances: Substances, say: (words: Words) => string): readonly Column<DeclarationRow>[] {
  return [
    { key: "id", title: { zh: "申报编号", en: "Id" }, text: (row) => row.declarationId, cell: (row) => <IdCell row={row} />, width: 160, sticky: true },
    { key: "kind", title: { zh: "种类", en: "Kind" }, text: (row) => say(DECLARATION_KIND_WORDS[row.kind]), width: 92 },
    { key: "occurred", title: { zh: "发生时间", en: "Occurred" }, text: (row) => formatMinute(row.occurredAt), width: 140 },
    { key: "declarant", title: { zh: "申报企业", en: "Declared by" }, text: (row) => partyText(row.declarant, row.declarantName), cell: (row) => <Party uscc={row.declarant} name={row.declarantName} />, width: 200 },
    { key: "substance", title: { zh: "品种", en: "Substance" }, text: (row) => (row.substanceId ? substances.nameOf(row.substanceId) : ""), width: 110 },
    { key: "mass", title: { zh: "质量 (kg)", en: "Mass (kg)" }, text: (row) => (row.kind === "void" ? "" : formatKg(row.massMg)), width: 130, align: "number" },
    { key: "counterparty", title: { zh: "交易对方", en: "Counterparty" }, text: (row) => partyText(row.counterparty, row.counterpartyName), cell: (row) => <Party uscc={row.counterparty} name={row.counterpartyName} />, width: 200 },
    { key: "lot", title: { zh: "批号", en: "Lot" }, text: (row) => row.lot ?? "", width: 120 },
    { key: "shipment", title: { zh: "运单号", en: "Shipment" }, text: (row) => row.shipment ?? "", width: 130 },
    { key: "reported", title: { zh: "填报时间", en: "Reported" }, text: (row) => formatMinute(row.reportedAt), width: 140 },
    { key: "permit", title: { zh: "许可或备案号", en: "Permit" }, text: (row) => row.permit ?? "", width: 150, spare: true },
    { key: "transportPermit", title: { zh: "运输证明号", en: "Transport document" }, text: (row) => row.transportPermit ?? "", width: 150, spare: true },
    { key: "customsNo", title: { zh: "报关单号", en: "Customs no." }, text: (row) => row.customsNo ?? "", width: 150, spare: true },
    { key: "stated", title: { zh: "原填数量", en: "As written" }, text: (row) => `${row.quantityText} ${row.unit}`, width: 120, spare: true },
    { key: "process", title: { zh: "工艺", en: "Process" }, text: (row) => row.process ?? "", width: 120, spare: true },
    { key: "uscc", title: { zh: "统一社会信用代码", en: "Credit code" }, text: (row) => row.declarant, width: 190, spare: true },
    { key: "voidedBy", title: { zh: "作废它的申报", en: "Voided by" }, text: (row) => row.voidedBy ?? "", width: 140, spare: true },
    { key: "note", title: { zh: "备注", en: "Note" }, text: (row) => row.note ?? "", width: 220, spare: true },
  ];
}

function IdCell({ row }: { readonly row: DeclarationRow }) {
  const t = useWords(declarationWords);
  return row.voidedBy === null ? <span className="code">{row.declarationId}</span> : <span><s className="code soft">{row.declarationId}</s> <StatusTag>{t.voided}</StatusTag></span>;
}
