import { Refusal, wordsOf } from "#kernel/refusal.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rowRefusals } from "../../contract/row-refusals.ts";
import { DECLARATION_COLUMNS } from "./declaration-columns.ts";
import { declarationParser } from "./declaration-row.ts";
import { divHalfEven } from "./decimal.ts";
import type { RowLookup } from "./row-lookup.ts";
import { usccCheckCharacter } from "./uscc.ts";

const uscc = (n: number) => {
  const first17 = `91500102MA${String(n).padStart(7, "0")}`;
  return first17 + usccCheckCharacter(first17);
};
const SELLER = uscc(1), BUYER = uscc(2);
const NOW = Date.parse("2026-11-23T12:00:00+08:00");
const LOOKUP: RowLookup = {
  resolveSubstance: (text) => (["甲苯", "108-88-3", "toluene"].includes(text) ? "toluene" : null),
  unitOfEnterprise: (code) => (code === SELLER || code === BUYER ? "500102" : null),
  unitOfDistrict: () => null,
};
const HEADER = DECLARATION_COLUMNS.map((column) => column.name);
const parse = declarationParser(HEADER, LOOKUP, NOW);
type Fields = Partial<Record<(typeof HEADER)[number], string>>;
const DISPATCH: Fields = { declaration_id: "D1", declarant: SELLER, kind: "dispatch", substance: "甲苯", lot: "L1", quantity: "1.5", unit: "kg", occurred_at: "2026-11-03T08:05:00+08:00", reported_at: "2026/11/4 9:00", counterparty: BUYER, shipment: "S1" };
const row = (fields: Fields) => parse(HEADER.map((name) => ({ ...DISPATCH, ...fields })[name] ?? ""));
const value = (fields: Fields) => {
  const parsed = row(fields);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
};
const problems = (fields: Fields) => {
  const parsed = row(fields);
  return parsed.ok ? [] : parsed.problems.map((problem) => `${problem.column} ${problem.code.slice("precursor.row.".length)}`);
};
const content = (fields: Fields) => {
  const parsed = row(fields);
  return parsed.ok ? parsed.content : "";
};

