import { z } from "zod";
import { endpoint, FileAnswer, isoInstant, pageInput, pageOf, unitCode } from "#kernel/contract.ts";
import { READ_PURPOSES } from "#kernel/read-purpose.ts";

/** One look at a protected record. */
export const ReadView = z.object({
  id: z.uuid(),
  at: isoInstant,
  unit: unitCode,
  reader: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable().describe("masked; null where the account is not of this installation") }),
  subject: z.object({ kind: z.string(), id: z.string() }),
  purpose: z.enum(READ_PURPOSES),
  what: z.string().describe("name of the endpoint that was used"),
  title: z.object({ zh: z.string(), en: z.string() }).nullable(),
  fields: z.array(z.string()).describe("what was shown"),
});
export type ReadView = z.infer<typeof ReadView>;

/** For the audit administrator: every look at a protected record in the city. */
export const listReads = endpoint({
  name: "record.read.list",
  method: "GET",
  path: "/record/reads",
  permission: "record.audit.read",
  summary: { zh: "谁看过谁的档案", en: "Who looked at protected records" },
  input: z.object({ unit: unitCode.optional(), reader: z.string().max(100).optional(), subjectKind: z.string().max(40).optional(), subject: z.string().max(100).optional(), purpose: z.enum(READ_PURPOSES).optional(), from: isoInstant.optional(), to: isoInstant.optional(), ...pageInput }),
  output: pageOf(ReadView),
});

/** The same rows as a workbook, for the auditor's own papers. */
export const exportReads = endpoint({ ...listReads, name: "record.read.export", path: "/record/reads.xlsx", summary: { zh: "导出谁看过谁的档案", en: "Export who looked at protected records" }, output: FileAnswer, download: true });

/** For everybody: who looked at my own record. */
export const listOwnReads = endpoint({
  name: "record.read.own",
  method: "GET",
  path: "/record/reads/own",
  permission: "signed-in",
  summary: { zh: "谁看过我的档案", en: "Who looked at mine" },
  input: z.object({ ...pageInput }),
  output: pageOf(ReadView),
});
