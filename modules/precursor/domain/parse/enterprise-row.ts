import { Activity, type Enterprise, EnterpriseStatus } from "../../contract/enterprise.ts";
import { shanghaiDayStart } from "./instant.ts";
import { contentText, type RowLookup } from "./row-lookup.ts";
import { RowReader } from "./row-reader.ts";
import { columnPositions, type RowParser, type TableColumn } from "./table-columns.ts";

/** The enterprises file; key `uscc`. */
export const ENTERPRISE_COLUMNS = [
  { name: "uscc", kind: "id", required: true, zh: "统一社会信用代码（18 位，GB 32100-2015）", en: "unified social credit code" },
  { name: "name", kind: "text", required: true, zh: "企业名称", en: "name" },
  { name: "district", kind: "id", required: true, zh: "登记之日有效的 6 位行政区划代码", en: "6-digit district code in force on since" },
  { name: "town", kind: "text", required: false, zh: "乡镇、街道", en: "town or subdistrict" },
  { name: "address", kind: "text", required: false, zh: "地址", en: "address" },
  { name: "lon", kind: "number", required: false, zh: "经度，度", en: "longitude, degrees" },
  { name: "lat", kind: "number", required: false, zh: "纬度，度", en: "latitude, degrees" },
  { name: "crs", kind: "code", required: false, zh: "坐标系；填经纬度时必填", en: "coordinate system; needed with lon and lat", allowed: ["WGS84", "GCJ02"] },
  { name: "activities", kind: "code", required: true, zh: "业务种类，用分号隔开", en: "activities, separated by semicolons", allowed: Activity.options },
  { name: "since", kind: "time", required: true, zh: "起始日期", en: "first day" },
  { name: "status", kind: "code", required: true, zh: "状态", en: "status", allowed: EnterpriseStatus.options },
  { name: "scale_t_per_year", kind: "number", required: false, zh: "规模，吨/年", en: "scale, tonnes a year" },
] as const satisfies readonly TableColumn[];

export type EnterpriseColumn = (typeof ENTERPRISE_COLUMNS)[number]["name"];
type Row = RowReader<EnterpriseColumn>;

/** 10⁹ t a year, in kilograms. */
const SCALE_MAX_KG = 1e12;

/** Compiles the parser of one enterprises file. @throws Refusal `precursor.file.*` for a header that does not fit */
export function enterpriseParser(header: readonly string[], lookup: RowLookup): RowParser<Enterprise> {
  const row: Row = new RowReader(columnPositions<EnterpriseColumn>(ENTERPRISE_COLUMNS, header), header.length);
  return (record) => {
    row.start(record);
    const uscc = row.uscc("uscc");
    const name = row.requiredCode("name", 200);
    const since = row.text("since") === "" ? row.missing("since") : row.instant("since");
    const district = row.requiredCode("district", 6);
    const unitCode = district === null || since === null ? null : unitOf(row, district, since, lookup);
    const town = row.code("town", 100);
    const address = row.freeText("address", 500);
    const place = readPlace(row);
    const activities = readActivities(row);
    const status = row.choice("status", EnterpriseStatus.options);
    const scaleKgPerYear = row.decimal("scale_t_per_year", 3, SCALE_MAX_KG, true);
    if (row.problems.length > 0) return { ok: false, problems: row.problems };
    if (uscc === null || name === null || since === null || district === null || unitCode === null || status === null) {
      throw new Error("a faulty enterprise row told no problem");
    }
    const value: Enterprise = { unitCode, uscc, name, district, town, address, ...place, activities, since: shanghaiDayStart(since), status, scaleKgPerYear };
    const content = contentText([uscc, name, district, town, address, place.lon, place.lat, place.crs, activities.join(";"), value.since, status, scaleKgPerYear]);
    return { ok: true, value, content };
  };
}

function unitOf(row: Row, district: string, atMs: number, lookup: RowLookup): string | null {
  const unit = /^\d{6}$/.test(district) ? lookup.unitOfDistrict(district, atMs) : null;
  return unit ?? row.fault("district", "precursor.row.district-unknown");
}

function readPlace(row: Row): Pick<Enterprise, "lon" | "lat" | "crs"> {
  const lonText = row.text("lon"), latText = row.text("lat"), crsText = row.text("crs");
  if (lonText === "" && latText === "" && crsText === "") return { lon: null, lat: null, crs: null };
  if (lonText === "" || latText === "" || crsText === "") row.fault(lonText === "" ? "lon" : latText === "" ? "lat" : "crs", "precursor.row.coordinates-incomplete");
  const crs = crsText === "" ? null : row.choice("crs", ["WGS84", "GCJ02"]);
  return { lon: readDegrees(row, "lon", 180), lat: readDegrees(row, "lat", 90), crs };
}

function readDegrees(row: Row, column: "lon" | "lat", limit: number): number | null {
  const text = row.text(column);
  if (text === "") return null;
  if (!/^-?\d{1,3}(\.\d{1,15})?$/.test(text)) return row.fault(column, "precursor.row.number-syntax");
  const degrees = Number(text) + 0; // −0 is 0
  return Math.abs(degrees) <= limit ? degrees : row.fault(column, "precursor.row.coordinate-range");
}

/** In the order of the list whatever the order in the file, so the same set is the same content. */
function readActivities(row: Row): Activity[] {
  const text = row.text("activities");
  const written = new Set(text.split(/[;；]/).map((part) => part.trim()).filter((part) => part !== ""));
  if (written.size === 0) row.missing("activities");
  const known = Activity.options.filter((activity) => written.delete(activity));
  if (written.size > 0) row.fault("activities", "precursor.row.not-in-list", { value: [...written].join(";").slice(0, 100), allowed: Activity.options.join(" ") });
  return known;
}
