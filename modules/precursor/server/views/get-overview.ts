import { addMonths, dayOf, startOfDay } from "#kernel/calendar.ts";
import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import type { getOverview } from "../../contract/balance.api.ts";
import { scopeFor } from "./book-scope.ts";
import { countFindings, type FindingCount } from "./finding.sql.ts";
import { countPast, pastFindings } from "./findings-as-of.ts";
import type { BalanceQuery } from "./compute-balance.ts";
import { balancesAsked, balancesOf, pastMoment } from "./get-balance.ts";
import { namesOf } from "./names.ts";
import { countEnterprises, selectLastFiledAt, selectLastFiling, selectTroubled, type Trouble } from "./overview.sql.ts";
import { unaccountedOf } from "./unaccounted-of.ts";

/** Books shown as those that disagree most. */
const TROUBLED_SHOWN = 10;

type Overview = OutputOf<typeof getOverview>;

export const readOverview: UseCase<ParsedInputOf<typeof getOverview>, Overview> = async (context, { unit: asked, from, to, asOf }) => {
  const { tx, actor, now } = context;
  const scope = scopeFor(actor, { unit: asked });
  // An overview tells of every book of a unit: nothing of it is for staff of one enterprise, nor for another unit.
  if (scope === null || scope.enterprise !== null) return emptyOverview(asked ?? actor.unitCode, asOf ?? null);
  const { unit } = scope;
  const past = pastMoment(asOf, now);
  const [[enterprises], judged, lastFiledAt] = await Promise.all([countEnterprises(tx, unit), troubleOf(context, unit, past), findLastFiledAt(context, unit, past ?? now)]);
  const { balances, within } = await balancesByBoundary(context, { unit, enterprise: null, substance: null, from, to, asOf: past });
  const worst = [...judged.troubled].sort((a, b) => b.high - a.high || b.findings - a.findings || (a.uscc < b.uscc ? -1 : 1)).slice(0, TROUBLED_SHOWN);
  const usccs = worst.map((book) => book.uscc);
  const unaccounted = await unaccountedOf(tx, { unit, usccs, from, to, asOf: past });
  const names = await namesOf(context, usccs);
  return {
    unit: unit ?? actor.unitCode,
    asOf: asOf ?? null,
    enterprises: { total: enterprises?.total ?? 0, active: enterprises?.active ?? 0, troubled: judged.troubled.length },
    balances: balances.map((balance) => ({ ...balance })),
    within,
    findings: judged.counts,
    troubled: worst.map((book) => ({ ...book, name: names.of(book.uscc) ?? book.uscc, unaccountedMg: unaccounted.get(book.uscc) ?? 0 })),
    lastFiledAt: lastFiledAt?.toISOString() ?? null,
  };
};

/** A unit the actor may not see looks like one in which there is nothing. */
const emptyOverview = (unit: string, asOf: string | null): Overview => ({ unit, asOf, enterprises: { total: 0, active: 0, troubled: 0 }, balances: [], within: null, findings: [], troubled: [], lastFiledAt: null });

/** The city's officials are told of a unit that ended by its last boundary, as `getBalance` does; a unit's own officials have none but today's. */
const balancesByBoundary = async (context: UseCaseContext, query: BalanceQuery) => (context.actor.scope === "city" ? balancesAsked(context, query, undefined) : { balances: await balancesOf(context, query), within: null });

async function troubleOf(context: UseCaseContext, unit: string | null, past: Date | null): Promise<{ counts: FindingCount[]; troubled: readonly Trouble[] }> {
  const filter = { scope: { unit, enterprise: null }, now: context.now };
  if (past === null) {
    const [counts, troubled] = await Promise.all([countFindings(context.tx, filter), selectTroubled(context.tx, unit, context.now)]);
    return { counts: [...counts], troubled };
  }
  const found = await pastFindings(context, filter, past);
  const books = new Map<string, Trouble>();
  for (const { enterprise, severity } of found) {
    const book = books.get(enterprise) ?? { uscc: enterprise, high: 0, findings: 0 };
    books.set(enterprise, { uscc: enterprise, high: book.high + (severity === "high" ? 1 : 0), findings: book.findings + 1 });
  }
  return { counts: countPast(found), troubled: [...books.values()] };
}

/**
 * Filings are not indexed by their time: the cells say on which day the last were, and about which month. The day is exact;
 * a filing later that day about an older month is not looked for.
 */
async function findLastFiledAt({ tx }: UseCaseContext, unit: string | null, until: Date): Promise<Date | null> {
  for (const { month } of await selectLastFiling(tx, unit, dayOf(until))) {
    const [row] = await selectLastFiledAt(tx, unit, { from: new Date(startOfDay(month)), to: new Date(startOfDay(addMonths(month, 1))) }, until);
    if (row?.at) return row.at;
  }
  return null;
}
