import type postgres from "postgres";
import type { Tx } from "#platform/db.ts";
import type { BookScope } from "./book-scope.ts";

/** A piece of a statement; its values stay parameters. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** The conditions that apply, joined by `and`. Leaving one out (instead of testing a parameter for null) lets the planner use its index. */
export function allOf(tx: Tx, conditions: readonly (Fragment | undefined)[]): Fragment {
  let joined: Fragment = tx`true`;
  for (const condition of conditions) if (condition !== undefined) joined = tx`${joined} and ${condition}`;
  return joined;
}

/** A condition only for a filter that was given. */
export const given = <T>(value: T | null | undefined, condition: (value: T) => Fragment): Fragment | undefined => (value === null || value === undefined ? undefined : condition(value));

/** Sent with every question, whatever row-level security adds. */
export const inScope = (tx: Tx, scope: BookScope, unitColumn: Fragment, enterpriseColumn: Fragment): Fragment =>
  allOf(tx, [given(scope.unit, (unit) => tx`${unitColumn} = ${unit}`), given(scope.enterprise, (enterprise) => tx`${enterpriseColumn} = ${enterprise}`)]);

/** `%` and `_` of what a person typed are no wildcards. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
