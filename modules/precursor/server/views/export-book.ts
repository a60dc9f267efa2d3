import { dayOf, type Day } from "#kernel/calendar.ts";
import type { FileAnswer } from "#kernel/contract.ts";
import type { UseCaseContext } from "#platform/module.ts";
import { shanghaiWallClock, type SheetCell, type SheetColumn } from "#platform/table-file/sheet-column.ts";
import { xlsxBookBuffer, type XlsxSheet } from "#platform/table-file/xlsx-write.ts";
import { versionOn } from "../../domain/catalogue.ts";
import { DEMO_MARK, MG_PER_KG, XLSX } from "./export-file.ts";

type Words = { readonly zh: string; readonly en: string };

/** One column: its heading in both languages, how a sheet keeps it, and its cell. */
export type BookColumn<Row> = Words & { readonly kind: SheetColumn["kind"]; readonly width?: number; readonly cell: (row: Row) => SheetCell };
export type BookSheet = { readonly name: string; readonly columns: readonly SheetColumn[]; readonly rows: readonly (readonly SheetCell[])[] };

/** What a reader must know who has the paper and not the screen. */
export type BookFacts = {
  readonly title: Words;
  /** Whose book, or which lot. */
  readonly of: string;
  /** Both days inclusive; null: all times. */
  readonly period: { readonly from: Day; readonly to: Day } | null;
  /** Null: everything known when exported. */
  readonly asOf: Date | null;
  readonly isDemo: boolean;
  readonly notes?: readonly Words[];
};

/** A workbook that says on each of its sheets what it is of, for which period and as of which moment. */
export async function exportBook(context: UseCaseContext, facts: BookFacts, fileName: string, sheets: readonly BookSheet[]): Promise<FileAnswer> {
  const exportId = context.newId();
  const preface = prefaceOf(facts, context.now, exportId);
  const written: XlsxSheet[] = sheets.map((sheet) => ({ ...sheet, preface }));
  const body = await xlsxBookBuffer({ sheets: written, exportId, createdAt: context.now, ...(facts.isDemo ? { mark: DEMO_MARK } : {}) });
  return { fileName: `${fileName}.xlsx`, mediaType: XLSX, body: new Uint8Array(body) };
}

function prefaceOf({ title, of, period, asOf, isDemo, notes = [] }: BookFacts, now: Date, exportId: string): [string, string][] {
  return [
    ["表 Table", both(title)],
    ["范围 Of", of],
    ["期间 Period", period ? `${period.from} – ${period.to}` : "全部 all times"],
    ["时点 As of", asOf ? minute(asOf) : `${minute(now)}（导出时 when exported）`],
    ["导出 Exported", `${minute(now)}　${exportId}`],
    ...(isDemo ? [["数据 Data", `${DEMO_MARK} demonstration data`] satisfies [string, string]] : []),
    ...notes.map((note): [string, string] => ["注意 Note", both(note)]),
  ];
}

export function bookSheet<Row>(name: string, columns: readonly BookColumn<Row>[], rows: readonly Row[]): BookSheet {
  return {
    name,
    columns: columns.map(({ zh, en, kind, width }) => ({ name: en, title: `${zh}\n${en}`, kind, width: width ?? Math.max(WIDTHS[kind], en.length + 2) })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

const WIDTHS: { readonly [kind in SheetColumn["kind"]]: number } = { id: 16, text: 22, number: 16, time: 20, code: 14 };

/** A column of kilograms, kept as numbers. */
export const kgColumn = <Row>(zh: string, en: string, massMg: (row: Row) => number | null): BookColumn<Row> => ({ zh: `${zh}（千克）`, en: `${en} (kg)`, kind: "number", cell: (row) => inKg(massMg(row)) });

export const inKg = (massMg: number | null): number | null => (massMg === null ? null : massMg / MG_PER_KG);
export const both = ({ zh, en }: Words): string => (zh === en ? zh : `${zh} ${en}`);

/** As the catalogue named it on that day; the id for one it does not hold. */
export function substanceName(id: string, day: Day): string {
  const version = versionOn(id, day);
  return version ? both({ zh: version.nameZh, en: version.nameEn }) : id;
}

/** On the Shanghai clock, with the day it is there. */
function minute(at: Date): string {
  return `${dayOf(at)} ${shanghaiWallClock(at).toISOString().slice(11, 16)}`;
}
