import { createHmac } from "node:crypto";

/**
 * The key of one leaf's input. Whoever is handed it can prove what was filed, and nothing of any other line; nobody else can
 * find a short input (a name, a phone) again by trying.
 * @param hashKey `installationKey(dataDir, "record-input")`
 * @param leafId uuid, lower case, taken as text
 */
export function inputKeyOf(hashKey: Buffer, leafId: string): Buffer {
  return createHmac("sha256", hashKey).update(leafId).digest();
}

/** What a leaf says of an input. @param canonical `canonicalJson` of what was sent, as the gate parsed it @returns 64 hex digits */
export function commitInput(inputKey: Buffer, canonical: string): string {
  return createHmac("sha256", inputKey).update(canonical).digest("hex");
}
