import { z } from "zod";
import { endpoint, isoInstant, pageInput, pageOf, unitCode } from "#kernel/contract.ts";

/** One line of the record as people read it: who did what, when, to what. Never what was sent. */
export const EntryView = z.object({
  id: z.uuid(),
  index: z.number().int().min(0).nullable().describe("place in the log; null until the log has taken it up"),
  at: isoInstant,
  unit: unitCode,
  name: z.string().describe("what was done: the name of the endpoint or act"),
  title: z.object({ zh: z.string(), en: z.string() }).nullable().describe("the act in words, where this program knows it"),
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable().describe("masked; null for programs and jobs") }),
  command: z.uuid(),
  sealed: z.boolean().describe("its salt was destroyed: it stands in the log, and what it said can no longer be shown"),
});
export type EntryView = z.infer<typeof EntryView>;

const filters = {
  unit: unitCode.optional(),
  name: z.string().max(100).optional().describe("begins with"),
  account: z.string().max(100).optional(),
  from: isoInstant.optional(),
  to: isoInstant.optional(),
};

export const listEntries = endpoint({
  name: "record.entry.list",
  method: "GET",
  path: "/record/entries",
  permission: "record.read",
  summary: { zh: "留痕条目，最近的在前", en: "Entries of the record, the latest first" },
  input: z.object({ ...filters, ...pageInput }),
  output: pageOf(EntryView),
});

export const getEntry = endpoint({
  name: "record.entry.get",
  method: "GET",
  path: "/record/entries/:id",
  permission: "record.read",
  summary: { zh: "查一条留痕", en: "Look up one entry" },
  input: z.object({ id: z.union([z.uuid(), z.string().regex(/^(0|[1-9]\d{0,15})$/)]).describe("entry id, command id, or index in the log") }),
  output: EntryView,
  refusals: ["record.entry.unknown"],
});
