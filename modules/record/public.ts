import { openLog } from "./server/integrate.ts";
import { integrateAll, startIntegrator, type Integrator } from "./server/integrator.ts";
import { setRecordParts, type RecordParts, type RecordSettings } from "./server/parts.ts";

export { VERIFY_JOB } from "./server/verifications.ts";
export { verifyNow } from "./server/verify-now.ts";
export { appendLeaves } from "./server/append-leaves.ts";
export { recordPages } from "./server/record-pages.ts";
export { listReadsOf, type ReadPage } from "./server/list-reads.ts";
export { sealLeaf } from "./server/seal-leaf.ts";
export { recordModule } from "./server/module.ts";
export { verifierKeyOf, verifyReceiptText } from "./server/verify-receipt.ts";
export type { ReceiptVerdict } from "./domain/receipt.ts";
export { cosignCheckpoint, makeWitnessKey } from "./server/cosign.ts";
export { readLogKeys, retireOldKeys, rotateKey } from "./server/log-keys.ts";
export { addCosignaturesUseCase, exportForWitnessUseCase } from "./server/witnesses.ts";
export type { RecordSettings } from "./server/parts.ts";

export type RecordLog = {
  /** For the gate, which commits each line to what was sent. */
  readonly inputKeys: RecordParts["inputKeys"];
  /** Begins to give waiting leaves their places; for the server. */
  integrate(): void;
  /** Gives all waiting leaves their places and comes back; for commands and tools. */
  settle(): Promise<number>;
  close(): Promise<void>;
};

/** Called once by the house before the gate opens. */
export async function startRecord(settings: RecordSettings): Promise<RecordLog> {
  const { inputKeys } = setRecordParts(settings);
  await openLog();
  let integrator: Integrator | undefined;
  return {
    inputKeys,
    integrate: () => void (integrator ??= startIntegrator()),
    settle: integrateAll,
    close: async () => integrator?.stop(),
  };
}
