import type { ServerResponse } from "node:http";
import type { Actor } from "#kernel/actor.ts";
import { LIMITS } from "./config.ts";

export type Listener = {
  readonly response: ServerResponse;
  /** Who asked to listen. */
  readonly actor: Actor;
  /** Who asks by the same credentials now. */
  readonly identify: () => Promise<Actor>;
};

/** One may be under way when the doubt arises. */
const DOUBTED_BEATS = 2;

/** Tells open screens which views have new answers (server-sent events). It carries names of views only, never data. */
export class Live {
  private readonly listeners = new Set<Listener>();
  /** Accounts of which something changed, and for how many heartbeats more their listeners are asked who they are before they hear anything. */
  private readonly doubted = new Map<string, number>();
  private readonly asking = new Map<Listener, Promise<boolean>>();
  private isBeating = false;
  private readonly heartbeat = setInterval(() => void this.beat(), LIMITS.liveHeartbeatMs).unref();

  hasRoomFor({ accountId }: Actor): boolean {
    const own = [...this.listeners].filter(({ actor }) => actor.accountId === accountId);
    return this.listeners.size < LIMITS.liveConnections && own.length < LIMITS.liveConnectionsPerAccount;
  }

  open(listener: Listener): void {
    this.listeners.add(listener);
    listener.response.on("close", () => this.listeners.delete(listener));
  }

  tell(refreshes: readonly string[], unitCodes: readonly string[]): void {
    const message = `data: ${JSON.stringify({ refreshes })}\n\n`;
    for (const listener of this.listeners) {
      const { scope, unitCode, accountId } = listener.actor;
      const isMeant = refreshes.length > 0 && (scope === "city" || unitCodes.includes(unitCode));
      if (this.doubted.has(accountId)) void this.asked(listener).then((isSame) => isSame && isMeant && this.write(listener, message));
      else if (isMeant) this.write(listener, message);
    }
  }

  /** Something about this account is being changed: what comes of it is asked for behind the commit. */
  doubt(accountId: string): void {
    this.doubted.set(accountId, DOUBTED_BEATS);
  }

  /** Ends every listener that is no longer who it was (signed out, ended, disabled, moved), and keeps the others' connections open. One after another, so that many cost the database little at a time. */
  async beat(): Promise<void> {
    if (this.isBeating) return;
    this.isBeating = true;
    for (const listener of this.listeners) if (await this.isStillSame(listener)) this.write(listener, ": alive\n\n");
    for (const [accountId, beats] of this.doubted) beats > 1 ? this.doubted.set(accountId, beats - 1) : this.doubted.delete(accountId);
    this.isBeating = false;
  }

  close(): void {
    clearInterval(this.heartbeat);
    for (const listener of this.listeners) this.end(listener);
  }

  /** Many messages at once ask once. */
  private asked(listener: Listener): Promise<boolean> {
    const asking = this.asking.get(listener) ?? this.isStillSame(listener).finally(() => this.asking.delete(listener));
    this.asking.set(listener, asking);
    return asking;
  }

  private async isStillSame(listener: Listener): Promise<boolean> {
    const { actor, identify } = listener;
    const now = await identify().catch(() => undefined); // who cannot be told is nobody; the screen asks again
    const isSame = now !== undefined && now.accountId === actor.accountId && now.sessionId === actor.sessionId && now.unitCode === actor.unitCode && now.scope === actor.scope;
    if (!isSame) this.end(listener);
    return isSame;
  }

  /** A listener that does not take what it is told is dropped rather than kept in memory. */
  private write(listener: Listener, message: string): void {
    if (!this.listeners.has(listener)) return;
    listener.response.write(message);
    if (listener.response.writableLength <= LIMITS.liveUnsentBytes) return;
    this.listeners.delete(listener);
    listener.response.destroy();
  }

  private end(listener: Listener): void {
    this.listeners.delete(listener);
    listener.response.end();
  }
}
