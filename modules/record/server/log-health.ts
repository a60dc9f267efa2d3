import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import type { getLogHealth } from "../contract/index.ts";
import { hashText } from "../domain/tree-hash.ts";
import { haltedBecause } from "./integrate.ts";
import { readLogKeys } from "./log-keys.ts";
import { findHead, readWaiting } from "./log.sql.ts";
import { recordParts } from "./parts.ts";
import { listVerificationRows } from "./verification.sql.ts";
import { shownVerification } from "./verifications.ts";
import { BEHIND_MS, writtenAt } from "./waiting.ts";
import { listWitnesses } from "./witness.sql.ts";
import { shownWitness } from "./witnesses.ts";

export const getLogHealthUseCase: UseCase<ParsedInputOf<typeof getLogHealth>, OutputOf<typeof getLogHealth>> = async ({ tx, actor, now, withinCity }) => {
  const { origin, dataDir, cityCode } = recordParts();
  const head = await findHead(tx);
  const [waiting, verifications] = await withinCity(async () => [await readWaiting(tx), await listVerificationRows(tx, cityCode, { id: null, before: null, limit: 1 })] as const);
  const oldestAt = waiting.oldestId === null ? null : writtenAt(waiting.oldestId);
  const isBehind = oldestAt !== null && now.getTime() - oldestAt.getTime() > BEHIND_MS;
  return {
    origin,
    state: !head || haltedBecause() !== undefined ? "halted" : isBehind ? "behind" : "healthy",
    size: head?.size ?? 0,
    root: head ? hashText(head.root) : "",
    checkpoint: head?.note ?? "",
    signedAt: head?.signedAt.toISOString() ?? null,
    waiting: waiting.count,
    oldestWaitingAt: oldestAt?.toISOString() ?? null,
    keys: readLogKeys(dataDir),
    witnesses: (await listWitnesses(tx)).map(shownWitness),
    lastVerification: verifications[0] ? shownVerification(verifications[0]) : null,
    can: [...(actor.permissions.has("record.read") ? (["verify"] as const) : []), ...(actor.permissions.has("record.witness.manage") ? (["manage-witnesses"] as const) : [])],
  };
};
