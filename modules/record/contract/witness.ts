import { z } from "zod";
import { endpoint, isoInstant } from "#kernel/contract.ts";

/** Somebody outside who keeps our checkpoints and signs what they have seen (C2SP tlog-cosignature). */
export const Witness = z.object({
  name: z.string(),
  party: z.string().describe("whose machine it is: 市禁毒总队, 检察院 …"),
  vkey: z.string(),
  since: isoInstant,
  retiredAt: isoInstant.nullable(),
  lastSize: z.number().int().min(0).nullable().describe("size of the newest checkpoint it cosigned"),
  lastAt: isoInstant.nullable(),
});
export type Witness = z.infer<typeof Witness>;

const REFRESHES = ["record.log.get"];

export const registerWitness = endpoint({
  name: "record.witness.register",
  method: "POST",
  path: "/record/witnesses",
  permission: "record.witness.manage",
  summary: { zh: "登记见证方", en: "Register a witness" },
  input: z.object({ party: z.string().trim().min(2).max(100), vkey: z.string().trim().max(500).describe("verifier key of type cosignature/v1 (0x04)") }),
  output: Witness,
  refusals: ["record.key.malformed", "record.witness.known", "record.witness.type"],
  refreshes: REFRESHES,
});

export const retireWitness = endpoint({
  name: "record.witness.retire",
  method: "POST",
  path: "/record/witnesses/retire",
  permission: "record.witness.manage",
  summary: { zh: "停用见证方", en: "Retire a witness" },
  input: z.object({ name: z.string().min(1).max(255), reason: z.string().trim().min(4).max(500) }),
  output: Witness,
  refusals: ["record.witness.unknown", "record.witness.retired"],
  refreshes: REFRESHES,
});

/** The file a witness is handed: our newest checkpoint and the proof that it follows the last one that witness signed (C2SP tlog-witness, add-checkpoint). */
export const exportForWitness = endpoint({
  name: "record.checkpoint.export",
  method: "GET",
  path: "/record/checkpoint-export",
  permission: "record.read",
  summary: { zh: "导出检查点（交见证方）", en: "Export the checkpoint for a witness" },
  input: z.object({ witness: z.string().max(255).optional().describe("name; absent: the bare checkpoint, to be kept"), old: z.string().regex(/^(0|[1-9]\d{0,15})$/).optional().describe("size the witness last signed; absent: as we know it") }),
  output: z.unknown(),
  refusals: ["record.witness.unknown", "record.proof.malformed"],
  download: true,
});

/** A checkpoint note with cosignatures, or the bare signature lines a witness answered; each is verified before it is kept. */
export const addCosignatures = endpoint({
  name: "record.cosignature.add",
  method: "POST",
  path: "/record/cosignatures",
  permission: "record.witness.manage",
  summary: { zh: "导入见证签名", en: "Import cosignatures" },
  input: z.object({ note: z.string().min(1).max(65_536) }),
  output: z.object({ kept: z.array(z.object({ name: z.string(), size: z.number().int(), at: isoInstant })) }),
  refusals: ["record.note.malformed", "record.note.unsigned", "record.note.forged", "record.checkpoint.malformed", "record.checkpoint.foreign", "record.cosignature.unseen", "record.cosignature.future", "record.cosignature.unattached"],
  refreshes: REFRESHES,
});
