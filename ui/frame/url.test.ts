import { expect, test } from "vitest";
import { hrefWith, readSearch, withChanges, writeSearch } from "./url.ts";

test("the address keeps texts as they are: a unit code stays a text with its leading digits", () => {
  expect(readSearch("?unit=050010&q=%E4%B8%99%E9%85%AE")).toEqual({ unit: "050010", q: "丙酮" });
  expect(readSearch(writeSearch({ unit: "050010", q: "丙酮 a&b", none: undefined, empty: "" }))).toEqual({ unit: "050010", q: "丙酮 a&b" });
});

test("going elsewhere keeps the unit and the moment and drops the filters", () => {
  expect(hrefWith("/findings?kind=no-permit", { unit: "500102", asOf: "2026-01-01", q: "x" })).toBe("/findings?unit=500102&asOf=2026-01-01&kind=no-permit");
  expect(hrefWith("/findings?unit=500109", { unit: "500102" })).toBe("/findings?unit=500109");
});

test("a removed name leaves the address", () => {
  expect(withChanges({ q: "x", kind: "y" }, { q: undefined, page: "2" })).toEqual({ kind: "y", page: "2" });
});
