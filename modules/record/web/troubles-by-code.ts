import type { Trouble, TroubleCode } from "../contract/index.ts";

export type TroubleGroup = { readonly code: TroubleCode; /** All there are, named or not. */ readonly count: number; readonly places: readonly string[] };

/** One group for each kind of trouble, in the order they were found. `at` names several places with commas; `count` tells of the whole kind. */
export function troublesByCode(troubles: readonly Trouble[]): TroubleGroup[] {
  const groups = new Map<TroubleCode, { count: number; places: string[] }>();
  for (const { code, at, count } of troubles) {
    const group = groups.get(code) ?? { count: 0, places: [] };
    group.places.push(...at.split(", "));
    group.count = Math.max(group.count, count, group.places.length);
    groups.set(code, group);
  }
  return [...groups].map(([code, group]) => ({ code, ...group }));
}
