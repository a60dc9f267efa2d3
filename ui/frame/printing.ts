import { useSyncExternalStore } from "react";

const query = window.matchMedia("print");

/** Whether the page is being put on paper: a list then needs neither scrolling nor fixed columns, and shows every row it has. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}

function subscribe(changed: () => void): () => void {
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}
