import { z } from "zod";
import { endpoint, FileAnswer, isoDay, isoInstant, massMg, pageInput, pageOf, unitCode } from "#kernel/contract.ts";
import { Activity, EnterpriseStatus } from "./enterprise.ts";
import { PermitKind } from "./permit.ts";
import { SubstanceVersion } from "./substance.ts";

export const uscc = z.string().length(18);

export const SubstanceView = SubstanceVersion.extend({
  initials: z.string(),
  /** Rules of salts, esters, mixtures and exemptions, in words, each with its source and whether it was verified. */
  notes: z.array(z.object({ zh: z.string(), en: z.string(), source: z.string().nullable(), verified: z.boolean() })),
  source: z.string(),
  un1988: z.string().nullable(),
  hs6: z.string().nullable(),
});
export type SubstanceView = z.infer<typeof SubstanceView>;

export const listCatalogue = endpoint({
  name: "precursor.catalogue.list",
  method: "GET",
  path: "/precursor/catalogue",
  permission: "precursor.catalogue.read",
  summary: { zh: "某日有效的列管目录", en: "The catalogue as of a day" },
  input: z.object({ q: z.string().max(100).optional(), on: isoDay.optional() }),
  output: z.object({ on: isoDay, substances: z.array(SubstanceView) }),
});

export const EnterpriseRow = z.object({
  unitCode,
  uscc,
  name: z.string(),
  town: z.string().nullable(),
  address: z.string().nullable(),
  activities: z.array(Activity),
  since: isoDay,
  status: EnterpriseStatus,
  demo: z.boolean(),
  openFindings: z.number().int(),
  /** Substances in the book and their stock now. */
  held: z.array(z.object({ substanceId: z.string(), massMg })),
});
export type EnterpriseRow = z.infer<typeof EnterpriseRow>;

export const listEnterprises = endpoint({
  name: "precursor.enterprise.list",
  method: "GET",
  path: "/precursor/enterprises",
  permission: "precursor.read",
  summary: { zh: "企业名录", en: "Enterprises" },
  input: z.object({ unit: unitCode.optional(), q: z.string().max(100).optional(), activity: Activity.optional(), status: EnterpriseStatus.optional(), substance: z.string().max(100).optional(), troubled: z.stringbool().optional(), ...pageInput }),
  output: pageOf(EnterpriseRow),
});

export const getEnterprise = endpoint({
  name: "precursor.enterprise.get",
  method: "GET",
  path: "/precursor/enterprises/:uscc",
  permission: "precursor.book.read",
  summary: { zh: "企业", en: "One enterprise" },
  input: z.object({ uscc }),
  output: EnterpriseRow.extend({ district: z.string(), lon: z.number().nullable(), lat: z.number().nullable(), crs: z.string().nullable(), scaleKgPerYear: z.number().nullable(), declarations: z.number().int(), firstAt: isoInstant.nullable(), lastAt: isoInstant.nullable() }),
  refusals: ["precursor.enterprise.unknown"],
});

export const PermitRow = z.object({
  unitCode,
  number: z.string(),
  kind: PermitKind,
  form: z.enum(["permit", "filing"]),
  holder: z.string(),
  holderName: z.string().nullable(),
  counterparty: z.string().nullable(),
  substanceId: z.string(),
  quantityMg: massMg,
  drawnMg: massMg,
  /** Negative: drawn beyond what it grants. */
  leftMg: massMg,
  shipments: z.number().int(),
  validFrom: isoDay,
  validTo: isoDay,
  uses: z.enum(["single", "multi"]),
  origin: z.string().nullable(),
  destination: z.string().nullable(),
  issuer: z.string().nullable(),
  state: z.enum(["coming", "valid", "expiring", "expired"]),
});
export type PermitRow = z.infer<typeof PermitRow>;

export const listPermits = endpoint({
  name: "precursor.permit.list",
  method: "GET",
  path: "/precursor/permits",
  permission: "precursor.book.read",
  summary: { zh: "许可与备案证明及其余量", en: "Permits and filings with what is left of them" },
  input: z.object({ unit: unitCode.optional(), enterprise: uscc.optional(), kind: PermitKind.optional(), substance: z.string().max(100).optional(), state: z.enum(["coming", "valid", "expiring", "expired"]).optional(), q: z.string().max(100).optional(), ...pageInput }),
  output: pageOf(PermitRow),
});

export const exportEnterprises = endpoint({ ...listEnterprises, name: "precursor.enterprise.export", path: "/precursor/enterprises.xlsx", permission: "precursor.read", summary: { zh: "导出企业名录", en: "Export enterprises" }, output: FileAnswer, download: true });
export const exportPermits = endpoint({ ...listPermits, name: "precursor.permit.export", path: "/precursor/permits.xlsx", summary: { zh: "导出许可", en: "Export permits" }, output: FileAnswer, download: true });
