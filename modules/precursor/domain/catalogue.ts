import { endOfDay, type Day } from "#kernel/calendar.ts";
import type { CatalogueEntry } from "../contract/catalogue.ts";
import type { SubstanceVersion } from "../contract/substance.ts";
import { isCasNumber, looksLikeCas } from "./cas-number.ts";
import { nameKey, namesOf, type Catalogue, type Place } from "./catalogue-index.ts";
import { shippedCatalogue } from "./shipped-catalogue.ts";

/** A day, or an instant in epoch ms (the cheap form for a million rows). */
export type When = Day | number;

export type CatalogueWarning = { readonly code: "check-by-cas" | "similar-name" | "salt-class-unverified" | "unverified-recall"; readonly zh: string; readonly en: string };

export type SubstanceHit = {
  readonly found: true;
  /** Catalogue id of the official item: the books are kept by it. */
  readonly id: string;
  readonly memberId: string | null;
  readonly by: "id" | "cas" | "name" | "salt-name";
  /** The version in force at the time asked; null when the substance was not listed yet. */
  readonly version: SubstanceVersion | null;
  readonly warnings: readonly CatalogueWarning[];
};
export type SubstanceMiss = { readonly found: false; readonly reason: "empty" | "unknown" | "cas-check-digit" | "similar-name"; readonly warnings: readonly CatalogueWarning[] };

/** Every substance listed at that time, each in the version then in force. */
export function catalogueOn(when: When, catalogue: Catalogue = shippedCatalogue): SubstanceVersion[] {
  return catalogue.entries.flatMap((entry) => versionOn(entry.id, when, catalogue) ?? []);
}

/** The version in force; undefined when unknown or not yet listed. An unverified date of listing counts as always in force. */
export function versionOn(id: string, when: When, catalogue: Catalogue = shippedCatalogue): SubstanceVersion | undefined {
  const versions = catalogue.versionsById.get(id) ?? [];
  const at = typeof when === "number" ? when : endOfDay(when);
  for (let i = versions.length - 1; i >= 0; i--) {
    const version = versions[i];
    if (version && (version.validFrom === null || version.validFrom <= at)) return version;
  }
  return undefined;
}

/** Finds the substance a text means: catalogue id, CAS number, exact Chinese or English name, or the name of a salt of one. */
export function resolveSubstance(text: string, when: When, catalogue: Catalogue = shippedCatalogue): SubstanceHit | SubstanceMiss {
  const direct = catalogue.byId.get(text); // the commonest case of a large file, before any folding
  if (direct) return hit(direct, "id", when, catalogue);
  const key = nameKey(text);
  if (key === "") return miss("empty");
  const id = catalogue.byId.get(key);
  if (id) return hit(id, "id", when, catalogue);
  const mistaken = catalogue.trapByText.get(key);
  if (mistaken?.trap) return miss("similar-name", { code: "similar-name", zh: mistaken.trap.zh, en: mistaken.trap.en });
  if (looksLikeCas(key)) return resolveCas(key, when, catalogue);
  const name = catalogue.byName.get(key);
  if (name) return hit(name, "name", when, catalogue);
  return resolveSalt(key, when, catalogue) ?? miss("unknown");
}

/** Entries for a person typing: by id, CAS, any part of a name, or pinyin initials; the nearest first. */
export function searchCatalogue(query: string, catalogue: Catalogue = shippedCatalogue): CatalogueEntry[] {
  const key = nameKey(query);
  if (key === "") return [...catalogue.entries];
  return catalogue.entries
    .map((entry) => ({ entry, distance: distanceTo(entry, key) }))
    .filter(({ distance }) => distance < Infinity)
    .sort((a, b) => a.distance - b.distance || (a.entry.id < b.entry.id ? -1 : 1))
    .map(({ entry }) => entry);
}

function resolveCas(cas: string, when: When, catalogue: Catalogue): SubstanceHit | SubstanceMiss {
  if (!isCasNumber(cas)) return miss("cas-check-digit");
  const place = catalogue.byCas.get(cas);
  if (place) return hit(place, "cas", when, catalogue);
  const recalled = catalogue.entries.find((entry) => JSON.stringify(entry.unverifiedRecall ?? {}).includes(`"${cas}"`));
  if (!recalled) return miss("unknown");
  return miss("unknown", {
    code: "unverified-recall",
    zh: `此CAS号可能属于“${recalled.nameZh}”，但该对应关系未核实，请人工核对后按目录编号填写。`,
    en: `This CAS number may belong to "${recalled.nameEn}", which is not verified; check it and use the catalogue id.`,
  });
}

/** Salts are listed with their base in classes 1 and 2 only (annex note 1); a base of unverified class is left to a person. */
function resolveSalt(key: string, when: When, catalogue: Catalogue): SubstanceHit | undefined {
  const rule = catalogue.salts;
  if (!rule) return undefined;
  const bases = [
    ...rule.suffixesZh.filter((suffix) => key.endsWith(suffix)).map((suffix) => key.slice(0, -suffix.length)),
    ...rule.prefixesZh.filter((prefix) => key.startsWith(prefix)).map((prefix) => key.slice(prefix.length)),
    ...rule.suffixesEn.filter((suffix) => key.endsWith(` ${suffix}`)).map((suffix) => key.slice(0, -suffix.length - 1)),
  ];
  for (const base of bases) {
    const place = catalogue.byName.get(base);
    const substanceClass = place && catalogue.versionsById.get(place.entry.id)?.at(-1)?.class;
    if (!place || (substanceClass !== null && !rule.classes.includes(substanceClass ?? 0))) continue;
    return hit(place, "salt-name", when, catalogue, substanceClass === null ? [saltClassUnverified] : []);
  }
  return undefined;
}

const saltClassUnverified: CatalogueWarning = {
  code: "salt-class-unverified",
  zh: "该品种类别未核实；盐类仅第一类、第二类纳入管制，请人工核对。",
  en: "The class of this substance is not verified; salts are controlled in classes 1 and 2 only: check it.",
};

function hit(place: Place, by: SubstanceHit["by"], when: When, catalogue: Catalogue, more: readonly CatalogueWarning[] = []): SubstanceHit {
  const { entry, memberId } = place;
  const byWord: CatalogueWarning[] = entry.trap && (by === "name" || by === "salt-name") ? [{ code: "check-by-cas", zh: entry.trap.zh, en: entry.trap.en }] : [];
  return { found: true, id: entry.id, memberId, by, version: versionOn(entry.id, when, catalogue) ?? null, warnings: [...byWord, ...more] };
}

const miss = (reason: SubstanceMiss["reason"], ...warnings: CatalogueWarning[]): SubstanceMiss => ({ found: false, reason, warnings });

function distanceTo(entry: CatalogueEntry, key: string): number {
  const members = entry.members;
  const exact = [entry.id, ...entry.cas, ...members.flatMap((member) => [member.id, ...member.cas])];
  if (exact.includes(key)) return 0;
  const names = [...namesOf(entry), ...members.flatMap((member) => [member.nameZh, member.nameEn, ...member.aliasesZh])].map(nameKey);
  if (names.includes(key)) return 1;
  const initials = [...entry.initials, ...members.flatMap((member) => member.initials)];
  if (initials.includes(key)) return 2;
  if (names.some((name) => name.startsWith(key)) || exact.some((text) => text.startsWith(key))) return 3;
  if (initials.some((text) => text.startsWith(key))) return 4;
  if (names.some((name) => name.includes(key))) return 5;
  return key.length > 1 && initials.some((text) => text.includes(key)) ? 6 : Infinity;
}
