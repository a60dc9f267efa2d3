import type { Verification } from "../contract/index.ts";

/** The one begun later; of two tellings of the same one, that which tells of its end. */
export function newerVerification(one: Verification | null, other: Verification | null): Verification | null {
  if (!one || !other) return one ?? other;
  if (one.id === other.id) return one.state === "running" ? other : one;
  return one.startedAt >= other.startedAt ? one : other;
}
