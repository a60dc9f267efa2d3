import { GUIDE_SHEET } from "./sheet-column.ts";
import { attributeOf, unescapeSheetText, xmlText, xmlTokens, type XmlToken } from "./xml-tokens.ts";
import { damaged, type ZipEntry } from "./zip-entries.ts";

/** What of a workbook is needed to read its first data sheet. */
export type XlsxBook = { readonly sheet: ZipEntry; readonly strings: string[]; readonly dateStyles: ReadonlySet<number>; readonly date1904: boolean };

const SHARED_STRING_BYTES_MAX = 268_435_456;
const SHARED_STRINGS_MAX = 5_000_000;
/** Sheets, relations and styles: spreadsheet programs write kilobytes. */
const SMALL_PART_BYTES_MAX = 16_777_216;
const SHEETS_MAX = 1_000;

/** The first visible sheet that is not the template's guide. */
export async function openBook(entries: Map<string, ZipEntry>): Promise<XlsxBook> {
  const workbook = entries.get("xl/workbook.xml");
  if (workbook === undefined) return damaged("xl/workbook.xml");
  const { sheets, date1904 } = await readOutline(workbook);
  const target = await sheetTarget(entries, sheets);
  const sheet = entries.get(target) ?? damaged(target);
  return { sheet, strings: await readStrings(entries.get("xl/sharedStrings.xml")), dateStyles: await readDateStyles(entries.get("xl/styles.xml")), date1904 };
}

async function readOutline(workbook: ZipEntry): Promise<{ sheets: XmlToken[]; date1904: boolean }> {
  const sheets: XmlToken[] = [];
  let date1904 = false;
  for await (const token of openingTags(workbook)) {
    if (token.name === "workbookPr") date1904 ||= ["1", "true"].includes(attributeOf(token, "date1904") ?? "");
    if (token.name === "sheet" && sheets.push(token) > SHEETS_MAX) damaged(workbook.name);
  }
  return { sheets, date1904 };
}

async function* openingTags(entry: ZipEntry): AsyncGenerator<XmlToken> {
  for await (const token of smallPartTokens(entry)) if (!token.closes) yield token;
}

/** One after the other: a small file may hold, packed, more tags than memory does. */
async function* smallPartTokens(entry: ZipEntry): AsyncGenerator<XmlToken> {
  if (entry.size > SMALL_PART_BYTES_MAX) damaged(entry.name);
  for await (const tokens of xmlTokens(entry)) yield* tokens;
}

async function sheetTarget(entries: Map<string, ZipEntry>, sheets: readonly XmlToken[]): Promise<string> {
  const visible = sheets.filter((sheet) => (attributeOf(sheet, "state") ?? "visible") === "visible");
  const chosen = visible.find((sheet) => attributeOf(sheet, "name") !== GUIDE_SHEET) ?? damaged("xl/workbook.xml");
  const relations = entries.get("xl/_rels/workbook.xml.rels");
  const relationId = attributeOf(chosen, "id"); // r:id, whatever the prefix
  if (relations !== undefined && relationId !== undefined) {
    for await (const tag of openingTags(relations)) {
      if (tag.name !== "Relationship" || attributeOf(tag, "Id") !== relationId) continue;
      const target = attributeOf(tag, "Target");
      if (target !== undefined) return target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;
    }
  }
  return "xl/worksheets/sheet1.xml";
}

/** Rich text runs are joined; phonetic readings (`rPh`) are not part of the text. */
async function readStrings(entry: ZipEntry | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (entry === undefined) return strings;
  if (entry.size > SHARED_STRING_BYTES_MAX) damaged(entry.name);
  let text = "";
  let inPhonetic = false;
  for await (const tokens of xmlTokens(entry)) {
    for (const token of tokens) {
      if (token.name === "rPh") inPhonetic = !token.closes && !token.selfCloses;
      else if (token.name === "t" && !token.closes && !inPhonetic) text += xmlText(token.text);
      else if (token.name === "si" && (token.closes || token.selfCloses)) {
        if (strings.push(unescapeSheetText(text)) > SHARED_STRINGS_MAX) damaged(entry.name);
        text = "";
      }
    }
  }
  return strings;
}

/** Style numbers whose number format shows a date: built in (14–22, 45–47, and 27–36, 50–58 of Chinese, Japanese and Korean Excel) or custom. */
async function readDateStyles(entry: ZipEntry | undefined): Promise<ReadonlySet<number>> {
  const dateStyles = new Set<number>();
  if (entry === undefined) return dateStyles;
  const custom = new Map<number, boolean>();
  let inCellFormats = false;
  let index = 0;
  for await (const token of smallPartTokens(entry)) {
    if (token.name === "numFmt" && !token.closes) custom.set(Number(attributeOf(token, "numFmtId")), isDateFormat(attributeOf(token, "formatCode") ?? ""));
    else if (token.name === "cellXfs") inCellFormats = !token.closes && !token.selfCloses;
    else if (token.name === "xf" && !token.closes && inCellFormats) {
      const format = Number(attributeOf(token, "numFmtId") ?? "0");
      if (custom.get(format) ?? isBuiltInDate(format)) dateStyles.add(index);
      index++;
    }
  }
  return dateStyles;
}

function isBuiltInDate(format: number): boolean {
  return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 47) || (format >= 50 && format <= 58);
}

/** Day, month, year, hour or second letters outside quotes, escapes and brackets such as `[Red]` or `[$-804]`. */
export function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "");
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare);
}
