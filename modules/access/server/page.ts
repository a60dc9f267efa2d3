const FIRST = { afterUnit: "", afterId: "00000000-0000-0000-0000-000000000000" };
const SHAPE = /^(\d{6}):([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/;

/** Pages go by (unit, id); a cursor that is none begins at the beginning. */
export function pageAfter(after: string | undefined): { afterUnit: string; afterId: string } {
  const [, afterUnit, afterId] = SHAPE.exec(after ?? "") ?? [];
  return afterUnit && afterId ? { afterUnit, afterId } : FIRST;
}

/** @param rows one more than `limit`, when there is a next page */
export function pageOfRows<Row extends { readonly unitCode: string; readonly id: string }, T>(rows: readonly Row[], limit: number, show: (row: Row) => T): { rows: T[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown.map(show), next: rows.length > limit && last ? `${last.unitCode}:${last.id}` : null };
}
