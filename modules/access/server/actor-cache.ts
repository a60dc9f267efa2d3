import type { Actor } from "#kernel/actor.ts";

const KEPT_MS = 5_000;
const KEPT_AT_MOST = 20_000;

type Entry = { readonly actor: Promise<Actor | undefined>; readonly until: number };

/**
 * Actors by token hash for at most five seconds, so that a thousand requests a second cost no thousand queries. In this process a
 * killed session or a changed account is dropped at once and not kept again while its change may still be uncommitted; another
 * process notices within five seconds.
 */
export class ActorCache {
  private readonly entries = new Map<string, Entry>();
  private readonly doubted = new Map<string, number>();
  /** Told of every account that is doubted. */
  onDoubt: ((accountId: string) => void) | undefined;

  async get(key: string, nowMs: number, load: () => Promise<{ actor: Actor; endsMs: number } | undefined>): Promise<Actor | undefined> {
    const known = this.entries.get(key);
    if (known && known.until > nowMs) {
      const actor = await known.actor;
      if (!actor || !this.isDoubted(actor.accountId, nowMs)) return actor;
    }
    const loading = load();
    const actor = loading.then((found) => found?.actor);
    actor.catch(() => undefined); // told to whoever asks for it; nobody may
    if (this.entries.size >= KEPT_AT_MOST) this.entries.clear();
    const entry: Entry = { actor, until: nowMs + KEPT_MS };
    this.entries.set(key, entry);
    const found = await loading.catch((error: unknown) => {
      this.entries.delete(key);
      throw error;
    });
    if (found && this.entries.get(key) === entry) this.entries.set(key, { actor, until: Math.min(entry.until, found.endsMs) });
    if (!found || this.isDoubted(found.actor.accountId, nowMs)) this.entries.delete(key);
    return found?.actor;
  }

  /** From now on and for the next seconds every request of this account asks the database. */
  doubt(accountId: string, nowMs: number): void {
    if (this.doubted.size >= KEPT_AT_MOST) this.doubted.clear();
    this.doubted.set(accountId, nowMs + KEPT_MS);
    this.onDoubt?.(accountId);
  }

  private isDoubted(accountId: string, nowMs: number): boolean {
    const until = this.doubted.get(accountId);
    if (until === undefined) return false;
    if (until > nowMs) return true;
    this.doubted.delete(accountId);
    return false;
  }
}

export const actorCache = new ActorCache();
