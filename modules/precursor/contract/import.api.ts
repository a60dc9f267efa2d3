import { z } from "zod";
import { endpoint, FileAnswer, isoInstant, pageInput, pageOf, unitCode } from "#kernel/contract.ts";

export const ImportKind = z.enum(["enterprises", "permits", "norms", "declarations"]);
export type ImportKind = z.infer<typeof ImportKind>;

export const RowRefusal = z.object({ line: z.number().int(), column: z.string().nullable(), code: z.string(), value: z.string().nullable(), words: z.object({ zh: z.string(), en: z.string() }) });
export type RowRefusal = z.infer<typeof RowRefusal>;

export const ImportView = z.object({
  id: z.string(),
  unitCode,
  kind: ImportKind,
  fileName: z.string(),
  sha256: z.string(),
  /** Masked; null when it was done on the machine itself, or the account is gone. */
  accountName: z.string().nullable(),
  state: z.enum(["staging", "staged", "committing", "done", "undoing", "undone", "failed"]),
  rowsTotal: z.number().int(),
  accepted: z.number().int(),
  unchanged: z.number().int(),
  /** Of the unchanged: voided since, so on the books no longer. */
  voided: z.number().int(),
  refused: z.number().int(),
  done: z.number().int(),
  /** The first refusals; all of them are in the returned workbook. */
  refusals: z.array(RowRefusal),
  stagedAt: isoInstant,
  committedAt: isoInstant.nullable(),
  undoneAt: isoInstant.nullable(),
  can: z.object({ commit: z.boolean(), undo: z.boolean() }),
});
export type ImportView = z.infer<typeof ImportView>;

const refreshes = ["precursor.import.list", "precursor.import.get"];
export const stageImport = endpoint({ name: "precursor.import.stage", method: "POST", path: "/precursor/imports", permission: "precursor.import", summary: { zh: "校验文件", en: "Check a file" }, input: z.object({ kind: ImportKind, fileId: z.uuid() }), output: ImportView, refusals: ["gate.file.unknown", "precursor.import.unreadable", "precursor.import.columns"], refreshes });
export const commitImport = endpoint({ name: "precursor.import.commit", method: "POST", path: "/precursor/imports/:id/commit", permission: "precursor.import", summary: { zh: "导入", en: "Commit an import" }, input: z.object({ id: z.uuid() }), output: ImportView, refusals: ["precursor.import.unknown", "precursor.import.not-staged"], refreshes });
export const undoImport = endpoint({ name: "precursor.import.undo", method: "POST", path: "/precursor/imports/:id/undo", permission: "precursor.import", summary: { zh: "撤销导入", en: "Undo an import" }, input: z.object({ id: z.uuid(), reason: z.string().min(2).max(500) }), output: ImportView, refusals: ["precursor.import.unknown", "precursor.import.too-late", "precursor.import.built-on", "precursor.import.not-done"], refreshes });
export const getImport = endpoint({ name: "precursor.import.get", method: "GET", path: "/precursor/imports/:id", permission: "precursor.import", summary: { zh: "一次导入", en: "One import" }, input: z.object({ id: z.uuid() }), output: ImportView, refusals: ["precursor.import.unknown"] });
export const listImports = endpoint({ name: "precursor.import.list", method: "GET", path: "/precursor/imports", permission: "precursor.import", summary: { zh: "导入历史", en: "Import history" }, input: z.object({ kind: ImportKind.optional(), ...pageInput }), output: pageOf(ImportView) });
export const getImportErrors = endpoint({ name: "precursor.import.errors", method: "GET", path: "/precursor/imports/:id/errors.xlsx", permission: "precursor.import", summary: { zh: "带错误列的文件", en: "The file with an error column" }, input: z.object({ id: z.uuid() }), output: FileAnswer, download: true, refusals: ["precursor.import.unknown"] });
export const getTemplate = endpoint({ name: "precursor.import.template", method: "GET", path: "/precursor/templates/:kind", permission: "precursor.import", summary: { zh: "下载模板", en: "Download a template" }, input: z.object({ kind: ImportKind }), output: FileAnswer, download: true });
