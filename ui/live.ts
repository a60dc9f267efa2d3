import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

export type LiveState = "live" | "waiting" | "off";

let state: LiveState = "off";
const listeners = new Set<() => void>();

/**
 * Listens at `/api/live` and fetches anew every view the server names. After a lost connection everything on screen is
 * fetched anew, since messages may have been missed.
 * @returns stop
 */
export function followLive(client: QueryClient): () => void {
  const source = new EventSource("/api/live");
  let wasLost = false;
  source.onopen = () => {
    if (wasLost) void client.invalidateQueries();
    wasLost = false;
    become("live");
  };
  source.onerror = () => {
    wasLost = true;
    become("waiting");
  };
  source.onmessage = (message) => {
    for (const view of refreshedViews(message.data)) void client.invalidateQueries({ queryKey: [view] });
  };
  return () => {
    source.close();
    become("off");
  };
}

/** The views a live message names; a message in any other shape names none. */
export function refreshedViews(data: unknown): readonly string[] {
  try {
    const message: unknown = JSON.parse(String(data));
    const refreshes = typeof message === "object" && message !== null && "refreshes" in message ? message.refreshes : null;
    return Array.isArray(refreshes) ? refreshes.filter((view): view is string => typeof view === "string") : [];
  } catch {
    return [];
  }
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(subscribe, () => state);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function become(next: LiveState) {
  state = next;
  for (const listener of listeners) listener();
}
