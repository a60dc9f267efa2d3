import { z } from "zod";
import { isoDay } from "#kernel/contract.ts";
import { PermitKind } from "./permit.ts";
import { SubstanceClass } from "./substance.ts";

const Cas = z.string().regex(/^\d{2,7}-\d{2}-\d$/);
const Words = z.object({ zh: z.string(), en: z.string() });
const Recall = z.record(z.string(), z.unknown()).nullable().describe("remembered, not seen in a source: shown for checking, never judged by");

/** What a date of listing is: in force, only approved on, known to the month, or not known (then taken as always in force). */
export const ListingDateKind = z.enum(["effective", "approval", "month", "unknown"]);

export const CatalogueVersion = z.object({
  validFrom: isoDay.nullable(),
  dateKind: ListingDateKind,
  class: SubstanceClass,
  drugType: z.boolean(),
  /** What is particular to this substance; what follows from rules is in the rules. */
  noteZh: z.string().nullable(),
  noteEn: z.string().nullable(),
  source: z.string(),
  /** Field by field; false shows as 未核实. */
  verified: z.object({ listing: z.boolean(), nameZh: z.boolean(), class: z.boolean(), cas: z.boolean(), added: z.boolean() }),
});
export type CatalogueVersion = z.infer<typeof CatalogueVersion>;

/** A named substance inside one official item, as the ephedrine group has. */
export const CatalogueMember = z.object({
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  aliasesZh: z.array(z.string()),
  initials: z.array(z.string()),
  cas: z.array(Cas),
  un1988: z.enum(["I", "II"]).nullable(),
});
export type CatalogueMember = z.infer<typeof CatalogueMember>;

export const CatalogueEntry = z.object({
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  aliasesZh: z.array(z.string()),
  aliasesEn: z.array(z.string()),
  /** First letters of the pinyin of each Chinese name, in the order of the names. */
  initials: z.array(z.string()),
  cas: z.array(Cas),
  hs6: z.string().nullable(),
  /** Table of the 1988 Convention; differs from the Chinese class. */
  un1988: z.enum(["I", "II"]).nullable(),
  members: z.array(CatalogueMember),
  /** The item lists a family: its CAS numbers do not exhaust it. */
  family: z.object({ kind: z.enum(["open-list", "acid-and-esters", "esters"]), noteZh: z.string(), noteEn: z.string() }).nullable(),
  /** Another substance that a name is taken for. */
  trap: z.object({ cas: z.array(Cas), names: z.array(z.string()), zh: z.string(), en: z.string() }).nullable(),
  versions: z.array(CatalogueVersion).min(1),
  unverifiedRecall: Recall,
});
export type CatalogueEntry = z.infer<typeof CatalogueEntry>;

const rule = { id: z.string(), validFrom: isoDay, validTo: isoDay.nullable(), citation: Words, source: z.string(), verified: z.boolean(), noteZh: z.string(), noteEn: z.string(), unverifiedRecall: Recall.optional() };

/** Salts of the classes named are listed with their base. */
export const SaltRule = z.object({ ...rule, kind: z.literal("salts"), classes: z.array(z.number()), suffixesZh: z.array(z.string()), prefixesZh: z.array(z.string()), suffixesEn: z.array(z.string()) });
export type SaltRule = z.infer<typeof SaltRule>;

/** A mixture needs the documents only above a content, in parts per million by mass. */
export const MixtureRule = z.object({
  ...rule,
  kind: z.literal("mixture"),
  documents: z.array(PermitKind),
  thresholds: z.array(z.object({ substances: z.array(z.string()), abovePpm: z.number().int() })),
  otherwiseAbovePpm: z.number().int(),
  /** Products the rule leaves out altogether. */
  notCovered: z.array(z.string()),
});
export type MixtureRule = z.infer<typeof MixtureRule>;

/** A kind of product up to a content is free of some documents; its ledger is still kept. */
export const ProductRule = z.object({ ...rule, kind: z.literal("product"), substance: z.string(), productKinds: z.array(z.string()), upToPpm: z.number().int(), exempts: z.array(PermitKind), keepsLedger: z.boolean() });
export type ProductRule = z.infer<typeof ProductRule>;

/** A kind of holder is free of some documents; `maxMg` null means the law names no verified amount. */
export const HolderRule = z.object({
  ...rule,
  kind: z.literal("holder"),
  substances: z.array(z.string()).optional(),
  drugType: z.boolean().optional(),
  holder: z.enum(["individual", "hospital-with-seal-card", "teaching-or-research"]),
  exempts: z.array(PermitKind),
  maxMg: z.number().int().nullable(),
});
export type HolderRule = z.infer<typeof HolderRule>;

export const CatalogueRule = z.discriminatedUnion("kind", [SaltRule, MixtureRule, ProductRule, HolderRule]);
export type CatalogueRule = z.infer<typeof CatalogueRule>;

export const CatalogueFile = z.object({ compiledAt: isoDay, noteZh: z.string(), rules: z.array(CatalogueRule), entries: z.array(CatalogueEntry) });
export type CatalogueFile = z.infer<typeof CatalogueFile>;
