import { describe, expect, test } from "vitest";
import { startOfDay } from "#kernel/calendar.ts";
import type { CatalogueEntry } from "../contract/catalogue.ts";
import { isCasNumber } from "./cas-number.ts";
import { catalogueOn, resolveSubstance, searchCatalogue, versionOn } from "./catalogue.ts";
import { makeCatalogue, nameKey } from "./catalogue-index.ts";
import { shippedCatalogue } from "./shipped-catalogue.ts";

const TODAY = "2026-11-23";
const { entries } = shippedCatalogue;
const entryOf = (id: string): CatalogueEntry => entries.find((entry) => entry.id === id) ?? expect.fail(`${id} is not in the catalogue`);
const idOf = (text: string, on = TODAY): string | null => {
  const answer = resolveSubstance(text, on);
  return answer.found ? answer.id : null;
};
const idsOf = (list: readonly CatalogueEntry[]): string[] => list.map((entry) => entry.id);
/** The class on which a source and memory agree on: the verified one, or where there is none, the remembered one. */
const classSaid = (entry: CatalogueEntry): unknown => entry.versions.at(-1)?.class ?? entry.unverifiedRecall?.["class"];

describe("the catalogue as it ships", () => {
  test("has all 47 listed items, each once, and every id, number and name leads to one place", () => {
    expect(entries).toHaveLength(47);
    expect(new Set(idsOf(entries)).size).toBe(47);
    const names = entries.flatMap((entry) => [...new Set([entry.nameZh, entry.nameEn, ...entry.aliasesZh, ...entry.aliasesEn].map(nameKey))]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    const numbers = entries.flatMap((entry) => entry.cas);
    expect(numbers.filter((cas, i) => numbers.indexOf(cas) !== i)).toEqual([]);
  });

  test("counts 19 items of class 1, 20 of class 2 and 8 of class 3 when remembered classes are counted in", () => {
    const count = (substanceClass: number) => entries.filter((entry) => classSaid(entry) === substanceClass).length;
    expect([count(1), count(2), count(3)]).toEqual([19, 20, 8]);
  });

  test("never takes a remembered class for a verified one: 13, 13 and 8 are verified, 13 are 未核实", () => {
    const versions = catalogueOn(TODAY);
    const verified = (substanceClass: number) => versions.filter((version) => version.class === substanceClass && version.verified.class).length;
    expect([verified(1), verified(2), verified(3)]).toEqual([13, 13, 8]);
    const open = versions.filter((version) => version.class === null);
    expect(open).toHaveLength(13);
    expect(open.filter((version) => version.verified.class)).toEqual([]);
    for (const { id } of open) expect(entryOf(id).unverifiedRecall, id).toHaveProperty("class");
  });

  test("lists as drug-type exactly lysergic acid, ergotamine, ergometrine and the ephedrine group", () => {
    expect(catalogueOn(TODAY).filter((version) => version.drugType).map((version) => version.id)).toEqual(["lysergic-acid", "ergotamine", "ergometrine", "ephedrines"]);
  });

  test("holds only CAS numbers whose check digit is right", () => {
    const numbers = entries.flatMap((entry) => [...entry.cas, ...entry.members.flatMap((member) => member.cas), ...(entry.trap?.cas ?? [])]);
    expect(numbers.length).toBeGreaterThan(50);
    expect(numbers.filter((cas) => !isCasNumber(cas))).toEqual([]);
    expect(["108-88-4", "1609-66-5", "108-883", "", "１０８-88-3"].filter(isCasNumber)).toEqual([]);
  });

  test("leaves the CAS number open where no source gives it, and says so", () => {
    const open = entries.filter((entry) => entry.cas.length === 0);
    expect(idsOf(open)).toEqual(["sassafras-oil", "chloroephedrine", "3-oxo-2-phenylbutanoic-acid-and-esters"]);
    expect(open.filter((entry) => entry.versions.at(-1)?.verified.cas)).toEqual([]);
  });

  test("says of every date what kind of date it is, and gives none where it is not known", () => {
    const dated = (day: string) => entries.filter((entry) => entry.versions[0]?.validFrom === day).map((entry) => entry.versions[0]?.dateKind);
    expect(dated("2005-11-01")).toEqual(Array(23).fill("effective"));
    expect(dated("2008-08-01")).toEqual(["effective"]);
    expect(dated("2018-02-01")).toEqual(["month", "month"]);
    expect(dated("2021-05-28")).toEqual(Array(6).fill("approval"));
    expect(dated("2024-09-01")).toEqual(Array(7).fill("effective"));
    expect(dated("2025-07-20")).toEqual(["effective", "effective"]);
    const undated = entries.filter((entry) => entry.versions[0]?.validFrom === null);
    expect(idsOf(undated)).toEqual(["o-chlorophenyl-cyclopentyl-ketone", "2-bromopropiophenone", "apaan", "chloroephedrine", "bromine", "propiophenone"]);
    for (const entry of undated) expect(entry.versions[0], entry.id).toMatchObject({ dateKind: "unknown", verified: { added: false } });
  });
});

describe("the version in force", () => {
  test("begins at 00:00 in Shanghai of the day of listing and not an instant before", () => {
    const first = startOfDay("2025-07-20");
    expect(versionOn("4-piperidone", first - 1)).toBeUndefined();
    expect(versionOn("4-piperidone", first)).toMatchObject({ id: "4-piperidone", validFrom: first });
    expect([versionOn("4-piperidone", "2025-07-19"), versionOn("4-piperidone", "2025-07-20")?.id]).toEqual([undefined, "4-piperidone"]);
  });

  test("of a substance whose date of listing is not verified is in force on any day", () => {
    expect(versionOn("bromine", "1969-10-01")).toMatchObject({ id: "bromine", class: null, verified: { added: false } });
  });

  test("is the newest that has begun, whatever the order the versions are written in", () => {
    const [version] = entryOf("toluene").versions;
    if (!version) return expect.fail("no version");
    const versions = [{ ...version, validFrom: "2027-01-01", class: 2 as const }, version];
    const changed = makeCatalogue({ entries: [{ ...entryOf("toluene"), versions }], rules: [] });
    expect([versionOn("toluene", "2005-10-31", changed)?.class, versionOn("toluene", "2026-12-31", changed)?.class, versionOn("toluene", "2027-01-01", changed)?.class]).toEqual([undefined, 3, 2]);
  });

  test("grows with each announcement: 29 items at the end of 2005, 47 since 20 July 2025", () => {
    expect(["2005-12-31", "2008-08-01", "2021-05-27", "2021-05-28", "2024-08-31", "2024-09-01", "2025-07-19", "2025-07-20"].map((day) => catalogueOn(day).length)).toEqual([29, 30, 32, 38, 38, 45, 45, 47]);
  });

  test("is null in an answer about a substance that was not listed yet, which is known all the same", () => {
    expect(resolveSubstance("norfentanyl", "2024-08-31")).toMatchObject({ found: true, id: "norfentanyl", version: null });
    expect(resolveSubstance("norfentanyl", "2024-09-01")).toMatchObject({ found: true, version: { class: 2 } });
    expect(versionOn("no-such-thing", TODAY)).toBeUndefined();
  });
});

describe("a text in a file", () => {
  test("is understood as id, CAS number, Chinese name or English name of every item", () => {
    for (const entry of entries) {
      const spoken = [...entry.aliasesZh, ...entry.aliasesEn, entry.nameZh, entry.nameEn];
      expect([entry.id, ...spoken].map((text) => idOf(text)), entry.id).toEqual(Array(spoken.length + 1).fill(entry.id));
      expect(entry.cas.map((cas) => idOf(cas)), entry.id).toEqual(entry.cas.map(() => entry.id));
    }
    expect(["toluene", "108-88-3", "甲苯", " TOLUENE "].map((text) => resolveSubstance(text, TODAY))).toMatchObject([{ by: "id" }, { by: "cas" }, { by: "name" }, { by: "id" }]);
  });

  test("may spell a Greek letter out, use full-width signs, capitals, other dashes or spaces", () => {
    expect(["γ-丁内酯", "gamma-丁内酯", "γ－丁内酯", "γ - 丁内酯", "GAMMA-BUTYROLACTONE", "γ-Butyrolactone", "γ–butyrolactone", "ｇｂｌ"].map((text) => idOf(text))).toEqual(Array(8).fill("gbl"));
    expect(["4-(N-苯基氨基)哌啶", "4-（N-苯基氨基）哌啶", "４-（Ｎ-苯基氨基）哌啶"].map((text) => idOf(text))).toEqual(Array(3).fill("4-ap"));
    expect(["α-苯乙酰乙酸甲酯", "alpha-苯乙酰乙酸甲酯"].map((text) => idOf(text))).toEqual(["mapa", "mapa"]);
  });

  test("that names a member of the ephedrine group is booked under the official item and remembers the member", () => {
    expect(resolveSubstance("90-82-4", TODAY)).toMatchObject({ id: "ephedrines", memberId: "pseudoephedrine", by: "cas" });
    expect(resolveSubstance("麻黄碱", TODAY)).toMatchObject({ id: "ephedrines", memberId: "ephedrine", by: "name" });
    expect(resolveSubstance("盐酸伪麻黄碱", TODAY)).toMatchObject({ id: "ephedrines", memberId: "pseudoephedrine", by: "salt-name" });
    expect(resolveSubstance("麻黄素类物质", TODAY)).toMatchObject({ id: "ephedrines", memberId: null });
  });

  test("that is empty, unknown or a mistyped CAS number is told apart", () => {
    expect(["  ", "水", "108-88-4", "7732-18-5"].map((text) => resolveSubstance(text, TODAY))).toMatchObject([
      { found: false, reason: "empty" },
      { found: false, reason: "unknown" },
      { found: false, reason: "cas-check-digit" },
      { found: false, reason: "unknown", warnings: [] },
    ]);
  });

  test("with a CAS number that is only remembered is not booked, but says which item it may be", () => {
    expect(resolveSubstance("8006-80-2", TODAY)).toMatchObject({ found: false, reason: "unknown", warnings: [{ code: "unverified-recall", zh: expect.stringContaining("黄樟油") }] });
  });
});

describe("names that are taken for one another", () => {
  test("acetoacetanilide, the pigment intermediate, is refused by number and by every name, with the reason", () => {
    for (const text of ["102-01-2", "乙酰乙酰苯胺", "N-乙酰乙酰苯胺", "Ｎ－乙酰乙酰苯胺", "Acetoacetanilide"]) {
      expect(resolveSubstance(text, TODAY), text).toMatchObject({ found: false, reason: "similar-name", warnings: [{ code: "similar-name", zh: expect.stringContaining("4433-77-6"), en: expect.stringContaining("102-01-2") }] });
    }
  });

  test("APAA is accepted by its name with the warning to check the number, and by its number without", () => {
    expect(resolveSubstance("α-乙酰乙酰苯胺", TODAY)).toMatchObject({ found: true, id: "apaa", warnings: [{ code: "check-by-cas" }] });
    expect(resolveSubstance("alpha-乙酰乙酰苯胺", TODAY)).toMatchObject({ found: true, id: "apaa", warnings: [{ code: "check-by-cas" }] });
    expect(resolveSubstance("4433-77-6", TODAY)).toMatchObject({ found: true, id: "apaa", warnings: [] });
  });
});

describe("salts and families", () => {
  test("a salt of class 1 or 2 is its base", () => {
    expect(["盐酸羟亚胺", "羟亚胺盐酸盐", "Hydroxylimine hydrochloride", "ergotamine tartrate", "苯乙酸钠", "Phenylacetic acid sodium salt"].map((text) => idOf(text))).toEqual(["hydroxylimine", "hydroxylimine", "hydroxylimine", "ergotamine", "phenylacetic-acid", "phenylacetic-acid"]);
    expect(resolveSubstance("羟亚胺盐酸盐", TODAY)).toMatchObject({ by: "salt-name", warnings: [] });
  });

  test("a salt of class 3 is not listed, and potassium permanganate is a listed substance of its own", () => {
    expect(["甲苯盐酸盐", "丙酮盐酸盐", "硫酸钠", "盐酸钠"].map((text) => idOf(text))).toEqual([null, null, null, null]);
    expect(resolveSubstance("高锰酸钾", TODAY)).toMatchObject({ id: "potassium-permanganate", by: "name" });
  });

  test("a salt of a substance whose class is not verified is accepted with the warning to check it", () => {
    expect(resolveSubstance("4-哌啶酮盐酸盐", TODAY)).toMatchObject({ found: true, id: "4-piperidone", by: "salt-name", warnings: [{ code: "salt-class-unverified" }] });
  });

  test("open lists and esters say that their CAS numbers do not exhaust them", () => {
    const families = entries.flatMap((entry) => (entry.family ? [[entry.id, entry.family.kind]] : []));
    expect(families).toEqual([
      ["ephedrines", "open-list"],
      ["bmk-glycidic-acid-and-esters", "acid-and-esters"],
      ["3-oxo-2-phenylbutanoic-acid-and-esters", "acid-and-esters"],
      ["pmk-glycidic-acid-esters", "esters"],
    ]);
    expect(["25547-51-7", "80532-66-7", "28578-16-7", "13605-48-6"].map((cas) => idOf(cas))).toEqual(["bmk-glycidic-acid-and-esters", "bmk-glycidic-acid-and-esters", "pmk-glycidic-acid-esters", "pmk-glycidate"]);
  });
});

describe("a person typing", () => {
  test("finds by pinyin initials, the whole before the beginning before a part", () => {
    expect(idsOf(searchCatalogue("gmsj"))).toEqual(["potassium-permanganate"]);
    expect(idsOf(searchCatalogue("jb"))[0]).toBe("toluene");
    expect(idsOf(searchCatalogue("pd")).slice(0, 2)).toEqual(["piperidine", "4-piperidone"]);
    expect(idsOf(searchCatalogue("hz"))).toEqual(["safrole", "sassafras-oil", "isosafrole"]);
    expect(idsOf(searchCatalogue("WMHJ"))).toEqual(["ephedrines"]);
  });

  test("finds by id, CAS number or any part of a name, and nothing by a name that is not there", () => {
    expect(idsOf(searchCatalogue("7664-93-9"))).toEqual(["sulfuric-acid"]);
    expect(idsOf(searchCatalogue("丙酮"))[0]).toBe("acetone");
    expect(idsOf(searchCatalogue("丙酮"))).toContain("p2p");
    expect(idsOf(searchCatalogue("伪麻黄"))).toEqual(["ephedrines"]);
    expect(searchCatalogue("不存在")).toEqual([]);
    expect(searchCatalogue(" ")).toHaveLength(47);
  });
});
