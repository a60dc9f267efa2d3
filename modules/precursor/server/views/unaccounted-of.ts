import { addDays, startOfDay, type Day } from "#kernel/calendar.ts";
import type { Tx } from "#platform/db.ts";
import { replayMistimed } from "./mistimed.ts";
import { sumUnaccounted } from "./overview.sql.ts";

type Asked = { readonly unit: string | null; readonly usccs: readonly string[]; readonly from: Day; readonly to: Day; readonly asOf: Date | null };

/** Mass moved between each of these books and "unaccounted" in the period, both ways, without its sign; mg by credit code. */
export async function unaccountedOf(tx: Tx, { unit, usccs, from, to, asOf }: Asked): Promise<Map<string, number>> {
  const period = { from: new Date(startOfDay(from)), to: new Date(startOfDay(addDays(to, 1))) };
  const byBook = new Map((await sumUnaccounted(tx, unit, usccs, period, asOf)).map((row) => [row.uscc, row.massMg]));
  if (asOf === null) return byBook;
  const byAccount = new Map<string, { enterprise: string; massMg: number }>();
  for (const { enterprise, substanceId, kind, withinMg } of await replayMistimed(tx, { unit, usccs, substance: null, from, to, asOf })) {
    const key = JSON.stringify([enterprise, substanceId, kind]);
    byAccount.set(key, { enterprise, massMg: (byAccount.get(key)?.massMg ?? 0) + withinMg });
  }
  for (const { enterprise, massMg } of byAccount.values()) byBook.set(enterprise, (byBook.get(enterprise) ?? 0) + Math.abs(massMg));
  return byBook;
}
