import { createHash } from "node:crypto";

/** A finding's id: the first 16 bytes of the SHA-256 of its key, written as a uuid, so the same trouble always has the same id. */
export function findingId(key: string): string {
  const hex = createHash("sha256").update(key).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
