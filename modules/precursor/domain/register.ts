import type { Enterprise } from "../contract/enterprise.ts";
import type { Permit, PermitKind } from "../contract/permit.ts";
import type { SubstanceVersion } from "../contract/substance.ts";
import { dayOf } from "./shanghai-day.ts";
import { keyOf } from "./key.ts";

/** What the rules look things up in. The server gives its own; `makeRegister` builds one from lists. */
export type Register = {
  enterprise(uscc: string): Enterprise | undefined;
  permit(kind: PermitKind, number: string): Permit | undefined;
  /** A document with this number of another kind, to say "wrong kind" instead of "unknown". */
  permitOfOtherKind(kind: PermitKind, number: string): Permit | undefined;
  purchasePermits(holder: string, substanceId: string): readonly Permit[];
  /** The catalogue version in force at the moment; null = not listed (yet). */
  substance(id: string, atMs: number): SubstanceVersion | null;
  substanceName(id: string): { readonly zh: string; readonly en: string };
};

/** The newest version whose first day is not after the event; one without a verified date counts as always in force. */
export function versionInForce(versions: readonly SubstanceVersion[], atMs: number): SubstanceVersion | null {
  const day = dayOf(atMs);
  let best: SubstanceVersion | null = null;
  for (const version of versions) {
    if (version.validFrom !== null && dayOf(version.validFrom) > day) continue;
    if (best === null || (version.validFrom ?? -Infinity) >= (best.validFrom ?? -Infinity)) best = version;
  }
  return best;
}

const groupBy = <T>(rows: readonly T[], keyOfRow: (row: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOfRow(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
};

export function makeRegister(lists: {
  readonly enterprises: readonly Enterprise[];
  readonly permits: readonly Permit[];
  readonly catalogue: readonly SubstanceVersion[];
}): Register {
  const enterprises = new Map(lists.enterprises.map((enterprise) => [enterprise.uscc, enterprise]));
  const byNumber = groupBy(lists.permits, (permit) => permit.number);
  const purchases = groupBy(
    lists.permits.filter((permit) => permit.kind === "purchase"),
    (permit) => keyOf(permit.holder, permit.substanceId),
  );
  const versions = groupBy(lists.catalogue, (version) => version.id);
  return {
    enterprise: (uscc) => enterprises.get(uscc),
    permit: (kind, number) => byNumber.get(number)?.find((permit) => permit.kind === kind),
    permitOfOtherKind: (kind, number) => byNumber.get(number)?.find((permit) => permit.kind !== kind),
    purchasePermits: (holder, substanceId) => purchases.get(keyOf(holder, substanceId)) ?? [],
    substance: (id, atMs) => versionInForce(versions.get(id) ?? [], atMs),
    substanceName: (id) => {
      const newest = versionInForce(versions.get(id) ?? [], Number.MAX_SAFE_INTEGER / 2);
      return newest === null ? { zh: id, en: id } : { zh: newest.nameZh, en: newest.nameEn };
    },
  };
}
