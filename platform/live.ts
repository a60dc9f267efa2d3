import type { ServerResponse } from "node:http";
import { LIMITS } from "./config.ts";

type Listener = { readonly response: ServerResponse; readonly unitCode: string; readonly scope: "city" | "unit" | "none" };

/** Tells open screens which views have new answers (server-sent events). It carries names of views only, never data. */
export class Live {
  private readonly listeners = new Set<Listener>();
  private readonly heartbeat = setInterval(() => this.write(() => true, ": alive\n\n"), 25_000).unref();

  open(listener: Listener): boolean {
    if (this.listeners.size >= LIMITS.liveConnections) return false;
    this.listeners.add(listener);
    listener.response.on("close", () => this.listeners.delete(listener));
    return true;
  }

  tell(refreshes: readonly string[], unitCode: string): void {
    if (refreshes.length === 0) return;
    const message = `data: ${JSON.stringify({ refreshes })}\n\n`;
    this.write((listener) => listener.scope === "city" || listener.unitCode === unitCode, message);
  }

  close(): void {
    clearInterval(this.heartbeat);
    for (const { response } of this.listeners) response.end();
    this.listeners.clear();
  }

  private write(wants: (listener: Listener) => boolean, message: string): void {
    for (const listener of this.listeners) if (wants(listener)) listener.response.write(message);
  }
}
