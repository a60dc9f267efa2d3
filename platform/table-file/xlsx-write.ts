import { PassThrough, type Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import exceljs from "exceljs";
import { shanghaiWallClock, type SheetCell, type SheetColumn } from "./sheet-column.ts";

export type XlsxSheet = {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: Iterable<readonly SheetCell[]> | AsyncIterable<readonly SheetCell[]>;
  /** What the sheet is of, above its header: lines of a label and its text. */
  readonly preface?: readonly (readonly [label: string, text: string])[];
};

type Printed = {
  /** Stands in the printed footer and the file's properties, so a leaked copy names its export. */
  readonly exportId: string;
  readonly createdAt: Date;
  /** Such as 演示数据: in the printed header. */
  readonly mark?: string;
};

export type XlsxBook = Printed & { readonly sheets: readonly XlsxSheet[] };
export type XlsxExport = Printed & Pick<XlsxSheet, "columns" | "rows"> & { readonly sheetName: string };

const CELL_CHARS_MAX = 32_767;
const HEADER_FILL = { type: "pattern", pattern: "solid", fgColor: { argb: "FFE6EDF5" } } as const;

/** How long a workbook may keep everybody else from the thread, in milliseconds. */
const SLICE_MS = 20;

/** Writes one sheet after the other as a stream; memory does not grow with the rows. Ends `into`. */
export async function writeXlsx(into: Writable, { sheets, exportId, createdAt, mark }: XlsxBook): Promise<void> {
  const book = newBook(into, exportId, createdAt);
  let since = performance.now();
  for (const { name, columns, rows, preface } of sheets) {
    const worksheet = addSheet(book, name, columns, { exportId, mark }, preface);
    for await (const row of rows) {
      addCells(worksheet, columns, row);
      if (performance.now() - since < SLICE_MS) continue;
      await new Promise(setImmediate); // others run, and the zip drains
      since = performance.now();
    }
    worksheet.commit();
  }
  await book.commit();
}

export async function xlsxBookBuffer(book: XlsxBook): Promise<Buffer> {
  const stream = new PassThrough();
  const [bytes] = await Promise.all([buffer(stream), writeXlsx(stream, book)]);
  return bytes;
}

export const xlsxBuffer = ({ sheetName, columns, rows, ...printed }: XlsxExport): Promise<Buffer> => xlsxBookBuffer({ ...printed, sheets: [{ name: sheetName, columns, rows }] });

export function newBook(into: Writable, exportId: string, createdAt: Date): exceljs.stream.xlsx.WorkbookWriter {
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: into, useStyles: true, useSharedStrings: false });
  book.creator = `清渝 ${exportId}`;
  book.lastModifiedBy = "清渝";
  book.created = book.modified = createdAt;
  return book;
}

/** A sheet with a styled, frozen header row, ready for `addCells`. */
export function addSheet(
  book: exceljs.stream.xlsx.WorkbookWriter,
  name: string,
  columns: readonly SheetColumn[],
  print: { exportId: string; mark?: string | undefined },
  preface: XlsxSheet["preface"] = [],
): exceljs.Worksheet {
  const mark = print.mark === undefined ? "" : `&C${headerSafe(print.mark)}`;
  const worksheet = book.addWorksheet(name, {
    views: [{ state: "frozen", ySplit: preface.length + 1 }],
    pageSetup: { paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    headerFooter: { oddHeader: mark, oddFooter: `&L${headerSafe(print.exportId)}${mark}&R&P / &N` },
  });
  worksheet.columns = columns.map((column) => ({ width: column.width ?? defaultWidth(column), style: { numFmt: formatOf(column) } }));
  for (const line of preface) addPreface(worksheet, line);
  addHeader(worksheet, columns);
  return worksheet;
}

function addPreface(worksheet: exceljs.Worksheet, line: readonly [label: string, text: string]): void {
  const row = worksheet.addRow(line.map(sheetText));
  row.eachCell((cell) => {
    cell.numFmt = "@";
  });
  row.getCell(1).font = { bold: true };
  row.commit();
}

const HEADER_LINE_POINTS = 15;

/** A title of two lines, such as one for each language, is shown in both. */
function addHeader(worksheet: exceljs.Worksheet, columns: readonly SheetColumn[]): void {
  const titles = columns.map((column) => sheetText(column.title ?? column.name));
  const header = worksheet.addRow(titles);
  const lines = Math.max(...titles.map((title) => title.split("\n").length));
  if (lines > 1) {
    header.height = lines * HEADER_LINE_POINTS;
    header.alignment = { wrapText: true, vertical: "top" };
  }
  header.font = { bold: true };
  header.fill = HEADER_FILL;
  header.eachCell((cell) => {
    cell.numFmt = "@";
  });
  header.commit();
}

export function addCells(worksheet: exceljs.Worksheet, columns: readonly SheetColumn[], cells: readonly SheetCell[]): void {
  worksheet.addRow(columns.map((column, i) => cellValue(column, cells[i] ?? null))).commit();
}

/** A number of 16 digits or more, and any number in an id column, is written as text: a spreadsheet would round it. */
function cellValue(column: SheetColumn, cell: SheetCell): string | number | Date | null {
  if (cell === null || cell === "") return null;
  if (cell instanceof Date) return shanghaiWallClock(cell);
  if (typeof cell === "number") return column.kind === "id" || !Number.isFinite(cell) || Math.abs(cell) >= 1e15 ? String(cell) : cell;
  return sheetText(cell);
}

/** Text a sheet can hold: at most 32 767 characters, and a literal `_x0041_` kept literal. */
function sheetText(text: string): string {
  return text.slice(0, CELL_CHARS_MAX).replace(/_(?=x[0-9a-fA-F]{4}_)/g, "_x005F_");
}

function formatOf(column: SheetColumn): string {
  if (column.kind === "time") return "yyyy-mm-dd hh:mm:ss";
  return column.kind === "number" ? "General" : "@";
}

function defaultWidth(column: SheetColumn): number {
  if (column.kind === "id") return 22;
  return column.kind === "text" ? 30 : column.kind === "time" ? 20 : 14;
}

/** In a printed header `&` starts a command; the whole is at most 255 characters. */
function headerSafe(text: string): string {
  return text.replaceAll("&", "&&").slice(0, 80);
}
