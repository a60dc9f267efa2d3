import type { Day } from "#kernel/calendar.ts";
import type { CatalogueEntry, CatalogueRule } from "../contract/catalogue.ts";
import type { SubstanceView } from "../contract/register.api.ts";
import type { SubstanceVersion } from "../contract/substance.ts";
import { searchCatalogue, versionOn } from "./catalogue.ts";
import type { Catalogue } from "./catalogue-index.ts";
import { shippedCatalogue } from "./shipped-catalogue.ts";

/** The catalogue as of a day for a person to read, the nearest to `query` first; what is not verified says so. */
export function substanceViews(query: string | undefined, day: Day, catalogue: Catalogue = shippedCatalogue): SubstanceView[] {
  return searchCatalogue(query ?? "", catalogue).flatMap((entry) => {
    const version = versionOn(entry.id, day, catalogue);
    return version ? [substanceView(entry, version, day, catalogue)] : [];
  });
}

function substanceView(entry: CatalogueEntry, version: SubstanceVersion, day: Day, catalogue: Catalogue): SubstanceView {
  return {
    ...version,
    initials: [...entry.initials, ...entry.members.flatMap((member) => member.initials)].join(" "),
    notes: [...ownNotes(entry), ...catalogue.rules.filter((rule) => isInForce(rule, day) && concerns(rule, version)).map(ruleNote)],
    source: entry.versions.at(-1)?.source ?? "",
    un1988: entry.un1988,
    hs6: entry.hs6,
  };
}

type Note = SubstanceView["notes"][number];

function ownNotes(entry: CatalogueEntry): Note[] {
  const version = entry.versions.at(-1);
  const source = version?.source ?? null;
  const notes: Note[] = [];
  if (entry.members.length > 0) notes.push({ zh: `包括：${entry.members.map((member) => member.nameZh).join("、")}`, en: `Includes: ${entry.members.map((member) => member.nameEn).join(", ")}`, source, verified: true });
  if (entry.family) notes.push({ zh: entry.family.noteZh, en: entry.family.noteEn, source, verified: version?.verified.listing ?? false });
  if (entry.trap) notes.push({ zh: entry.trap.zh, en: entry.trap.en, source, verified: true });
  if (version?.noteZh && version.noteEn) notes.push({ zh: version.noteZh, en: version.noteEn, source, verified: true });
  if (version?.dateKind === "approval") notes.push({ zh: "日期为国务院同意增列之日，公告施行日期未核实", en: "The date is that of the State Council's approval; the day it took effect is not verified", source, verified: false });
  if (version?.dateKind === "month") notes.push({ zh: "资料只写到月份，日期按当月1日计", en: "Sources give the month only; the first day of it is taken", source, verified: false });
  if (version?.dateKind === "unknown") notes.push({ zh: "列管日期未核实，按已列管处理", en: "The date of listing is not verified; treated as listed", source, verified: false });
  return notes;
}

const ruleNote = (rule: CatalogueRule): Note => ({ zh: `${rule.noteZh}（${rule.citation.zh}）`, en: `${rule.noteEn} (${rule.citation.en})`, source: rule.source, verified: rule.verified });

const isInForce = (rule: CatalogueRule, day: Day): boolean => rule.validFrom <= day && (rule.validTo === null || day <= rule.validTo);

function concerns(rule: CatalogueRule, version: SubstanceVersion): boolean {
  switch (rule.kind) {
    case "salts":
      return version.class !== null && rule.classes.includes(version.class);
    case "mixture":
      return true;
    case "product":
      return rule.substance === version.id;
    case "holder":
      return (rule.substances?.includes(version.id) ?? false) || (rule.drugType === true && version.drugType);
  }
}
