import { z } from "zod";
import { endpoint, isoInstant } from "#kernel/contract.ts";
import { Verification } from "./verification.ts";
import { Witness } from "./witness.ts";

/** `behind`: entries wait longer than they should. `halted`: the database shows an older log than was signed; nothing is signed until a person has looked. */
export const LOG_STATES = ["healthy", "behind", "halted"] as const;

export const LogHealth = z.object({
  origin: z.string(),
  state: z.enum(LOG_STATES),
  size: z.number().int().min(0),
  root: z.string().describe("base64"),
  checkpoint: z.string().describe("the signed note").max(65_536),
  signedAt: isoInstant.nullable(),
  waiting: z.number().int().min(0).describe("entries not yet taken up"),
  oldestWaitingAt: isoInstant.nullable(),
  keys: z.array(z.object({ vkey: z.string(), algorithm: z.literal("Ed25519"), since: isoInstant, retiredAt: isoInstant.nullable() })),
  witnesses: z.array(Witness),
  lastVerification: Verification.nullable(),
  can: z.array(z.enum(["verify", "manage-witnesses"])),
});
export type LogHealth = z.infer<typeof LogHealth>;

export const getLogHealth = endpoint({
  name: "record.log.get",
  method: "GET",
  path: "/record/log",
  permission: "record.read",
  summary: { zh: "留痕日志的状况", en: "Health of the log" },
  input: z.object({}),
  output: LogHealth,
});
