import type { Words } from "#ui/call.ts";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { StatusTag } from "#ui/table/StatusTag.tsx";
import { useList } from "#ui/use-view.ts";
import { formatMinute, formatNumber } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { listImports, type ImportView } from "../contract/import.api.ts";
import { importWords } from "./import-words.ts";
import { IMPORT_KIND_WORDS, IMPORT_STATE_TONES, IMPORT_STATE_WORDS } from "./kind-words.ts";

/** Who imported what, with which result; a line opens it again. */
export function ImportHistory({ openId, onOpen }: { readonly openId: string | undefined; readonly onOpen: (id: string) => void }) {
  const t = useWords(importWords);
  const say = useSay();
  const list = useList(listImports, {});
  return <DataTable name="precursor.imports" list={list} rowKey={({ id }) => id} columns={columnsOf(say, t.nameless)} onOpen={({ id }) => onOpen(id)} openKey={openId} empty={{ title: t.noHistory, next: t.noHistoryNext }} tools={<strong>{t.history}</strong>} />;
}

const columnsOf = (say: (words: Words) => string, nameless: string): readonly Column<ImportView>[] => [
  { key: "file", title: { zh: "文件", en: "File" }, text: (view) => view.fileName, width: 310, sticky: true },
  { key: "kind", title: { zh: "种类", en: "Kind" }, text: (view) => say(IMPORT_KIND_WORDS[view.kind]), width: 130 },
  { key: "state", title: { zh: "结果", en: "Result" }, text: (view) => say(IMPORT_STATE_WORDS[view.state]), cell: (view) => <StatusTag tone={IMPORT_STATE_TONES[view.state]}>{say(IMPORT_STATE_WORDS[view.state])}</StatusTag>, width: 110 },
  { key: "total", title: { zh: "总行数", en: "Rows" }, text: (view) => formatNumber(view.rowsTotal), width: 80, align: "number" },
  { key: "accepted", title: { zh: "新行", en: "New" }, text: (view) => formatNumber(view.accepted), width: 80, align: "number" },
  { key: "unchanged", title: { zh: "相同", en: "Same" }, text: (view) => formatNumber(view.unchanged), width: 72, align: "number" },
  { key: "refused", title: { zh: "错误", en: "Errors" }, text: (view) => formatNumber(view.refused), width: 72, align: "number" },
  { key: "operator", title: { zh: "操作人", en: "By" }, text: (view) => view.accountName ?? nameless, width: 150 },
  { key: "at", title: { zh: "时间", en: "Time" }, text: (view) => formatMinute(view.committedAt ?? view.stagedAt), width: 150 },
];
