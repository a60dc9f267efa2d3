import { endOfDay, startOfDay, type Day } from "#kernel/calendar.ts";
import type { UseCaseContext } from "#platform/module.ts";
import { balanceToInterface, type BalanceView } from "../contract/balance.ts";
import { findingToInterface, type FindingKind, type FindingView } from "../contract/finding.ts";
import { precursorRefusals } from "../contract/refusals.ts";
import { traceToInterface, type TraceDirection, type TraceView } from "../contract/trace.ts";
import { scopeFor } from "./views/book-scope.ts";
import { balancesAsked } from "./views/get-balance.ts";
import { computeTrace } from "./views/compute-trace.ts";
import { selectFindings, type FindingFilter, type StoredFinding } from "./views/finding.sql.ts";
import { pastFindings } from "./views/findings-as-of.ts";
import { getSubstanceId } from "./views/substance-asked.ts";
import { getVisibleUnit } from "./views/visible-book.ts";

const ALL = 10_000_000;

export type FindingsAsked = { readonly unit?: string | undefined; readonly kind?: FindingKind | undefined; readonly asOf?: Date | undefined };

/** The findings that still need somebody: as they stand, or as judged at a moment from what had been filed by then. */
export async function findingsForInterface(context: UseCaseContext, { unit, kind, asOf }: FindingsAsked): Promise<FindingView[]> {
  const scope = scopeFor(context.actor, { unit });
  if (scope === null) return [];
  const filter: FindingFilter = { scope, kind, now: asOf ?? context.now };
  const rows = asOf === undefined ? await selectFindings(context.tx, filter, null, ALL) : await pastFindings(context, filter, asOf);
  return rows.filter((row) => kind === undefined || row.kind === kind).map(viewOf);
}

const viewOf = (row: StoredFinding): FindingView => findingToInterface({ ...row, key: "", since: row.since.getTime(), dueAt: row.dueAt.getTime(), until: row.until?.getTime() ?? null }, row.id, row.state);

export type BalanceAsked = { readonly unit?: string | undefined; readonly enterprise?: string | undefined; readonly substance?: string | undefined; readonly from: Day; readonly to: Day; readonly asOf?: Date | undefined; readonly boundary?: Day | undefined };

/** Whole days, both inclusive. Refuses `precursor.enterprise.unknown`, `precursor.substance.unknown`, `precursor.boundary.city-only`, `precursor.boundary.no-unit`. */
export async function balanceForInterface(context: UseCaseContext, { unit, enterprise, substance, from, to, asOf, boundary }: BalanceAsked): Promise<BalanceView> {
  if (enterprise !== undefined) await getVisibleUnit(context, enterprise);
  const substanceId = substance === undefined ? null : getSubstanceId(substance, context.now);
  const scope = scopeFor(context.actor, { unit, enterprise });
  const query = { unit: scope?.unit ?? null, enterprise: scope?.enterprise ?? null, substance: substanceId, from, to, asOf: asOf ?? null };
  const { balances, within } = scope === null ? { balances: [], within: null } : await balancesAsked(context, query, boundary);
  return balanceToInterface({ unit: unit ?? null, enterprise: enterprise ?? null, fromMs: startOfDay(from), toMs: endOfDay(to) }, balances, within);
}

export type TraceAsked = { readonly enterprise: string; readonly lot: string; readonly substance?: string | undefined; readonly direction: TraceDirection };

/** Refuses `precursor.lot.unknown`, `precursor.enterprise.unknown`, `precursor.substance.unknown`. */
export async function traceForInterface(context: UseCaseContext, { enterprise, lot, substance, direction }: TraceAsked): Promise<TraceView> {
  if (context.actor.enterpriseUscc !== undefined) precursorRefusals.refuse("precursor.lot.unknown", { lot });
  await getVisibleUnit(context, enterprise);
  const substanceId = substance === undefined ? null : getSubstanceId(substance, context.now);
  return traceToInterface(await context.withinCity(() => computeTrace(context.tx, { enterprise, lot, substance: substanceId, direction })));
}

