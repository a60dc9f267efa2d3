import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import { isPaletteOpen, onPaletteChange, showPalette } from "./palette-state.ts";
import type { Room } from "./room.ts";

const PaletteDialog = lazy(() => import("./PaletteDialog.tsx"));

/** Ctrl/⌘ K anywhere. The dialog is fetched when first opened. */
export function CommandPalette({ rooms }: { readonly rooms: readonly Room[] }) {
  const isOpen = useSyncExternalStore(onPaletteChange, isPaletteOpen);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      showPalette(!isPaletteOpen());
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return isOpen ? <Suspense fallback={null}><PaletteDialog rooms={rooms} onClose={() => showPalette(false)} /></Suspense> : null;
}
