import { useEffect, useSyncExternalStore } from "react";
import { later } from "../later.tsx";
import { isPaletteOpen, onPaletteChange, showPalette } from "./palette-state.ts";
import type { Room } from "./room.ts";

const PaletteDialog = later(() => import("./PaletteDialog.tsx"), () => null);

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
  return isOpen ? <PaletteDialog rooms={rooms} onClose={() => showPalette(false)} /> : null;
}
