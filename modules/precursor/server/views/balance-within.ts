import { dayOf, type Day } from "#kernel/calendar.ts";
import type { Actor } from "#kernel/actor.ts";
import type { Tx } from "#platform/db.ts";
import { lastDayOf, unitOn, unitsOfPlace } from "#territory";
import type { Within } from "../../contract/balance.api.ts";
import type { Balance } from "../../contract/balance.ts";
import { precursorRefusals } from "../../contract/refusals.ts";
import { sumBalances } from "../../domain/balance.ts";
import { computeBalance, type BalanceQuery } from "./compute-balance.ts";
import { selectPlaces } from "./register.sql.ts";

/** Books replayed together: while the database reads one, the one before is summed. */
const BOOKS_AT_ONCE = 8;

/** The day whose boundary is meant: the one asked for, or, of a unit that has ended, its last. Null: today's, where the unit is one. */
export function boundaryAsked(actor: Actor, unit: string | null, boundary: Day | undefined, now: Date): Day | null {
  const today = dayOf(now);
  const day = unit === null ? null : (boundary ?? (unitOn(unit, today) ? null : (lastDayOf(unit, today) ?? null)));
  if (unit === null || day === null) return null;
  if (actor.scope !== "city" || actor.enterpriseUscc !== undefined) precursorRefusals.refuse("precursor.boundary.city-only");
  return unitOn(unit, day) ? day : precursorRefusals.refuse("precursor.boundary.no-unit", { unit, boundary: day });
}

/**
 * Balances of a unit as it was bounded on another day: of the books whose town lay in it then, wherever they are kept today. Whole
 * units are summed as such; only books of a divided one are replayed each by itself. Within the city's fence.
 */
export async function balanceWithin(tx: Tx, query: BalanceQuery & { readonly unit: string }, boundary: Day): Promise<{ balances: Balance[]; within: Within }> {
  const { whole, single, books, unplaced } = membersOf(await selectPlaces(tx), query.unit, boundary);
  const parts: Balance[] = [];
  for (const unit of whole) parts.push(...(await computeBalance(tx, { ...query, unit })));
  for (let i = 0; i < single.length; i += BOOKS_AT_ONCE) {
    for (const balances of await Promise.all(single.slice(i, i + BOOKS_AT_ONCE).map((enterprise) => computeBalance(tx, { ...query, unit: null, enterprise })))) parts.push(...balances);
  }
  const substances = [...new Set(parts.map(({ substanceId }) => substanceId))].sort();
  return { balances: substances.map((id) => sumBalances(id, parts.filter(({ substanceId }) => substanceId === id))), within: { boundary, books, unplaced } };
}

type RegisteredPlace = { readonly uscc: string; readonly unitCode: string; readonly district: string; readonly town: string | null; readonly since: Day };

/** @returns units all of whose books lay in it, and books of the others that did */
function membersOf(places: readonly RegisteredPlace[], unit: string, boundary: Day): { whole: string[]; single: string[]; books: number; unplaced: number } {
  const byUnit = new Map<string, { all: number; inside: string[]; unknown: number }>();
  for (const { uscc, unitCode, district, town, since } of places) {
    const kept = byUnit.get(unitCode) ?? { all: 0, inside: [], unknown: 0 };
    byUnit.set(unitCode, kept);
    const then = unitsOfPlace({ unit: district, town, on: since }, boundary);
    kept.all += 1;
    if (then.length === 1 && then[0] === unit) kept.inside.push(uscc);
    else if (then.includes(unit)) kept.unknown += 1;
  }
  const concerned = [...byUnit].filter(([, { inside }]) => inside.length > 0);
  const isWhole = ({ all, inside }: { all: number; inside: readonly string[] }) => inside.length === all;
  return {
    whole: concerned.filter(([, kept]) => isWhole(kept)).map(([code]) => code),
    single: concerned.filter(([, kept]) => !isWhole(kept)).flatMap(([, { inside }]) => inside),
    books: concerned.reduce((sum, [, { inside }]) => sum + inside.length, 0),
    unplaced: [...byUnit.values()].reduce((sum, { unknown }) => sum + unknown, 0),
  };
}
