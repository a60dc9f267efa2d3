import { z } from "zod";
import { endpoint, isoInstant, pageInput, pageOf } from "#kernel/contract.ts";

/** What a verification can find; each has words in `verification-words.ts`. */
export const TROUBLES = [
  "checkpoint-missing",
  "checkpoint-forged",
  "checkpoint-root",
  "history-root",
  "size",
  "gap",
  "leaf-missing",
  "leaf-unlisted",
  "leaf-doubled",
  "waiting-overdue",
  "leaf-changed",
  "leaf-forged",
  "entry-changed",
  "columns-changed",
  "sealed-unvouched",
  "tile-changed",
  "tile-missing",
  "tile-unlisted",
  "read-changed",
  "since-forged",
  "since-shorter",
  "since-differs",
  "signed-later-lost",
  "cosignature-forged",
  "witness-changed",
] as const;
export type TroubleCode = (typeof TROUBLES)[number];

export const Trouble = z.object({ code: z.enum(TROUBLES), at: z.string().max(200).describe("index, entry id, tile or size"), count: z.number().int().min(1) });
export type Trouble = z.infer<typeof Trouble>;

export const Verdict = z.object({
  sound: z.boolean(),
  size: z.number().int().min(0),
  root: z.string(),
  checked: z.number().int().min(0).describe("entries whose hash was computed anew"),
  sealed: z.number().int().min(0),
  waiting: z.number().int().min(0),
  since: z.number().int().min(0).nullable().describe("size of the older checkpoint it was held against"),
  troubles: z.array(Trouble).max(100).describe("at most twenty of a kind are named; `count` has them all"),
});
export type Verdict = z.infer<typeof Verdict>;

export const Verification = z.object({
  id: z.uuid(),
  startedAt: isoInstant,
  startedBy: z.string(),
  state: z.enum(["running", "done", "failed"]),
  progress: z.number().min(0).max(1),
  endedAt: isoInstant.nullable(),
  verdict: Verdict.nullable(),
});
export type Verification = z.infer<typeof Verification>;

/** Asking for what is asked for already, and has not ended, gives that one. */
export const startVerification = endpoint({
  name: "record.verification.start",
  method: "POST",
  path: "/record/verifications",
  permission: "record.read",
  summary: { zh: "核验整部留痕", en: "Verify the whole record" },
  input: z.object({ since: z.string().max(65_536).optional().describe("an older checkpoint kept elsewhere, as its signed note") }),
  output: Verification,
  refusals: ["record.note.malformed", "record.note.unsigned", "record.note.forged", "record.checkpoint.malformed", "record.checkpoint.foreign"],
  refreshes: ["record.log.get", "record.verification.list", "record.verification.get"],
});

export const getVerification = endpoint({
  name: "record.verification.get",
  method: "GET",
  path: "/record/verifications/:id",
  permission: "record.read",
  summary: { zh: "一次核验", en: "One verification" },
  input: z.object({ id: z.uuid() }),
  output: Verification,
  refusals: ["record.verification.unknown"],
});

export const listVerifications = endpoint({
  name: "record.verification.list",
  method: "GET",
  path: "/record/verifications",
  permission: "record.read",
  summary: { zh: "核验记录", en: "Verifications" },
  input: z.object({ ...pageInput }),
  output: pageOf(Verification),
});
