import type { Actor } from "#kernel/actor.ts";
import type { StoredFileAnswer } from "#kernel/contract.ts";
import type { Tx } from "./db.ts";
import { findFile, insertFile } from "./files.sql.ts";
import { refuse } from "./refusals.ts";

/** What was given as evidence is handed out as what the sender called it only where no browser runs it; else as bytes. */
const HARMLESS = new Set(["application/pdf", "image/jpeg", "image/png", "text/plain", "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"]);

/**
 * Keeps a file in the unit of what it is evidence of, so that whoever may read that finds it there also when an officer of the
 * city gave it. False when the account stored no such file: another's is not its to give.
 */
export async function keepAsEvidence(tx: Tx, actor: Actor, unitCode: string, id: string): Promise<boolean> {
  const file = await findFile(tx, actor.unitCode, id);
  if (file?.accountId !== actor.accountId) return false;
  if (unitCode !== file.unitCode) await insertFile(tx, { ...file, unitCode });
  return true;
}

/**
 * A piece of evidence as a download. That this actor may see what it belongs to, and that this names the file, was asked before.
 * What the city gave before files were kept beside their matter lies in the city's own unit.
 * @throws Refusal gate.file.unknown
 */
export async function getEvidenceFile(tx: Tx, actor: Actor, unitCode: string, id: string): Promise<StoredFileAnswer> {
  const { name, mediaType, sha256, sizeBytes } = (await findFile(tx, unitCode, id)) ?? (await findFile(tx, actor.unitCode, id)) ?? refuse("gate.file.unknown");
  return { fileName: name, mediaType: HARMLESS.has(mediaType) ? mediaType : "application/octet-stream", stored: { sha256, sizeBytes } };
}
