import { expect, test } from "vitest";
import { CatalogueFile } from "../modules/precursor/contract/catalogue.ts";
import file from "../modules/precursor/data/catalogue.json" with { type: "json" };
import { initialsOf, withInitials } from "./build-catalogue.ts";

test("pinyin initials are those of the Chinese characters only", () => {
  expect(initialsOf("甲苯")).toBe("jb");
  expect(initialsOf("γ-丁内酯")).toBe("dnz");
  expect(initialsOf("4-（N-苯基氨基）哌啶")).toBe("bjajpd");
});

test("the catalogue's initials are in step with its names", () => {
  const catalogue = CatalogueFile.parse(file);
  expect(withInitials(catalogue)).toEqual(catalogue);
});
