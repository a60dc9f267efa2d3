import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Enterprise } from "../../contract/enterprise.ts";
import { Norm } from "../../contract/norm.ts";
import { Permit } from "../../contract/permit.ts";
import { ENTERPRISE_COLUMNS, enterpriseParser } from "./enterprise-row.ts";
import { NORM_COLUMNS, normParser } from "./norm-row.ts";
import { PERMIT_COLUMNS, permitParser } from "./permit-row.ts";
import type { RowLookup } from "./row-lookup.ts";
import type { RowParser, TableColumn } from "./table-columns.ts";
import { usccCheckCharacter } from "./uscc.ts";

const FIRM = `91500102MA0000001${usccCheckCharacter("91500102MA0000001")}`;
const LOOKUP: RowLookup = {
  resolveSubstance: (text) => (text === "甲苯" ? "toluene" : null),
  unitOfEnterprise: (code) => (code === FIRM ? "500102" : null),
  unitOfDistrict: (code) => (code === "500102" ? "500102" : null),
};
type Fields = Record<string, string>;

function file<Value>(columns: readonly TableColumn[], compile: (header: readonly string[], lookup: RowLookup) => RowParser<Value>, good: Fields) {
  const header = columns.map((column) => column.name);
  const parse = compile(header, LOOKUP);
  const row = (fields: Fields) => parse(header.map((name) => ({ ...good, ...fields })[name] ?? ""));
  return {
    parse,
    row,
    problems: (fields: Fields) => {
      const parsed = row(fields);
      return parsed.ok ? [] : parsed.problems.map((problem) => `${problem.column} ${problem.code.slice("precursor.row.".length)}`);
    },
  };
}

const ENTERPRISES = file(ENTERPRISE_COLUMNS, enterpriseParser, { uscc: FIRM, name: "演示化工有限公司", district: "500102", lon: "107.39", lat: "29.70", crs: "WGS84", activities: "use;production", since: "2024-01-05", status: "active", scale_t_per_year: "1200.5" });
const PERMITS = file(PERMIT_COLUMNS, permitParser, { number: "渝购0001", kind: "purchase", form: "filing", holder: FIRM, substance: "甲苯", quantity: "20", unit: "t", valid_from: "2026-01-01", valid_to: "2026-12-31", uses: "multi", origin: "500102", destination: "kr" });
const NORMS = file(NORM_COLUMNS, normParser, { enterprise: FIRM, process: "聚合", substance: "甲苯", kg_per_t: "12.5", tolerance_pct: "3", valid_from: "2026-01-01" });
const DAY = (text: string) => Date.parse(`${text}T00:00:00+08:00`);

describe("the registers", () => {
  test("are read into what the contract says", () => {
    const [enterprise, permit, norm] = [ENTERPRISES.row({}), PERMITS.row({}), NORMS.row({})];
    expect(enterprise.ok && Enterprise.parse(enterprise.value)).toMatchObject({ unitCode: "500102", activities: ["production", "use"], since: DAY("2024-01-05"), scaleKgPerYear: 1_200_500, lon: 107.39 });
    expect(permit.ok && Permit.parse(permit.value)).toMatchObject({ quantityMg: 20_000_000_000, validFrom: DAY("2026-01-01"), validTo: DAY("2026-12-31"), destination: "KR", counterparty: null });
    expect(norm.ok && Norm.parse(norm.value)).toMatchObject({ mgPerT: 12_500_000, tolerancePpm: 30_000, process: "聚合" });
  });

  test("say the same in another order or spelling", () => {
    const [a, b] = [ENTERPRISES.row({}), ENTERPRISES.row({ activities: "production；use;use", lat: "29.7", since: "2024/1/5 8:00" })];
    expect(a.ok && b.ok && a.content === b.content).toBe(true);
    const [c, d] = [PERMITS.row({}), PERMITS.row({ quantity: "21" })];
    expect(c.ok && d.ok && c.content !== d.content).toBe(true);
  });

  test.each<[string, Fields]>([
    ["uscc uscc-syntax", { uscc: "500102" }],
    ["name required", { name: "" }],
    ["district district-unknown", { district: "500199" }],
    ["district too-long", { district: "500102001" }],
    ["crs coordinates-incomplete", { crs: "" }],
    ["lon coordinates-incomplete", { lon: "" }],
    ["lat coordinate-range", { lat: "107.39" }],
    ["lon number-syntax", { lon: "1e2" }],
    ["crs not-in-list", { crs: "BD09" }],
    ["activities required", { activities: " ; " }],
    ["activities not-in-list", { activities: "use;sell" }],
    ["since time-syntax", { since: "2024" }],
    ["status not-in-list", { status: "在业" }],
  ])("refuse an enterprise for: %s", (expected, fields) => expect(ENTERPRISES.problems(fields)).toEqual([expected]));

  test.each<[string, Fields]>([
    ["number code-mangled", { number: "5.00102E+14" }],
    ["holder enterprise-unknown", { holder: `91500102MA0000002${usccCheckCharacter("91500102MA0000002")}` }],
    ["counterparty uscc-syntax", { counterparty: "KR:x" }],
    ["substance substance-unknown", { substance: "水" }],
    ["unit unit-not-mass", { unit: "L" }],
    ["valid_to period-reversed", { valid_to: "2025-12-31" }],
    ["origin place-syntax", { origin: "重庆" }],
    ["uses required", { uses: "" }],
  ])("refuse a permit for: %s", (expected, fields) => expect(PERMITS.problems(fields)).toEqual([expected]));

  test("take a foreign counterparty on an import permit", () => {
    expect(PERMITS.problems({ kind: "import", counterparty: "KR:某公司" })).toEqual([]);
  });

  test.each<[string, Fields]>([
    ["kg_per_t number-not-positive", { kg_per_t: "0" }],
    ["kg_per_t required", { kg_per_t: "" }],
    ["tolerance_pct number-too-large", { tolerance_pct: "101" }],
    ["process required", { process: "" }],
  ])("refuse a norm for: %s", (expected, fields) => expect(NORMS.problems(fields)).toEqual([expected]));

  test("take or refuse any text, never crash", () => {
    const field = fc.oneof(fc.constantFrom("", FIRM, "500102", "甲苯", "2026-01-01", "1", "kg", "active", "use", "permit", "single", "WGS84"), fc.string({ unit: "binary", maxLength: 20 }));
    fc.assert(fc.property(fc.array(field, { maxLength: 16 }), (record) => {
      for (const parse of [ENTERPRISES.parse, PERMITS.parse, NORMS.parse]) {
        const parsed = parse(record);
        expect(parsed.ok || parsed.problems.length > 0).toBe(true);
      }
    }), { numRuns: 1500 });
  });
});
