import { useState, type KeyboardEvent } from "react";

type RowKeys<Row> = { readonly rows: readonly Row[]; readonly keyOf: (row: Row) => string; readonly openKey?: string | undefined; readonly onOpen?: ((row: Row) => void) | undefined; readonly onReached: (index: number) => void; readonly onNearEnd: () => void };

/** Rows by keyboard: ↑↓ Home End move, Enter or Space opens. While something is open, it follows the row. */
export function useRowKeys<Row>({ rows, keyOf, openKey, onOpen, onReached, onNearEnd }: RowKeys<Row>) {
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const at = rows.findIndex((row) => keyOf(row) === (activeKey ?? openKey));

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [role=combobox], button, a")) return;
    const next = nextIndex(event.key, at, rows.length);
    const row = rows[next ?? at];
    if (next !== null && row) {
      event.preventDefault();
      setActiveKey(keyOf(row));
      onReached(next);
      if (openKey !== undefined && onOpen) onOpen(row);
      if (next >= rows.length - 3) onNearEnd();
    } else if ((event.key === "Enter" || event.key === " ") && row && onOpen) {
      event.preventDefault();
      onOpen(row);
    }
  };
  return { activeKey: activeKey ?? openKey ?? null, activate: setActiveKey, onKeyDown };
}

export function nextIndex(key: string, at: number, length: number): number | null {
  if (length === 0) return null;
  if (key === "ArrowDown") return Math.min(at + 1, length - 1);
  if (key === "ArrowUp") return Math.max(at - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return length - 1;
  return null;
}
