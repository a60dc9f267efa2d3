import { emptyBatch, isBlankRecord, TABLE_LIMITS, type CellFault, type RecordBatch, type TableLimits } from "./record-batch.ts";
import { tableFileRefusals } from "./refusals.ts";
import { openBook, type XlsxBook } from "./xlsx-book.ts";
import { dateText, numberText, type CellText } from "./xlsx-cell.ts";
import { attributeOf, unescapeSheetText, xmlText, xmlTokens, type XmlToken } from "./xml-tokens.ts";
import { damaged, readZipDirectory } from "./zip-entries.ts";

/**
 * Records of an .xlsx workbook's first data sheet; lines are sheet rows. Dates come as wall-clock text, numbers as plain
 * decimals, formulas as their stored result; rows without content are skipped.
 * Own reader rather than exceljs': that one decodes UTF-8 piece by piece (a Chinese character on a seam is lost), keeps only
 * the last run of inline rich text, hands over numbers as doubles, and cannot bound what a part unpacks to.
 * Measured: 35 000 to 49 000 rows/s of 22 columns on one core of an AMD EPYC VM, Node 20.20, in memory that does not grow with the rows
 * (shared strings aside).
 */
export async function* readXlsx(bytes: Uint8Array, limits: TableLimits = TABLE_LIMITS): AsyncGenerator<RecordBatch> {
  const entries = readZipDirectory(bytes);
  let unpacked = 0;
  for (const entry of entries.values()) if (entry.name.endsWith(".xml") || entry.name.endsWith(".rels")) unpacked += entry.size;
  if (unpacked > limits.unpackedBytes) tableFileRefusals.refuse("table.file.too-large", { limit: limits.unpackedBytes });
  const book = await openBook(entries);
  const sheet = new SheetScanner(book, limits);
  for await (const tokens of xmlTokens(book.sheet)) yield sheet.scan(tokens);
}

class SheetScanner {
  private readonly book: XlsxBook;
  private readonly limits: TableLimits;
  private rows = 0;
  private inSheet = false;
  private rowNumber = 0;
  private record: string[] | null = null;
  private faults: CellFault[] = [];
  private column = -1;
  private cell: XmlToken | null = null;
  private stored = "";
  private hasStored = false;
  private hasFormula = false;
  private inPhonetic = false;

  constructor(book: XlsxBook, limits: TableLimits) {
    this.book = book;
    this.limits = limits;
  }

  scan(tokens: XmlToken[]): RecordBatch {
    const batch = emptyBatch();
    for (const token of tokens) {
      if (token.name === "sheetData") this.inSheet = !token.closes && !token.selfCloses;
      else if (this.inSheet) this.step(token, batch);
    }
    return batch;
  }

  private step(token: XmlToken, batch: RecordBatch): void {
    switch (token.name) {
      case "row":
        return token.closes ? this.endRow(batch) : this.startRow(token);
      case "c":
        return token.closes ? this.endCell() : this.startCell(token);
      case "f":
        this.hasFormula = true;
        return;
      case "v":
        if (!token.closes) this.store(token.text);
        return;
      case "t":
        if (!token.closes && !this.inPhonetic) this.store(this.stored + token.text);
        return;
      case "rPh":
        this.inPhonetic = !token.closes && !token.selfCloses;
    }
  }

  private store(text: string): void {
    this.stored = text;
    this.hasStored = true;
  }

  private startRow(token: XmlToken): void {
    const stated = attributeOf(token, "r");
    const number = stated === undefined ? this.rowNumber + 1 : Number(stated);
    if (!(number > this.rowNumber && number <= 1_048_576)) damaged(this.book.sheet.name);
    this.rowNumber = number;
    this.record = token.selfCloses ? null : [];
    this.faults = [];
    this.column = -1;
  }

  private startCell(token: XmlToken): void {
    const reference = attributeOf(token, "r");
    const column = reference === undefined ? this.column + 1 : columnIndexOf(reference);
    if (!(column > this.column)) damaged(this.book.sheet.name);
    this.column = column;
    this.cell = token.selfCloses ? null : token;
    this.stored = "";
    this.hasStored = this.hasFormula = this.inPhonetic = false;
  }

  private endCell(): void {
    const { cell, record } = this;
    this.cell = null;
    if (cell === null || record === null) return;
    if (!this.hasStored && !this.hasFormula) return;
    const read = this.cellText(cell);
    const text = "text" in read ? read.text : "";
    if (text === "" && "text" in read) return;
    if (this.column >= this.limits.columns) tableFileRefusals.refuse("table.file.too-many-columns", { line: this.rowNumber, limit: this.limits.columns });
    if (text.length > this.limits.fieldChars) tableFileRefusals.refuse("table.file.field-too-long", { line: this.rowNumber, limit: this.limits.fieldChars });
    while (record.length < this.column) record.push("");
    record.push("fault" in read ? read.value.slice(0, 100) : text);
    if ("fault" in read) this.faults.push({ columnIndex: this.column, code: read.fault, value: read.value.slice(0, 100) });
  }

  private cellText(cell: XmlToken): CellText {
    const type = attributeOf(cell, "t") ?? "n";
    if (!this.hasStored) return { fault: "table.cell.formula-without-result", value: "" };
    const stored = xmlText(this.stored);
    switch (type) {
      case "s": {
        const text = /^\d+$/.test(stored) ? this.book.strings[Number(stored)] : undefined;
        return text === undefined ? { fault: "table.cell.damaged", value: stored } : withoutNul(text);
      }
      case "str":
      case "inlineStr":
        return withoutNul(unescapeSheetText(stored));
      case "b":
        return { text: stored === "1" ? "TRUE" : "FALSE" };
      case "e":
        return { fault: "table.cell.error-value", value: stored };
      case "d":
        return { text: stored };
      default:
        if (stored === "") return { text: "" };
        return this.book.dateStyles.has(Number(attributeOf(cell, "s") ?? "0")) ? dateText(stored, this.book.date1904) : numberText(stored);
    }
  }

  private endRow(batch: RecordBatch): void {
    const { record } = this;
    this.record = null;
    if (record === null || (isBlankRecord(record) && this.faults.length === 0)) return;
    if (++this.rows > this.limits.rows) tableFileRefusals.refuse("table.file.too-many-rows", { limit: this.limits.rows });
    if (this.faults.length > 0) batch.faults.set(batch.records.length, this.faults);
    batch.records.push(record);
    batch.lines.push(this.rowNumber);
  }
}

function withoutNul(text: string): CellText {
  return text.includes("\0") ? { fault: "table.cell.damaged", value: text.replaceAll("\0", "") } : { text };
}

/** `AB12` → 27. −1 when it is no cell reference. */
function columnIndexOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length && i < 4; i++) {
    const code = reference.charCodeAt(i);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}
