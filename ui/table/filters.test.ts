import { expect, test } from "vitest";
import { defineFilters, readFilters } from "./filters.ts";

const label = { zh: "", en: "" };
const filters = defineFilters({
  q: { kind: "text", label },
  kind: { kind: "choice", label, choices: [{ value: "no-permit", label }] },
  status: { kind: "choices", label, choices: [{ value: "open", label }, { value: "closed", label }] },
  from: { kind: "day", label },
});

test("filters are read from the address", () => {
  expect(readFilters(filters, { q: "丙酮", kind: "no-permit", status: "open~closed", from: "2026-01-01", unit: "500102" })).toEqual({ q: "丙酮", kind: "no-permit", status: ["open", "closed"], from: "2026-01-01" });
});

test("an address with values the filters do not know is read as if they were absent", () => {
  expect(readFilters(filters, { kind: "x", status: "x~y", from: "yesterday" })).toEqual({});
});
