import { canonicalJson } from "#kernel/canonical-json.ts";
import { uuidV7 } from "#kernel/id.ts";
import { chance } from "#platform/chance.ts";
import { commitInput, inputKeyOf } from "#platform/input-commitment.ts";
import type { UseCaseContext } from "#platform/module.ts";
import { refuseRecord as refuse } from "../contract/index.ts";
import { appendLeaves } from "./append-leaves.ts";
import { recordParts } from "./parts.ts";
import { destroySalt, findLeafForUpdate, insertSeal } from "./seal.sql.ts";

export const SEAL_NAME = "record.leaf.seal";

/**
 * Destroys a leaf's salt: its place in the log and every proof stay, and what it said can no longer be proved nor guessed from the log.
 * A leaf of its own says so, in the same transaction; without that the verifier finds the salt missing. Whether the actor may seal is
 * the caller's to decide (治安管理处罚法, 2025 revision, art. 136: records of drug use are sealed).
 * Refuses `record.entry.unknown` outside the actor's fence.
 * @param reason free text; kept beside the log, never in it
 * @returns false when it was sealed already, and nothing was done
 */
export async function sealLeaf(context: UseCaseContext, leafUnit: string, leafId: string, reason: string): Promise<boolean> {
  const { tx, actor, now, commandId } = context;
  const leaf = (await findLeafForUpdate(tx, leafUnit, leafId)) ?? refuse("record.entry.unknown");
  if (leaf.name === SEAL_NAME) throw new Error("the leaf of a sealing vouches for another and is never sealed");
  if (leaf.isSealed) return false;

  const id = uuidV7(now.getTime(), chance(10));
  const key = inputKeyOf(recordParts().inputKeys, id);
  await destroySalt(tx, leafUnit, leafId);
  await insertSeal(tx, { unitCode: leafUnit, leafId, sealedByUnit: actor.unitCode, sealedByLeaf: id, sealedBy: actor.accountId, sealedAt: now, reason });
  const inputHash = commitInput(key, canonicalJson({ unit: leafUnit, leaf: leafId, reason }));
  await appendLeaves(tx, [{ id, unitCode: actor.unitCode, at: now, name: SEAL_NAME, actor, commandId, inputHash, outputHash: commitInput(key, "null"), seals: leafId }]);
  return true;
}
