import { randomUUID } from "node:crypto";

/** The door takes it right after the commit; what a failed commit left behind is soon gone. */
const KEPT_MS = 10_000;
const KEPT_AT_MOST = 1_000;

/**
 * What may be said once and never stored: session and program tokens, one-time passwords, revealed fields. The gate stores every
 * command's answer for replays, so the answer carries only an `onceId`, and the HTTP door takes the secret from here by that id.
 * A replayed command therefore never gives it again; whoever lost the first answer signs in (or asks) anew.
 */
export class OnceOnly {
  private readonly kept = new Map<string, { value: unknown; until: number }>();

  put(value: unknown): string {
    const now = Date.now();
    for (const [id, entry] of this.kept) if (entry.until < now || this.kept.size >= KEPT_AT_MOST) this.kept.delete(id);
    const id = randomUUID();
    this.kept.set(id, { value, until: now + KEPT_MS });
    return id;
  }

  take(id: string): unknown {
    const entry = this.kept.get(id);
    this.kept.delete(id);
    return entry && entry.until >= Date.now() ? entry.value : undefined;
  }
}

export const onceOnly = new OnceOnly();
