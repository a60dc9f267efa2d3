import type { UseCaseContext } from "#platform/module.ts";
import type { Finding } from "../../contract/finding.ts";
import { findingId } from "../finding-id.ts";
import { judgeAsOf } from "../judge-as-of.ts";
import { SEVERITY_ORDER, selectActsUntil, type FindingCount, type FindingFilter, type FindingPlace, type StoredFinding } from "./finding.sql.ts";

/**
 * The findings shown at a past moment, judged from what had been filed by then, with what people had done about them by
 * then. A healed one is not among them: it was no finding then. Filtered by all but kind and severity.
 */
export async function pastFindings({ tx, withinCity }: Pick<UseCaseContext, "tx" | "withinCity">, filter: FindingFilter, asOf: Date): Promise<StoredFinding[]> {
  const { scope } = filter;
  const judged = await withinCity(() => judgeAsOf(tx, { unit: scope.unit, asOf }));
  const inBooks = judged.filter((finding) => (scope.enterprise === null || finding.enterprise === scope.enterprise) && (filter.substanceId == null || finding.substanceId === filter.substanceId));
  const rows = inBooks.map(openFinding);
  for (const act of await selectActsUntil(tx, rows.map((row) => row.id), asOf)) {
    const row = rows.find((candidate) => candidate.id === act.findingId);
    if (row) Object.assign(row, afterAct(row, act));
  }
  return rows.filter((row) => isAsked(row, filter)).sort(byPlace);
}

const openFinding = (finding: Finding): StoredFinding => {
  const { key, since, dueAt, until, ...rest } = finding;
  const times = { since: new Date(since), dueAt: new Date(dueAt), until: until === null ? null : new Date(until) };
  return { ...rest, ...times, id: findingId(key), rank: SEVERITY_ORDER.indexOf(finding.severity) + 1, state: "open", assignee: null, assigneeUnit: null, endedAt: null, endedReason: null };
};

type Act = { readonly kind: string; readonly accountUnit: string; readonly assignee: string | null; readonly at: Date; readonly reason: string | null };

function afterAct(row: StoredFinding, act: Act): Partial<StoredFinding> {
  if (act.kind === "assign") return { state: "assigned", assignee: act.assignee, assigneeUnit: act.accountUnit };
  if (act.kind === "close") return { state: "closed", endedAt: act.at, endedReason: { zh: act.reason ?? "", en: act.reason ?? "" } };
  if (act.kind === "reopen") return { state: row.assignee === null ? "open" : "assigned", endedAt: null, endedReason: null };
  return {};
}

function isAsked(row: StoredFinding, filter: FindingFilter): boolean {
  if (filter.assignee !== undefined && row.assignee !== filter.assignee) return false;
  if (filter.state === undefined) return row.state === "open" || row.state === "assigned";
  return filter.state === "all" || filter.state === row.state;
}

const comparePlace = (a: FindingPlace, b: FindingPlace): number => a.rank - b.rank || b.massMg - a.massMg || a.since.getTime() - b.since.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const byPlace = (a: StoredFinding, b: StoredFinding): number => comparePlace(a, b);

export const sliceOfPast = (past: readonly StoredFinding[], filter: FindingFilter, after: FindingPlace | null, limit: number): StoredFinding[] =>
  past
    .filter((row) => (filter.kind === undefined || row.kind === filter.kind) && (filter.severity === undefined || row.severity === filter.severity))
    .filter((row) => after === null || comparePlace(row, after) > 0)
    .slice(0, limit);

export function countPast(past: readonly StoredFinding[]): FindingCount[] {
  const counts = new Map<string, FindingCount>();
  for (const { kind, severity } of past) {
    const key = `${kind} ${severity}`;
    counts.set(key, { kind, severity, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity) || (a.kind < b.kind ? -1 : 1));
}
