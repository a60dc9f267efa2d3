import { useSyncExternalStore } from "react";

const query = window.matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Whether this person asked their system for less motion. Ant Design must be told, not only be styled: it waits for the end of a
 * movement, and one that a style sheet took away never ends.
 */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}

function subscribe(changed: () => void): () => void {
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}
