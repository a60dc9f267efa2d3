import { createHash } from "node:crypto";

/**
 * A finding's id: the first 16 bytes of the SHA-256 of its key, so the same trouble always has the same id. Six of the bits
 * say that it is a uuid of version 8 (RFC 9562 §5.8, an application's own), as readers of uuids expect.
 */
export function findingId(key: string): string {
  const bytes = createHash("sha256").update(key).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
