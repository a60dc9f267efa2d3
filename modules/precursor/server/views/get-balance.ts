import type { OutputOf, ParsedInputOf } from "#kernel/contract.ts";
import type { UseCase, UseCaseContext } from "#platform/module.ts";
import type { Day } from "#kernel/calendar.ts";
import type { Balance } from "../../contract/balance.ts";
import type { BalanceRow, getBalance, Within } from "../../contract/balance.api.ts";
import { precursorRefusals } from "../../contract/refusals.ts";
import { balanceWithin, boundaryAsked } from "./balance-within.ts";
import { scopeFor, type BookScope } from "./book-scope.ts";
import { computeBalance, type BalanceQuery } from "./compute-balance.ts";
import { getSubstanceId } from "./substance-asked.ts";
import { getVisibleUnit } from "./visible-book.ts";

export const readBalance: UseCase<ParsedInputOf<typeof getBalance>, OutputOf<typeof getBalance>> = async (context, { unit, enterprise, substance, from, to, asOf, boundary }) => {
  const scope = scopeFor(context.actor, { unit, enterprise });
  if (scope === null && (enterprise !== undefined || context.actor.enterpriseUscc !== undefined)) precursorRefusals.refuse("precursor.enterprise.unknown");
  const substanceId = substance === undefined ? null : getSubstanceId(substance, context.now);
  if (scope === null) return { from, to, asOf: asOf ?? null, balances: [], within: null };
  if (scope.enterprise !== null) await requireBook(context, scope);
  const { balances, within } = await balancesAsked(context, { ...scope, substance: substanceId, from, to, asOf: pastMoment(asOf, context.now) }, boundary);
  return { from, to, asOf: asOf ?? null, balances: balances.map((balance) => ({ ...balance })), within };
};

/** Of a unit by today's boundary or by another day's. Refuses `precursor.boundary.city-only`, `precursor.boundary.no-unit`. */
export async function balancesAsked(context: UseCaseContext, query: BalanceQuery, boundary: Day | undefined): Promise<{ balances: readonly Balance[]; within: Within | null }> {
  const { tx, actor, now, withinCity } = context;
  const { unit } = query;
  const day = query.enterprise === null ? boundaryAsked(actor, unit, boundary, now) : null;
  return withinCity(async () => (unit === null || day === null ? { balances: await computeBalance(tx, query), within: null } : balanceWithin(tx, { ...query, unit }, day)));
}

/** The enterprise asked about lies in the unit asked about. */
async function requireBook(context: UseCaseContext, scope: BookScope): Promise<void> {
  const unit = await getVisibleUnit(context, scope.enterprise ?? "");
  if (scope.unit !== null && scope.unit !== unit) precursorRefusals.refuse("precursor.enterprise.unknown");
}

/** Receipts in other units end a transit, so the question crosses the fence; whose books it sums was decided before. */
export const balancesOf = ({ tx, withinCity }: UseCaseContext, query: BalanceQuery): Promise<BalanceRow[]> => withinCity(async () => (await computeBalance(tx, query)).map((balance) => ({ ...balance })));

/** Nothing is filed in the future: as of now or later is simply now. */
export const pastMoment = (asOf: string | undefined, now: Date): Date | null => (asOf === undefined || Date.parse(asOf) >= now.getTime() ? null : new Date(asOf));
