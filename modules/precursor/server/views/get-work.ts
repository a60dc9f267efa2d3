import { addDays, dayOf, MS_PER_DAY } from "#kernel/calendar.ts";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase } from "#platform/module.ts";
import type { getWork } from "../../contract/balance.api.ts";
import { scopeFor } from "./book-scope.ts";
import { EXPIRING_DAYS } from "./list-permits.ts";
import { countPapers, countWork } from "./overview.sql.ts";

const NOTHING = { mine: 0, unassigned: 0, high: 0, raisedThisWeek: 0, healedThisWeek: 0, expiringPermits: 0, imports: 0 };

/** A week is the last seven times 24 hours. */
export const readWork: UseCase<ParsedInputOf<typeof getWork>, OutputOf<typeof getWork>> = async ({ tx, actor, now }) => {
  const scope = scopeFor(actor);
  if (scope === null || scope.enterprise !== null) return NOTHING;
  const weekAgo = new Date(now.getTime() - 7 * MS_PER_DAY);
  const today = dayOf(now);
  const [[work], [papers]] = await Promise.all([countWork(tx, scope.unit, actor.accountId, now, weekAgo), countPapers(tx, scope.unit, today, addDays(today, EXPIRING_DAYS), weekAgo)]);
  return { ...NOTHING, ...work, ...papers };
};
