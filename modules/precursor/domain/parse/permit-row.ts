import { MassUnit } from "../../contract/declaration.ts";
import { type Permit, PermitKind } from "../../contract/permit.ts";
import { isCountryCode } from "./country-code.ts";
import { shanghaiDayStart } from "./instant.ts";
import { readPlainMass } from "./mass.ts";
import { contentText, type RowLookup } from "./row-lookup.ts";
import { RowReader } from "./row-reader.ts";
import { columnPositions, type RowParser, type TableColumn } from "./table-columns.ts";

/** The permits file; key `number` together with `kind`. */
export const PERMIT_COLUMNS = [
  { name: "number", kind: "id", required: true, zh: "证号", en: "number of the document" },
  { name: "kind", kind: "code", required: true, zh: "种类", en: "kind", allowed: PermitKind.options },
  { name: "form", kind: "code", required: true, zh: "许可证 permit 或备案证明 filing", en: "permit or filing certificate", allowed: ["permit", "filing"] },
  { name: "holder", kind: "id", required: true, zh: "持证企业统一社会信用代码", en: "credit code of the holder" },
  { name: "counterparty", kind: "id", required: false, zh: "证上载明的交易对方", en: "the other party named on it" },
  { name: "substance", kind: "text", required: true, zh: "目录编号、CAS 号或中文名称", en: "catalogue id, CAS number or Chinese name" },
  { name: "quantity", kind: "number", required: true, zh: "数量", en: "quantity" },
  { name: "unit", kind: "code", required: true, zh: "质量单位", en: "unit of mass", allowed: MassUnit.options.filter((unit) => unit !== "L") },
  { name: "valid_from", kind: "time", required: true, zh: "有效期起（含当日）", en: "first valid day" },
  { name: "valid_to", kind: "time", required: true, zh: "有效期止（含当日）", en: "last valid day" },
  { name: "uses", kind: "code", required: true, zh: "一次有效 single 或多次有效 multi", en: "single or multi", allowed: ["single", "multi"] },
  { name: "origin", kind: "id", required: false, zh: "起运地行政区划代码或国家代码", en: "origin: district code or ISO country" },
  { name: "destination", kind: "id", required: false, zh: "到达地行政区划代码或国家代码", en: "destination: district code or ISO country" },
  { name: "issuer", kind: "text", required: false, zh: "发证机关", en: "issuing authority" },
] as const satisfies readonly TableColumn[];

export type PermitColumn = (typeof PERMIT_COLUMNS)[number]["name"];
type Row = RowReader<PermitColumn>;

/** Compiles the parser of one permits file. @throws Refusal `precursor.file.*` for a header that does not fit */
export function permitParser(header: readonly string[], lookup: RowLookup): RowParser<Permit> {
  const row: Row = new RowReader(columnPositions<PermitColumn>(PERMIT_COLUMNS, header), header.length);
  return (record) => {
    row.start(record);
    const number = row.requiredCode("number", 64);
    const kind = row.choice("kind", PermitKind.options);
    const form = row.choice("form", ["permit", "filing"]);
    const holder = row.uscc("holder");
    const unitCode = holder === null ? null : (lookup.unitOfEnterprise(holder) ?? row.fault("holder", "precursor.row.enterprise-unknown"));
    const counterparty = kind === "import" || kind === "export" ? row.party("counterparty") : row.optionalUscc("counterparty");
    const validFrom = readDay(row, "valid_from");
    const validTo = readDay(row, "valid_to");
    if (validFrom !== null && validTo !== null && validTo < validFrom) row.fault("valid_to", "precursor.row.period-reversed");
    const substance = row.requiredCode("substance", 200);
    const substanceId = substance === null || validFrom === null ? null : lookup.resolveSubstance(substance, validFrom);
    if (substance !== null && validFrom !== null && substanceId === null) row.fault("substance", "precursor.row.substance-unknown");
    const mass = readPlainMass(row);
    const uses = row.choice("uses", ["single", "multi"]);
    const origin = readPlace(row, "origin");
    const destination = readPlace(row, "destination");
    const issuer = row.code("issuer", 200);
    if (row.problems.length > 0) return { ok: false, problems: row.problems };
    if (number === null || kind === null || form === null || holder === null || unitCode === null || validFrom === null || validTo === null || substanceId === null || mass === null || uses === null) {
      throw new Error("a faulty permit row told no problem");
    }
    const value: Permit = {
      unitCode, number, kind, form, holder, counterparty, substanceId, quantityMg: mass.massMg, quantityText: row.text("quantity"), unit: mass.unit,
      validFrom, validTo, uses, origin, destination, issuer,
    };
    return { ok: true, value, content: contentText([number, kind, form, holder, counterparty, substanceId, mass.massMg, mass.unit, validFrom, validTo, uses, origin, destination, issuer]) };
  };
}

function readDay(row: Row, column: "valid_from" | "valid_to"): number | null {
  const ms = row.text(column) === "" ? row.missing(column) : row.instant(column);
  return ms === null ? null : shanghaiDayStart(ms);
}

function readPlace(row: Row, column: "origin" | "destination"): string | null {
  const text = row.text(column).toUpperCase();
  if (text === "") return null;
  return /^\d{6}$/.test(text) || isCountryCode(text) ? text : row.fault(column, "precursor.row.place-syntax");
}
