import { DECLARATION_COLUMNS, type DeclarationColumn } from "../../modules/precursor/domain/parse/declaration-columns.ts";
import { ENTERPRISE_COLUMNS } from "../../modules/precursor/domain/parse/enterprise-row.ts";
import { NORM_COLUMNS } from "../../modules/precursor/domain/parse/norm-row.ts";
import { PERMIT_COLUMNS, type PermitColumn } from "../../modules/precursor/domain/parse/permit-row.ts";
import { dayText } from "./calendar.ts";
import type { Firm } from "./firms.ts";
import { kilograms, type Goods } from "./goods.ts";

/** A row of the declarations file; what is absent is blank. */
export type DeclarationCells = { readonly [column in DeclarationColumn]?: string };
export type NormCells = { readonly enterprise: string; readonly process: string; readonly substance: string; readonly kg_per_t: string; readonly tolerance_pct: string; readonly valid_from: string };

/** A document as the demonstration keeps it while it trades. Days are numbers. */
export type Document = {
  readonly number: string;
  readonly kind: "production" | "operation" | "purchase" | "transport" | "import" | "export";
  readonly form: "permit" | "filing";
  readonly holder: string;
  readonly counterparty: string | null;
  readonly goods: Goods;
  readonly quantityMg: number;
  readonly from: number;
  readonly to: number;
  readonly uses: "single" | "multi";
  readonly origin: string | null;
  readonly destination: string | null;
};

export const declarationsCsv = (rows: readonly DeclarationCells[]): string => csv(DECLARATION_COLUMNS.map(({ name }) => name), rows);
export const normsCsv = (rows: readonly NormCells[]): string => csv(NORM_COLUMNS.map(({ name }) => name), rows);

export function enterprisesCsv(firms: readonly Firm[]): string {
  const rows = firms.map((firm) => ({
    uscc: firm.uscc, name: firm.name, district: firm.district, town: firm.town, address: firm.address,
    lon: firm.lon === null ? "" : String(firm.lon), lat: firm.lat === null ? "" : String(firm.lat), crs: firm.lon === null ? "" : "WGS84",
    activities: firm.activities.join(";"), since: firm.since, status: firm.status, scale_t_per_year: firm.scaleTonnes === null ? "" : String(firm.scaleTonnes),
  }));
  return csv(ENTERPRISE_COLUMNS.map(({ name }) => name), rows);
}

export function permitsCsv(documents: readonly Document[]): string {
  const rows = documents.map((document): Record<PermitColumn, string> => ({
    number: document.number, kind: document.kind, form: document.form, holder: document.holder, counterparty: document.counterparty ?? "", substance: document.goods.id,
    quantity: kilograms(document.quantityMg), unit: "kg", valid_from: dayText(document.from), valid_to: dayText(document.to), uses: document.uses,
    origin: document.origin ?? "", destination: document.destination ?? "", issuer: "演示数据·发证机关",
  }));
  return csv(PERMIT_COLUMNS.map(({ name }) => name), rows);
}

function csv(columns: readonly string[], rows: readonly { readonly [column: string]: string | undefined }[]): string {
  const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? "")).join(","));
  return `${[columns.join(","), ...lines].join("\r\n")}\r\n`;
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
