import { z } from "zod";
import { endpoint, FileAnswer, isoDay, isoInstant, massMg, pageInput, pageOf, unitCode } from "#kernel/contract.ts";
import { BOOK_VIEWS } from "./book-views.ts";
import { DeclarationKind, MassUnit } from "./declaration.ts";
import { uscc } from "./register.api.ts";

export const DeclarationRow = z.object({
  unitCode,
  declarant: z.string(),
  declarantName: z.string().nullable(),
  declarationId: z.string(),
  kind: DeclarationKind,
  substanceId: z.string(),
  lot: z.string().nullable(),
  massMg,
  grossMg: massMg,
  quantityText: z.string(),
  unit: MassUnit,
  contentPpm: z.number().int(),
  sigmaPpm: z.number().int(),
  occurredAt: isoInstant,
  reportedAt: isoInstant,
  counterparty: z.string().nullable(),
  counterpartyName: z.string().nullable(),
  shipment: z.string().nullable(),
  permit: z.string().nullable(),
  transportPermit: z.string().nullable(),
  customsNo: z.string().nullable(),
  inputs: z.array(z.object({ lot: z.string(), massMg })),
  process: z.string().nullable(),
  outputMg: massMg.nullable(),
  ref: z.string().nullable(),
  note: z.string().nullable(),
  voidedBy: z.string().nullable(),
});
export type DeclarationRow = z.infer<typeof DeclarationRow>;

/** The columns of INTERFACES §2 as text: one filing is one row of the file. */
export const DeclarationFiling = z.object({
  declaration_id: z.string().min(1).max(64),
  declarant: uscc,
  kind: DeclarationKind,
  substance: z.string().max(200).default(""),
  lot: z.string().max(64).optional(),
  quantity: z.string().max(40).default(""),
  unit: z.string().max(4).default(""),
  density: z.string().max(20).optional(),
  content: z.string().max(20).optional(),
  occurred_at: z.string().max(40),
  reported_at: z.string().max(40).optional(),
  counterparty: z.string().max(200).optional(),
  shipment: z.string().max(64).optional(),
  permit: z.string().max(64).optional(),
  transport_permit: z.string().max(64).optional(),
  customs_no: z.string().max(64).optional(),
  inputs: z.string().max(4_000).optional(),
  process: z.string().max(100).optional(),
  output_t: z.string().max(40).optional(),
  sigma_pct: z.string().max(20).optional(),
  ref: z.string().max(64).optional(),
  note: z.string().max(500).optional(),
});
export type DeclarationFiling = z.infer<typeof DeclarationFiling>;

export const fileDeclaration = endpoint({
  name: "precursor.declaration.file",
  method: "POST",
  path: "/precursor/declarations",
  permission: "precursor.declare",
  summary: { zh: "申报一笔", en: "File one declaration" },
  input: DeclarationFiling,
  output: z.object({ declarant: z.string(), declarationId: z.string(), massMg, state: z.enum(["accepted", "unchanged"]), /** Filed before and voided since: not on the books. */ voided: z.boolean(), findings: z.array(z.string()) }),
  refusals: ["precursor.declaration.invalid", "precursor.declaration.conflict", "precursor.declaration.voided", "precursor.void.ref-unknown", "precursor.void.of-void", "precursor.void.again", "precursor.enterprise.unknown"],
  refreshes: BOOK_VIEWS,
});

const declarationFilter = {
  unit: unitCode.optional(),
  enterprise: uscc.optional(),
  kind: DeclarationKind.optional(),
  substance: z.string().max(100).optional(),
  lot: z.string().max(64).optional(),
  shipment: z.string().max(64).optional(),
  permit: z.string().max(64).optional(),
  from: isoDay.optional(),
  to: isoDay.optional(),
  ...pageInput,
};

export const listDeclarations = endpoint({
  name: "precursor.declaration.list",
  method: "GET",
  path: "/precursor/declarations",
  permission: "precursor.book.read",
  summary: { zh: "申报", en: "Declarations" },
  input: z.object(declarationFilter),
  output: pageOf(DeclarationRow),
});

export const getDeclaration = endpoint({
  name: "precursor.declaration.get",
  method: "GET",
  path: "/precursor/declarations/:declarant/:declarationId",
  permission: "precursor.book.read",
  summary: { zh: "一笔申报及其去向", en: "One declaration and what became of it" },
  input: z.object({ declarant: uscc, declarationId: z.string().min(1).max(64) }),
  output: z.object({
    declaration: DeclarationRow,
    /** How the shipment was paired, where it is one. */
    pairing: z.object({ how: z.enum(["exact", "lot-differs", "shipment-differs"]).nullable(), others: z.array(DeclarationRow) }).nullable(),
    findings: z.array(z.object({ id: z.string(), kind: z.string(), zh: z.string(), en: z.string() })),
  }),
  refusals: ["precursor.declaration.unknown"],
});

export const exportDeclarations = endpoint({ ...listDeclarations, name: "precursor.declaration.export", path: "/precursor/declarations.xlsx", summary: { zh: "导出申报", en: "Export declarations" }, output: FileAnswer, download: true });

/** A line of a book, like a bank's statement: the declaration (or the bookkeeper's adjustment) and the stock after it. */
export const StatementLine = z.object({
  at: isoInstant,
  reportedAt: isoInstant,
  kind: z.string(),
  declarationId: z.string().nullable(),
  counterparty: z.string().nullable(),
  counterpartyName: z.string().nullable(),
  lot: z.string().nullable(),
  shipment: z.string().nullable(),
  inMg: massMg,
  outMg: massMg,
  balanceMg: massMg,
  voided: z.boolean(),
  note: z.string().nullable(),
});
export type StatementLine = z.infer<typeof StatementLine>;

export const getStatement = endpoint({
  name: "precursor.book.statement",
  method: "GET",
  path: "/precursor/enterprises/:uscc/statement",
  permission: "precursor.book.read",
  summary: { zh: "台账对账单", en: "Statement of a book" },
  input: z.object({ uscc, substance: z.string().min(1).max(100), from: isoDay, to: isoDay, asOf: isoInstant.optional() }),
  /** Opening, in, out and closing are of the whole period; `truncated`: it has more lines than these, which are its first. */
  output: z.object({ openingMg: massMg, inMg: massMg, outMg: massMg, closingMg: massMg, lines: z.array(StatementLine), truncated: z.boolean() }),
  refusals: ["precursor.enterprise.unknown", "precursor.substance.unknown"],
});

/** The same question as `getStatement`, and all of its period: a file holds more lines than a screen. */
export const exportStatement = endpoint({ ...getStatement, name: "precursor.statement.export", path: "/precursor/enterprises/:uscc/statement.xlsx", summary: { zh: "导出台账对账单", en: "Export the statement of a book" }, output: FileAnswer, download: true });
