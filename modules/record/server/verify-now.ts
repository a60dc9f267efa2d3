import type { Verdict } from "../contract/index.ts";
import { openOwn } from "./integrate.ts";
import { placeWaiting } from "./integrator.ts";
import { readKeptHead } from "./kept-head.ts";
import { readPublicKeys, readSigners } from "./log-keys.ts";
import { recordParts } from "./parts.ts";
import { verifyLog } from "./verify.ts";

/** Verifies from one snapshot, as the auditor: reading the record is all that role can do. @param since signed note of an older checkpoint, which must be ours */
export async function verifyNow(since: string | undefined, onProgress: (done: number, all: number) => void): Promise<Verdict> {
  const { auditor, dataDir, macKey, inputKeys, origin, clock } = recordParts();
  const opened = since === undefined ? undefined : openOwn(since);
  await placeWaiting();
  const settings = { keys: readPublicKeys(dataDir), activeKeys: readSigners(dataDir).map(({ key }) => key), origin, macKey, inputKeys, since: opened, now: clock(), onProgress };
  const verdict = await auditor.begin("isolation level repeatable read read only", (tx) => verifyLog(tx, { ...settings, keptHead: readKeptHead(dataDir) }));
  return verdict as Verdict; // the driver unwraps promises in arrays; ours are none
}
