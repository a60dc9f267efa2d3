import { z } from "zod";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import { errorWorkbook, type RefusedRow } from "#platform/table-file/error-workbook.ts";
import { templateBuffer } from "#platform/table-file/template-write.ts";
import type { getImportErrors, getTemplate, ImportKind, ImportView, listImports } from "../../contract/import.api.ts";
import { IMPORT_COLUMNS } from "../../domain/parse/import-columns.ts";
import { getImportRow, importView, importViews } from "./import-row.ts";
import { selectImports, type ImportRow } from "./import.sql.ts";
import { importParts } from "./parts.ts";
import { openTableFile } from "./read-chunks.ts";
import { listRefusedLines } from "./refusals.sql.ts";

export const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** Rows a sheet can hold below its header. */
const SHEET_ROWS = 1_048_575;

export const readImport: UseCase<{ id: string }, ImportView> = async (context, { id }) => importView(context, await getImportRow(context, id));

export const readImports: UseCase<ParsedInputOf<typeof listImports>, OutputOf<typeof listImports>> = async (context, { kind, after, limit }) => {
  const place = z.uuid().safeParse(after); // a cursor that is none of ours starts from the newest
  const found = await selectImports(context.tx, kind ?? null, place.success ? place.data : null, limit + 1);
  const rows = found.slice(0, limit);
  return { rows: await importViews(context, rows), next: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
};

/** The refused rows as they came, with a column that says why they were refused then. */
export const readErrors: UseCase<{ id: string }, OutputOf<typeof getImportErrors>> = async (context, { id }) => {
  const row = await getImportRow(context, id);
  const { header, rows } = await refusedRows(context, row);
  const body = new Uint8Array(await errorWorkbook({ header, rows, exportId: row.id, createdAt: context.now }));
  return { fileName: `${row.fileName.replace(/\.(csv|xlsx)$/i, "")}-退回.xlsx`, mediaType: XLSX_TYPE, body };
};

async function refusedRows({ tx }: UseCaseContext, row: ImportRow): Promise<{ header: readonly string[]; rows: RefusedRow[] }> {
  const refused = new Map((await listRefusedLines(tx, row, SHEET_ROWS)).map(({ line, refusals }) => [line, refusals]));
  const table = await openTableFile(importParts().files.path(row.sha256));
  const rows: RefusedRow[] = [];
  for await (const { records, lines } of table.batches) {
    records.forEach((record, i) => {
      const line = lines[i] ?? 0;
      const problems = refused.get(line);
      if (problems) rows.push({ line, record: [...record], problems: problems.map(({ column, code, words }) => ({ column: column ?? "", code, words: words.zh })) });
    });
    if (rows.length === refused.size) break;
  }
  return { header: table.header, rows };
}

const SHEET_NAMES: Readonly<Record<ImportKind, string>> = { enterprises: "企业", permits: "许可与备案", norms: "消耗定额", declarations: "申报" };

export const readTemplate: UseCase<ParsedInputOf<typeof getTemplate>, OutputOf<typeof getTemplate>> = async ({ now }, { kind }) => templateFile(kind, now);

export async function templateFile(kind: ImportKind, now: Date): Promise<OutputOf<typeof getTemplate>> {
  const body = new Uint8Array(await templateBuffer({ sheetName: SHEET_NAMES[kind], columns: IMPORT_COLUMNS[kind], createdAt: now }));
  return { fileName: `${SHEET_NAMES[kind]}模板.xlsx`, mediaType: XLSX_TYPE, body };
}
