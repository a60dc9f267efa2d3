import { dayOf } from "#kernel/calendar.ts";
import type { FileAnswer, ParsedInputOf } from "#kernel/contract.ts";
import { READ_PURPOSE_WORDS } from "#kernel/read-purpose.ts";
import type { UseCase } from "#platform/module.ts";
import type { SheetCell, SheetColumn } from "#platform/table-file/sheet-column.ts";
import { xlsxBuffer } from "#platform/table-file/xlsx-write.ts";
import type { exportReads, ReadView } from "../contract/index.ts";
import { listReadsUseCase } from "./list-reads.ts";

/** Rows one exported file holds at most; more are narrowed down first. */
const EXPORT_ROWS = 10_000;

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const NAME = "查阅记录";

type Cell = { readonly column: SheetColumn; readonly of: (read: ReadView) => SheetCell };

const CELLS: readonly Cell[] = [
  { column: { name: "at", title: "时间", kind: "time", width: 20 }, of: ({ at }) => new Date(at) },
  { column: { name: "reader", title: "查阅人", kind: "text" }, of: ({ reader }) => reader.name },
  { column: { name: "reader_id", title: "查阅人账号编号", kind: "id", width: 38 }, of: ({ reader }) => reader.id },
  { column: { name: "reader_kind", title: "身份", kind: "code" }, of: ({ reader }) => reader.kind },
  { column: { name: "purpose", title: "目的", kind: "text", width: 20 }, of: ({ purpose }) => READ_PURPOSE_WORDS[purpose].zh },
  { column: { name: "subject_kind", title: "档案种类", kind: "code" }, of: ({ subject }) => subject.kind },
  { column: { name: "subject", title: "档案编号", kind: "id", width: 38 }, of: ({ subject }) => subject.id },
  { column: { name: "unit", title: "档案所在单位", kind: "id" }, of: ({ unit }) => unit },
  { column: { name: "fields", title: "显示了什么", kind: "text", width: 24 }, of: ({ fields }) => fields.join("、") },
  { column: { name: "what", title: "通过什么", kind: "text", width: 28 }, of: ({ title, what }) => title?.zh ?? what },
  { column: { name: "id", title: "编号", kind: "id", width: 38 }, of: ({ id }) => id },
];

/** What the list shows, as a workbook; the latest come first and are cut off after `EXPORT_ROWS`. */
export const exportReadsUseCase: UseCase<ParsedInputOf<typeof exportReads>, FileAnswer> = async (context, input) => {
  const { rows, next } = await listReadsUseCase(context, { ...input, after: undefined, limit: EXPORT_ROWS });
  const sheetName = next === null ? NAME : `${NAME}（前${EXPORT_ROWS}行）`;
  const body = await xlsxBuffer({ sheetName, columns: CELLS.map(({ column }) => column), rows: rows.map((row) => CELLS.map(({ of }) => of(row))), exportId: context.newId(), createdAt: context.now });
  return { fileName: `${NAME}-${dayOf(context.now)}.xlsx`, mediaType: XLSX, body: new Uint8Array(body) };
};
