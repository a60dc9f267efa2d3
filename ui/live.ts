import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

export type LiveState = "live" | "waiting" | "off";

let state: LiveState = "off";
const listeners = new Set<() => void>();

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * Listens at `/api/live` while the tab is looked at, and fetches anew every view the server names. A browser allows a
 * house six connections for all its tabs, so a hidden tab holds none. After a time without listening everything on screen
 * is fetched anew, since messages may have been missed.
 * @returns stop
 */
export function followLive(client: QueryClient): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let refusals = 0;
  let isBehind = false;

  const listen = () => {
    if (source || document.visibilityState === "hidden") return;
    clearTimeout(retry);
    source = new EventSource("/api/live");
    source.onopen = () => {
      refusals = 0;
      if (isBehind) void client.invalidateQueries();
      isBehind = false;
      become("live");
    };
    source.onmessage = (message) => {
      for (const view of refreshedViews(message.data)) void client.invalidateQueries({ queryKey: [view] });
    };
    source.onerror = () => {
      become("waiting");
      isBehind = true;
      // A lost connection the browser takes up by itself; an answer that was no stream ends it for ever.
      if (source?.readyState === EventSource.CLOSED) afterRefusal();
    };
  };
  const rest = () => {
    source?.close();
    source = undefined;
    clearTimeout(retry);
    isBehind = true;
  };
  const afterRefusal = () => {
    rest();
    if (refusals === 0) void client.invalidateQueries(); // the session may be over, and the page should say so
    retry = setTimeout(listen, retryDelayMs(refusals++));
  };
  const onVisibility = () => (document.visibilityState === "hidden" ? rest() : listen());

  document.addEventListener("visibilitychange", onVisibility);
  listen();
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    rest();
    become("off");
  };
}

/** How long to wait after so many refusals in a row: doubling, to a minute at most. */
export const retryDelayMs = (refusals: number): number => Math.min(FIRST_RETRY_MS * 2 ** refusals, LONGEST_RETRY_MS);

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
