import { KeyedHash } from "./keyed-hash.ts";

/**
 * The key of one leaf's input. Whoever is handed it can prove what was filed, and nothing of any other line; nobody else can
 * find a short input (a name, a phone) again by trying.
 * @param inputKeys under `installationKey(dataDir, "record-input")`
 * @param leafId uuid, lower case, taken as text
 * @returns 32 bytes
 */
export function inputKeyOf(inputKeys: KeyedHash, leafId: string): Buffer {
  return Buffer.from(inputKeys.hex(leafId), "hex");
}

/** What a leaf says of an input. @param canonical `canonicalJson` of what was sent, as the gate parsed it @returns 64 hex digits */
export function commitInput(inputKey: Uint8Array, canonical: string): string {
  return new KeyedHash(inputKey).hex(canonical);
}
