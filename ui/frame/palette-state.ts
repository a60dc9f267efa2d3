let isOpen = false;
const listeners = new Set<() => void>();

export function openPalette(): void {
  showPalette(true);
}

export function showPalette(open: boolean): void {
  isOpen = open;
  for (const listener of listeners) listener();
}

export function isPaletteOpen(): boolean {
  return isOpen;
}

export function onPaletteChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
