import type { Words } from "#ui/call.ts";
import type { Column } from "#ui/table/column.ts";
import { DataTable } from "#ui/table/DataTable.tsx";
import { formatNumber } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import type { ImportKind, ImportView, RowRefusal } from "../contract/import.api.ts";
import { IMPORT_COLUMNS } from "../domain/parse/import-columns.ts";
import { importWords } from "./import-words.ts";
import { staticList } from "./static-list.ts";

/** What is wrong, line by line, as the file has it: line, column, what it holds, and why that cannot be taken. */
export function ImportErrors({ view }: { readonly view: ImportView }) {
  const t = useWords(importWords);
  const say = useSay();
  const title = <><strong>{t.errors}</strong> {view.refusals.length < view.refused && <span className="soft">{t.errorsMore(formatNumber(view.refusals.length), formatNumber(view.refused))}</span>}</>;
  return <DataTable name="precursor.import.errors" list={staticList(view.refusals)} rowKey={keyOf} columns={columnsOf(view.kind, say)} tools={<span>{title}</span>} />;
}

const keyOf = ({ line, column, code, value }: RowRefusal): string => `${line} ${column ?? ""} ${code} ${value ?? ""}`;

const columnsOf = (kind: ImportKind, say: (words: Words) => string): readonly Column<RowRefusal>[] => [
  { key: "line", title: { zh: "行", en: "Line" }, text: ({ line }) => String(line), width: 72, align: "number", sticky: true },
  { key: "column", title: { zh: "列", en: "Column" }, text: ({ column }) => column ?? "", cell: ({ column }) => (column ? <ColumnOfFile kind={kind} name={column} /> : <span className="soft">—</span>), width: 210 },
  { key: "value", title: { zh: "填写内容", en: "Value" }, text: ({ value }) => value ?? "", cell: ({ value }) => (value ? <span className="code" style={{ overflowWrap: "anywhere" }}>{value}</span> : <span className="soft">—</span>), width: 210 },
  { key: "words", title: { zh: "问题", en: "What is wrong" }, text: ({ words }) => say(words), cell: ({ words }) => say(words), width: 420 },
  { key: "code", title: { zh: "代码", en: "Code" }, text: ({ code }) => code, width: 260, spare: true },
];

/** The header as it stands in the file, and what it means to who fills it in. */
function ColumnOfFile({ kind, name }: { readonly kind: ImportKind; readonly name: string }) {
  const say = useSay();
  const meaning = IMPORT_COLUMNS[kind].find((column) => column.name === name);
  return <><span className="code">{name}</span>{meaning && <small className="soft" style={{ display: "block" }}>{say(meaning)}</small>}</>;
}
