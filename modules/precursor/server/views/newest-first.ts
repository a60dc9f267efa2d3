import { MS_PER_DAY } from "#kernel/calendar.ts";
import type { ShownDeclaration, Window } from "./declaration-view.sql.ts";

/** Days looked back in each step. */
const STEPS_DAYS = [2, 14, 90] as const;

/**
 * A unit's book is indexed by time in ranges only, so the newest rows are looked for from now backwards in growing windows
 * instead of sorting the whole book for one page.
 * @param after moment of the last row of the page before
 */
export async function newestFirst(select: (window: Window, limit: number) => PromiseLike<readonly ShownDeclaration[]>, asked: Window, after: Date | null, now: Date, limit: number): Promise<ShownDeclaration[]> {
  const rows: ShownDeclaration[] = [];
  const newest = Math.min((after ?? now).getTime() + 1, asked.to?.getTime() ?? Infinity);
  // Behind a page nothing newer is looked for: the rows before it are many, and no index leaves them out. Before the first one, rows of the future are.
  let to = after === null ? asked.to : new Date(newest);
  for (const days of [...STEPS_DAYS, null]) {
    const back = days === null ? null : new Date(newest - days * MS_PER_DAY);
    const isLast = back === null || (asked.from !== null && back <= asked.from);
    const from = isLast ? asked.from : back;
    rows.push(...(await select({ from, to }, limit - rows.length)));
    if (isLast || rows.length >= limit) break;
    to = from;
  }
  return rows;
}