describe("a declaration row", () => {
  test("becomes milligrams, moments and catalogue ids, with the defaults of its unit", () => {
    expect(value({})).toMatchObject({ unitCode: "500102", declarationId: "D1", kind: "dispatch", substanceId: "toluene", massMg: 1_500_000, grossMg: 1_500_000, quantityText: "1.5", contentPpm: 1_000_000, sigmaPpm: 1000, occurredAt: Date.parse("2026-11-03T00:05:00Z"), reportedAt: Date.parse("2026-11-04T01:00:00Z"), counterparty: BUYER, inputs: [], ref: null });
    expect(value({ quantity: "2", unit: "L", density: "0.8669", content: "37.5", sigma_pct: "0" })).toMatchObject({ grossMg: 1_733_800, massMg: 650_175, sigmaPpm: 0 });
    expect(value({ reported_at: "" }).reportedAt).toBe(NOW);
    expect(value({ kind: "stocktake", counterparty: "", quantity: "0" }).massMg).toBe(0);
    expect(value({ counterparty: "kr:某贸易公司", kind: "import" }).counterparty).toBe("KR:某贸易公司");
    expect(value({ declarant: SELLER.toLowerCase() }).declarant).toBe(SELLER);
    expect(value({ kind: "transform", counterparty: "", inputs: "A=1.25; B=x=0.5；" }).inputs).toEqual([{ lot: "A", massMg: 1_250_000 }, { lot: "B=x", massMg: 500_000 }]);
    expect(value({ kind: "consume", counterparty: "", process: "聚合", output_t: "2.5" })).toMatchObject({ process: "聚合", outputMg: 2_500_000_000 });
  });

  test("of kind void needs only whom, which and when", () => {
    expect(value({ kind: "void", ref: "D0", substance: "", quantity: "", unit: "", occurred_at: "", counterparty: "" })).toMatchObject({ kind: "void", ref: "D0", substanceId: "", massMg: 0, occurredAt: Date.parse("2026-11-04T01:00:00Z") });
    expect(problems({ kind: "void" })).toEqual(["ref required"]);
    expect(problems({ kind: "void", ref: "D1" })).toEqual(["ref ref-is-self"]);
  });

  test("tells all that is wrong with it at once", () => {
    expect(problems({ declaration_id: "", declarant: SELLER.slice(0, 17) + (SELLER.endsWith("1") ? "2" : "1"), kind: "sell", substance: "水", quantity: "1,5", occurred_at: "昨天" })).toEqual([
      "kind not-in-list", "declaration_id required", "declarant uscc-check-digit", "occurred_at time-syntax", "substance substance-unknown", "quantity number-syntax",
    ]);
  });

  test.each<[string, Fields]>([
    ["declarant uscc-syntax", { declarant: "123" }],
    ["declarant code-mangled", { declarant: "9.15001E+17" }],
    ["declarant enterprise-unknown", { declarant: uscc(3) }],
    ["declaration_id too-long", { declaration_id: "x".repeat(65) }],
    ["lot control-character", { lot: "L\u200b1" }],
    ["quantity required", { quantity: "" }],
    ["quantity number-not-positive", { quantity: "0" }],
    ["quantity number-not-positive", { quantity: "-3" }],
    ["quantity number-too-fine", { quantity: "0.0000001" }],
    ["quantity number-too-fine", { quantity: "1.5", unit: "mg" }],
    ["quantity number-too-large", { quantity: "1000000.1", unit: "t" }],
    ["quantity number-too-large", { quantity: "1000000000", unit: "L", density: "1.5" }],
    ["quantity mass-below-1mg", { quantity: "1", unit: "mg", content: "0.1" }],
    ["unit not-in-list", { unit: "斤" }],
    ["density density-needed", { unit: "L" }],
    ["density number-too-large", { unit: "L", density: "30" }],
    ["content number-too-large", { content: "100.0001" }],
    ["content number-not-positive", { content: "0" }],
    ["sigma_pct number-too-fine", { sigma_pct: "0.00001" }],
    ["occurred_at time-range", { occurred_at: "1999-12-31" }],
    ["occurred_at time-in-future", { occurred_at: "2026-11-23T12:05:01+08:00", reported_at: "" }],
    ["reported_at time-in-future", { reported_at: "2026-11-24" }],
    ["reported_at reported-before-occurred", { reported_at: "2026-11-02" }],
    ["counterparty required", { counterparty: "" }],
    ["counterparty counterparty-is-self", { counterparty: SELLER }],
    ["counterparty counterparty-syntax", { counterparty: "CN:某公司" }],
    ["counterparty counterparty-syntax", { counterparty: "XX:某公司" }],
    ["counterparty not-for-kind", { kind: "loss" }],
    ["inputs not-for-kind", { inputs: "A=1" }],
    ["ref not-for-kind", { ref: "D0" }],
    ["inputs required", { kind: "transform", counterparty: "" }],
    ["lot required", { kind: "transform", counterparty: "", inputs: "A=1", lot: "" }],
    ["inputs inputs-syntax", { kind: "transform", counterparty: "", inputs: "A=1;B" }],
    ["inputs inputs-syntax", { kind: "transform", counterparty: "", inputs: ";" }],
    ["inputs input-repeated", { kind: "transform", counterparty: "", inputs: "A=1;A=2" }],
    ["output_t output-without-process", { kind: "consume", counterparty: "", output_t: "1" }],
  ])("is refused for: %s", (expected, fields) => {
    expect(problems(fields)).toEqual([expected]);
  });

  test("filed on a bare day that is the day of the event is not filed before it", () => {
    expect(value({ occurred_at: "2026-11-03 15:00", reported_at: "2026-11-03" }).reportedAt).toBe(Date.parse("2026-11-03T15:00:00+08:00"));
  });

  test("with more fields than the header is refused, with fewer the rest is blank", () => {
    const full = HEADER.map((name) => DISPATCH[name] ?? "");
    expect(parse([...full, ""]).ok).toBe(true);
    expect(parse([...full, "x"])).toMatchObject({ ok: false, problems: [{ code: "precursor.row.too-many-fields" }] });
    expect(parse(full.slice(0, 12)).ok).toBe(true);
  });

  test("says the same however it is spelled, and something else when anything differs", () => {
    for (const same of [{ quantity: "1.500" }, { substance: "108-88-3" }, { occurred_at: "2026/11/3 8:05" }, { content: "100" }, { sigma_pct: "0.1" }, { counterparty: BUYER.toLowerCase() }]) expect(content(same)).toBe(content({}));
    for (const other of [{ quantity: "1.501" }, { unit: "g" }, { lot: "L2" }, { note: "x" }, { reported_at: "" }, { occurred_at: "2026-11-03 08:06" }, { content: "99" }, { sigma_pct: "1" }, { counterparty: "KR:x" }, { kind: "receive" }, { transport_permit: "T" }, { customs_no: "C" }, { process: "P" }, { shipment: "" }, { permit: "S1" }]) expect(content(other)).not.toBe(content({}));
    const later = declarationParser(HEADER, LOOKUP, NOW + 1000)(HEADER.map((name) => ({ ...DISPATCH, reported_at: "" })[name] ?? ""));
    expect(later.ok && later.content).toBe(content({ reported_at: "" }));
  });

  test("weighs litres times density times content exactly as big integers do", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 25e6 }), fc.integer({ min: 1, max: 1e6 }), (microlitres, density, ppm) => {
      const decimal = (scaled: number, digits: number) => `${Math.floor(scaled / 10 ** digits)}.${String(scaled % 10 ** digits).padStart(digits, "0")}`;
      const parsed = row({ quantity: decimal(microlitres, 6), unit: "L", density: decimal(density, 6), content: decimal(ppm, 4) });
      const exact = BigInt(microlitres) * BigInt(density);
      const massMg = Number(divHalfEven(exact * BigInt(ppm), 10n ** 12n));
      if (massMg === 0) expect(parsed).toMatchObject({ ok: false, problems: [{ code: "precursor.row.mass-below-1mg" }] });
      else expect(parsed).toMatchObject({ ok: true, value: { massMg, grossMg: Number(divHalfEven(exact, 10n ** 6n)) } });
    }));
  });

  test("of any text whatever is taken or refused with words that are complete, never a crash", () => {
    const field = fc.oneof(fc.constantFrom("", "kg", "L", "dispatch", "transform", "void", "甲苯", SELLER, BUYER, "1.5", "2026-11-03", "A=1;B=2", "KR:x", "=", "-"), fc.string({ unit: "binary", maxLength: 30 }));
    fc.assert(fc.property(fc.array(field, { maxLength: 24 }), (record) => {
      const parsed = parse(record);
      if (parsed.ok) return;
      expect(parsed.problems.length).toBeGreaterThan(0);
      for (const problem of parsed.problems) {
        const words = rowRefusals.words[problem.code];
        expect(words && wordsOf(words, "zh", problem.data)).not.toMatch(/\{(column|limit|allowed|decimals|kind|part)\}/);
      }
    }), { numRuns: 3000 });
  });
});

describe("the header of a declarations file", () => {
  const refusal = (header: string[]) => {
    try {
      declarationParser(header, LOOKUP, NOW);
    } catch (error) {
      if (error instanceof Refusal) return [error.code, error.data["columns"]];
    }
    return [];
  };

  test("may have any order and case, and the column of a returned workbook", () => {
    expect(refusal([" Unit", "错误", ...HEADER.filter((name) => name !== "unit")])).toEqual([]);
  });

  test("with unknown, missing or repeated columns is refused by name", () => {
    expect(refusal([...HEADER, "重量", ""])).toEqual(["precursor.file.unknown-column", "重量、第 24 列"]);
    expect(refusal(HEADER.filter((name) => name !== "kind" && name !== "note"))).toEqual(["precursor.file.missing-column", "kind"]);
    expect(refusal([...HEADER, "KIND"])).toEqual(["precursor.file.duplicate-column", "kind"]);
  });
});
