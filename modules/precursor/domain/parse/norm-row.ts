import type { Norm } from "../../contract/norm.ts";
import { shanghaiDayStart } from "./instant.ts";
import { MASS_MAX_MG, PPM } from "./mass.ts";
import { contentText, type RowLookup } from "./row-lookup.ts";
import { RowReader } from "./row-reader.ts";
import { columnPositions, type RowParser, type TableColumn } from "./table-columns.ts";

/** The norms file: what a process may consume. Key `enterprise`, `process`, `substance`, `valid_from`. */
export const NORM_COLUMNS = [
  { name: "enterprise", kind: "id", required: true, zh: "企业统一社会信用代码", en: "credit code of the enterprise" },
  { name: "process", kind: "text", required: true, zh: "工艺名称，与申报一致", en: "process, as in the declarations" },
  { name: "substance", kind: "text", required: true, zh: "目录编号、CAS 号或中文名称", en: "catalogue id, CAS number or Chinese name" },
  { name: "kg_per_t", kind: "number", required: true, zh: "单耗，每吨产品千克", en: "kilograms per tonne of product" },
  { name: "tolerance_pct", kind: "number", required: true, zh: "允许偏差，百分数", en: "tolerance in percent" },
  { name: "valid_from", kind: "time", required: true, zh: "生效日期", en: "first day" },
] as const satisfies readonly TableColumn[];

export type NormColumn = (typeof NORM_COLUMNS)[number]["name"];

/** Compiles the parser of one norms file. @throws Refusal `precursor.file.*` for a header that does not fit */
export function normParser(header: readonly string[], lookup: RowLookup): RowParser<Norm> {
  const row: RowReader<NormColumn> = new RowReader(columnPositions<NormColumn>(NORM_COLUMNS, header), header.length);
  return (record) => {
    row.start(record);
    const enterprise = row.uscc("enterprise");
    const unitCode = enterprise === null ? null : (lookup.unitOfEnterprise(enterprise) ?? row.fault("enterprise", "precursor.row.enterprise-unknown"));
    const process = row.requiredCode("process", 100);
    const from = row.text("valid_from") === "" ? row.missing("valid_from") : row.instant("valid_from");
    const substance = row.requiredCode("substance", 200);
    const substanceId = substance === null || from === null ? null : lookup.resolveSubstance(substance, from);
    if (substance !== null && from !== null && substanceId === null) row.fault("substance", "precursor.row.substance-unknown");
    const mgPerT = row.text("kg_per_t") === "" ? row.missing("kg_per_t") : row.decimal("kg_per_t", 6, MASS_MAX_MG);
    const tolerancePpm = row.text("tolerance_pct") === "" ? row.missing("tolerance_pct") : row.decimal("tolerance_pct", 4, PPM, true);
    if (row.problems.length > 0) return { ok: false, problems: row.problems };
    if (enterprise === null || unitCode === null || process === null || from === null || substanceId === null || mgPerT === null || tolerancePpm === null) {
      throw new Error("a faulty norm row told no problem");
    }
    const validFrom = shanghaiDayStart(from);
    const value: Norm = { unitCode, enterprise, process, substanceId, mgPerT, tolerancePpm, validFrom };
    return { ok: true, value, content: contentText([enterprise, process, substanceId, mgPerT, tolerancePpm, validFrom]) };
  };
}
