import { GUIDE_SHEET } from "./sheet-column.ts";
import { allXmlTokens, attributeOf, unescapeSheetText, xmlText, xmlTokens, type XmlToken } from "./xml-tokens.ts";
import { damaged, type ZipEntry } from "./zip-entries.ts";

/** What of a workbook is needed to read its first data sheet. */
export type XlsxBook = { readonly sheet: ZipEntry; readonly strings: string[]; readonly dateStyles: ReadonlySet<number>; readonly date1904: boolean };

const SHARED_STRING_BYTES_MAX = 268_435_456;

/** The first visible sheet that is not the template's guide. */
export async function openBook(entries: Map<string, ZipEntry>): Promise<XlsxBook> {
  const workbook = entries.get("xl/workbook.xml");
  if (workbook === undefined) return damaged("xl/workbook.xml");
  const tokens = await allXmlTokens(workbook);
  const target = await sheetTarget(entries, tokens);
  const sheet = entries.get(target) ?? damaged(target);
  const flag = tokens.find((token) => token.name === "workbookPr" && !token.closes);
  const date1904 = flag !== undefined && ["1", "true"].includes(attributeOf(flag, "date1904") ?? "");
  return { sheet, strings: await readStrings(entries.get("xl/sharedStrings.xml")), dateStyles: await readDateStyles(entries.get("xl/styles.xml")), date1904 };
}

async function sheetTarget(entries: Map<string, ZipEntry>, workbook: XmlToken[]): Promise<string> {
  const sheets = workbook.filter((token) => token.name === "sheet" && !token.closes);
  const visible = sheets.filter((sheet) => (attributeOf(sheet, "state") ?? "visible") === "visible");
  const chosen = visible.find((sheet) => attributeOf(sheet, "name") !== GUIDE_SHEET) ?? damaged("xl/workbook.xml");
  const relations = entries.get("xl/_rels/workbook.xml.rels");
  const relationId = attributeOf(chosen, "id"); // r:id, whatever the prefix
  if (relations !== undefined && relationId !== undefined) {
    const relation = (await allXmlTokens(relations)).find((token) => token.name === "Relationship" && attributeOf(token, "Id") === relationId);
    const target = relation === undefined ? undefined : attributeOf(relation, "Target");
    if (target !== undefined) return target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;
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
        strings.push(unescapeSheetText(text));
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
  for (const token of await allXmlTokens(entry)) {
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
