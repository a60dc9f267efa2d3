import { addDays, type Day } from "#kernel/calendar.ts";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import { changeDays, comparableBlocks, unitOn } from "#territory";
import type { getBoundaryChange } from "../../contract/balance.api.ts";
import { precursorRefusals } from "../../contract/refusals.ts";
import { balanceWithin } from "./balance-within.ts";
import { pastMoment } from "./get-balance.ts";

type Answer = OutputOf<typeof getBoundaryChange>;

/** The same books, summed by the boundaries before a change and after it; units that did not change are left out. */
export const readBoundaryChange: UseCase<ParsedInputOf<typeof getBoundaryChange>, Answer> = async ({ tx, actor, now, withinCity }, { from, to, asOf }) => {
  if (actor.scope !== "city" || actor.enterpriseUscc !== undefined) precursorRefusals.refuse("precursor.boundary.city-only");
  const query = { enterprise: null, substance: null, from, to, asOf: pastMoment(asOf, now) };
  const summed = async (unit: string, day: Day): Promise<Answer["changes"][number]["before"][number]> => {
    const { balances, within } = await balanceWithin(tx, { ...query, unit }, day);
    const { nameZh = unit, nameEn = unit } = unitOn(unit, day) ?? {};
    return { unit, nameZh, nameEn, ...within, balances: balances.map((balance) => ({ ...balance })) };
  };
  return withinCity(async () => {
    const changes: Answer["changes"] = [];
    for (const on of changeDays()) {
      const last = addDays(on, -1);
      for (const block of comparableBlocks(last, on).filter(({ before, after }) => before.join() !== after.join())) {
        const change: Answer["changes"][number] = { on, before: [], after: [] };
        for (const unit of block.before) change.before.push(await summed(unit, last));
        for (const unit of block.after) change.after.push(await summed(unit, on));
        changes.push(change);
      }
    }
    return { changes };
  });
};
