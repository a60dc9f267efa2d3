import { startOfDay } from "#kernel/calendar.ts";
import type { CatalogueEntry, CatalogueFile, CatalogueRule, SaltRule } from "../contract/catalogue.ts";
import type { SubstanceVersion } from "../contract/substance.ts";

/** Where a text leads: an entry, or one member of it. */
export type Place = { readonly entry: CatalogueEntry; readonly memberId: string | null };

/** The catalogue, indexed once for questions by id, number and name. */
export type Catalogue = {
  readonly entries: readonly CatalogueEntry[];
  readonly rules: readonly CatalogueRule[];
  readonly salts: SaltRule | undefined;
  readonly entryById: ReadonlyMap<string, CatalogueEntry>;
  /** Every version of every entry, as judging takes them. */
  readonly versions: readonly SubstanceVersion[];
  /** Oldest first. */
  readonly versionsById: ReadonlyMap<string, readonly SubstanceVersion[]>;
  readonly byId: ReadonlyMap<string, Place>;
  readonly byCas: ReadonlyMap<string, Place>;
  readonly byName: ReadonlyMap<string, Place>;
  readonly trapByText: ReadonlyMap<string, CatalogueEntry>;
};

export function makeCatalogue({ entries, rules }: Pick<CatalogueFile, "entries" | "rules">): Catalogue {
  const byId = new Map<string, Place>();
  const byCas = new Map<string, Place>();
  const byName = new Map<string, Place>();
  const trapByText = new Map<string, CatalogueEntry>();
  for (const entry of entries) {
    for (const member of entry.members) {
      const place = { entry, memberId: member.id };
      byId.set(member.id, place);
      for (const cas of member.cas) byCas.set(cas, place);
      for (const name of [member.nameZh, member.nameEn, ...member.aliasesZh]) byName.set(nameKey(name), place);
    }
    const place = { entry, memberId: null };
    byId.set(entry.id, place);
    for (const cas of entry.cas) if (!byCas.has(cas)) byCas.set(cas, place);
    for (const name of namesOf(entry)) byName.set(nameKey(name), place);
    for (const text of [...(entry.trap?.cas ?? []), ...(entry.trap?.names ?? [])]) trapByText.set(nameKey(text), entry);
  }
  const versionsById = new Map(entries.map((entry) => [entry.id, versionsOf(entry)]));
  return {
    entries,
    rules,
    versions: [...versionsById.values()].flat(),
    salts: rules.find((rule): rule is SaltRule => rule.kind === "salts"),
    entryById: new Map(entries.map((entry) => [entry.id, entry])),
    versionsById,
    byId,
    byCas,
    byName,
    trapByText,
  };
}

export const namesOf = (entry: CatalogueEntry): string[] => [entry.nameZh, ...entry.aliasesZh, entry.nameEn, ...entry.aliasesEn];

/** Two ways of typing one name give one key: width of characters and brackets, capitals, spaces, Greek letters spelled out. */
export function nameKey(text: string): string {
  const folded = text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim().replace(/[‐‑–—−]/g, "-");
  return folded.replace(/alpha/g, "α").replace(/gamma/g, "γ").replace(/ ?([(),-]) ?/g, "$1");
}

function versionsOf(entry: CatalogueEntry): SubstanceVersion[] {
  const { id, nameZh, nameEn, cas } = entry;
  return entry.versions
    .map((version) => ({ id, nameZh, nameEn, cas, class: version.class, drugType: version.drugType, validFrom: version.validFrom === null ? null : startOfDay(version.validFrom), verified: version.verified }))
    .sort((a, b) => (a.validFrom ?? -Infinity) - (b.validFrom ?? -Infinity));
}
