import { Input } from "antd";
import { useState } from "react";
import type { InputOf } from "#kernel/contract.ts";
import type { Words } from "#ui/call.ts";
import { useUnitName } from "#ui/frame/names.ts";
import { Page } from "#ui/frame/Page.tsx";
import { useUrlState } from "#ui/frame/url.ts";
import { Split, useWorkspace } from "#ui/frame/Workspace.tsx";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { FilterBar } from "#ui/table/FilterBar.tsx";
import { defineFilters } from "#ui/table/filters.ts";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useUnitFilters } from "#ui/table/use-unit-filters.ts";
import { useList } from "#ui/use-view.ts";
import { formatNumber, formatSecond } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { listEntries, type EntryView } from "../contract/index.ts";
import { dayBounds } from "./day-bounds.ts";
import { EntryPanel } from "./EntryPanel.tsx";
import { entryWords } from "./entry-words.ts";
import { lookUpOf } from "./look-up.ts";
import { actorKindWords, AREAS } from "./vocabulary.ts";

const own = defineFilters({
  area: { kind: "choice", label: { zh: "业务", en: "Area" }, choices: AREAS },
  name: { kind: "text", label: { zh: "操作代码开头", en: "Name of the act begins" } },
  account: { kind: "text", label: { zh: "账号编号", en: "Account id" } },
  from: { kind: "day", label: { zh: "自", en: "From" } },
  to: { kind: "day", label: { zh: "至", en: "To" } },
});

/** What was done, line by line; one of them in full beside the list. */
export default function EntriesScreen() {
  const t = useWords(entryWords);
  const say = useSay();
  const unitName = useUnitName();
  const { unit } = useUrlState();
  const { filters, state, values, isFiltered } = useUnitFilters(own);
  const workspace = useWorkspace();
  const { area, name, account, from, to } = values;
  const input: InputOf<typeof listEntries> = { unit, name: name ?? area, account, ...dayBounds(from, to) };
  const list = useList(listEntries, input);
  return (
    <Page title={t.title} lead={t.lead}>
      <LookUp onFound={workspace.show} />
      <FilterBar filters={filters} state={state} name="record.entries" />
      <Split
        list={<DataTable name="record.entries" list={list} rowKey={(row) => row.id} columns={columnsOf(t, say, unitName)} onOpen={(row) => workspace.show(row.id)} openKey={workspace.openId} empty={isFiltered ? { title: t.noneFits, next: t.noneFitsNext } : { title: t.none, next: t.noneNext }} />}
        workspace={workspace.openId ? <EntryPanel key={workspace.openId} id={workspace.openId} onClose={workspace.close} /> : null}
      />
    </Page>
  );
}

/** By the number on a receipt, a command's id, or the place in the log. */
function LookUp({ onFound }: { readonly onFound: (id: string) => void }) {
  const t = useWords(entryWords);
  const [text, setText] = useState("");
  const id = lookUpOf(text);
  const isWrong = text.trim() !== "" && id === undefined;
  return (
    <div className="look-up no-print" role="search">
      <Input.Search allowClear autoComplete="off" enterButton={t.look} placeholder={t.lookHint} aria-label={t.lookHint} value={text} status={isWrong ? "error" : ""} onChange={(event) => setText(event.target.value)} onSearch={() => id && onFound(id)} />
      {isWrong && <span className="soft" role="status">{t.lookWrong}</span>}
    </div>
  );
}

/** 张*（企业人员）; programs and jobs have no name. */
function byWhom(say: (words: Words) => string, { actor }: EntryView): string {
  const kind = say(actorKindWords(actor.kind));
  return actor.name === null ? kind : `${actor.name}（${kind}）`;
}

function columnsOf(t: typeof entryWords.zh, say: (words: Words) => string, unitName: (code: string) => string): readonly Column<EntryView>[] {
  return [
    { key: "index", title: { zh: "序号", en: "Index" }, text: (row) => (row.index === null ? t.notYet : formatNumber(row.index)), cell: (row) => (row.index === null ? <span className="soft">{t.notYet}</span> : formatNumber(row.index)), align: "number", width: 96, sticky: true },
    { key: "at", title: { zh: "时间", en: "Time" }, text: (row) => formatSecond(row.at), width: 168 },
    { key: "what", title: { zh: "办了什么", en: "What was done" }, text: (row) => (row.title ? say(row.title) : row.name), width: 230 },
    { key: "kind", title: { zh: "办理人", en: "By" }, text: (row) => byWhom(say, row), width: 170 },
    { key: "account", title: { zh: "账号编号", en: "Account id" }, text: (row) => row.actor.id, cell: (row) => <span className="code soft">{row.actor.id}</span>, width: 300 },
    { key: "unit", title: { zh: "单位", en: "Unit" }, text: (row) => unitName(row.unit), width: 100 },
    { key: "state", title: { zh: "状态", en: "State" }, text: (row) => (row.sealed ? t.sealed : ""), cell: (row) => (row.sealed ? <StatusTag>{t.sealed}</StatusTag> : null), width: 96 },
    { key: "name", title: { zh: "操作代码", en: "Name of the act" }, text: (row) => row.name, width: 230, spare: true },
    { key: "id", title: { zh: "条目编号", en: "Entry id" }, text: (row) => row.id, width: 300, spare: true },
    { key: "command", title: { zh: "命令号", en: "Command id" }, text: (row) => row.command, width: 300, spare: true },
  ];
}
