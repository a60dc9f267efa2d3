import type { FileAnswer } from "#kernel/contract.ts";
import { dayOf } from "#kernel/calendar.ts";
import type { UseCaseContext } from "#platform/module.ts";
import type { SheetCell, SheetColumn } from "#platform/table-file/sheet-column.ts";
import { xlsxBuffer } from "#platform/table-file/xlsx-write.ts";
import { scopeFor } from "./book-scope.ts";
import { holdsDemo } from "./register.sql.ts";

/** Rows one exported file holds at most; more are narrowed down first. */
export const EXPORT_ROWS = 50_000;

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const DEMO_MARK = "演示数据";

/** A real workbook; its footer names the export, and demonstration data says so on every page. */
export async function exportFile(context: UseCaseContext, name: string, columns: readonly SheetColumn[], rows: readonly (readonly SheetCell[])[]): Promise<FileAnswer> {
  const scope = scopeFor(context.actor);
  const mark = scope !== null && (await holdsDemo(context.tx, scope)) ? { mark: DEMO_MARK } : {};
  const sheetName = rows.length >= EXPORT_ROWS ? `${name}（前${EXPORT_ROWS}行）` : name;
  const body = await xlsxBuffer({ sheetName, columns, rows, exportId: context.newId(), createdAt: context.now, ...mark });
  return { fileName: `${name}-${dayOf(context.now)}.xlsx`, mediaType: XLSX, body: new Uint8Array(body) };
}

export const MG_PER_KG = 1_000_000;
/** Kilograms as a decimal that loses no milligram. */
export function kg(massMg: number): string {
  const whole = Math.floor(Math.abs(massMg) / MG_PER_KG);
  const rest = String(Math.abs(massMg) % MG_PER_KG).padStart(6, "0").replace(/0+$/, "");
  return `${massMg < 0 ? "-" : ""}${whole}${rest === "" ? "" : `.${rest}`}`;
}
