import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { GUIDE_SHEET, type SheetCell, type SheetColumn, type SheetColumnKind } from "./sheet-column.ts";
import { addCells, addSheet, newBook } from "./xlsx-write.ts";

export type TemplateColumn = {
  readonly name: string;
  readonly kind: SheetColumnKind;
  readonly required: boolean;
  readonly zh: string;
  readonly en: string;
  /** Allowed values, where there is a fixed list. */
  readonly allowed?: readonly string[];
};

const GUIDE_COLUMNS: readonly SheetColumn[] = [
  { name: "列名 column", kind: "id" },
  { name: "必填 required", kind: "code" },
  { name: "含义", kind: "text", width: 50 },
  { name: "meaning", kind: "text", width: 50 },
  { name: "可填的值 allowed values", kind: "text", width: 60 },
];

/**
 * An empty workbook to fill in: every column is formatted as text, so 18-digit codes survive typing; the second sheet
 * says what each column means. `rows` may carry current values to correct.
 */
export async function templateBuffer(template: { sheetName: string; columns: readonly TemplateColumn[]; createdAt: Date; rows?: Iterable<readonly SheetCell[]> }): Promise<Buffer> {
  const stream = new PassThrough();
  const fill = async (): Promise<void> => {
    const book = newBook(stream, "template", template.createdAt);
    const columns = template.columns.map((column): SheetColumn => ({ name: column.name, kind: "id", width: column.kind === "text" ? 30 : 20 }));
    const data = addSheet(book, template.sheetName, columns, { exportId: template.sheetName });
    for (const row of template.rows ?? []) addCells(data, columns, row);
    data.commit();
    const guide = addSheet(book, GUIDE_SHEET, GUIDE_COLUMNS, { exportId: template.sheetName });
    for (const column of template.columns) {
      addCells(guide, GUIDE_COLUMNS, [column.name, column.required ? "必填 yes" : "选填 no", column.zh, column.en, (column.allowed ?? []).join(" · ")]);
    }
    guide.commit();
    await book.commit();
  };
  const [bytes] = await Promise.all([buffer(stream), fill()]);
  return bytes;
}
