import { readReceipt } from "../domain/receipt-text.ts";
import { verifyReceipt, type ReceiptVerdict } from "../domain/receipt.ts";
import { parseVkey, type VerifierKey } from "../domain/signed-note.ts";
import { readPublicKeys } from "./log-keys.ts";
import { nodeCrypto } from "./node-crypto.ts";

export type ReceiptQuestion = {
  /** JSON, tlog-proof, or the texts of all QR codes. */
  readonly text: string;
  /** JSON of what was filed. */
  readonly content?: string | undefined;
  /** Published keys the asker gives, parsed by `verifierKeyOf`. */
  readonly keys: readonly VerifierKey[];
  /** Whose own public keys are trusted too, where it has a key file. */
  readonly dataDir: string;
};

/** Verifies with neither database nor network and makes nothing. Refuses as `readReceipt` and `verifyReceipt`; the caller looks at `vouched`. */
export function verifyReceiptText({ text, content, keys, dataDir }: ReceiptQuestion): ReceiptVerdict {
  return verifyReceipt(nodeCrypto, readReceipt(nodeCrypto.sha256, text), [...keys, ...ownKeys(dataDir)], content);
}

/** Refuses `record.key.malformed`. */
export const verifierKeyOf = (vkey: string): VerifierKey => parseVkey(nodeCrypto.sha256, vkey);

/** The file also holds the secret, so another user of the machine may not read it: for them it is as if there were none. */
function ownKeys(dataDir: string): VerifierKey[] {
  try {
    return readPublicKeys(dataDir);
  } catch (error) {
    if (["EACCES", "EPERM"].includes(String((error as { code?: unknown }).code))) return []; // what `node:fs` throws has a code
    throw error;
  }
}
