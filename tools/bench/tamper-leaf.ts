import { createHash, createHmac } from "node:crypto";

/** What a skilled hand would write beside a body; made apart from the product, whose own fingerprints these must equal. */
export function fingerprints(macKey: Uint8Array, salt: Uint8Array, body: string): { readonly entry: Buffer; readonly mac: Buffer } {
  const entry = createHash("sha256").update(salt).update(body).digest();
  return { entry, mac: createHmac("sha256", macKey).update(entry).update(body).digest() };
}
