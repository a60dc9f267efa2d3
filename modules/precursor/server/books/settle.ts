import type { Tx } from "#platform/db.ts";
import type { Declaration } from "../../contract/declaration.ts";
import type { Change, Judged, Removed } from "./change.ts";
import { together } from "./bulk.sql.ts";
import { becauseOf, domesticCounterparty } from "./change.ts";
import { storeFindings } from "./finding-store.sql.ts";
import { lotKnowledge } from "./lot-substances.ts";
import { findUnits } from "./register.sql.ts";
import { registerOf } from "./register-of.ts";
import { settleDeclarations } from "./settle-declarations.ts";
import { settleFlows } from "./settle-flows.ts";
import { settleLanes } from "./settle-lanes.ts";
import { settlePermits } from "./settle-permits.ts";
import { settleStocks } from "./settle-stocks.ts";
import { settleYears } from "./settle-years.ts";

export type Facts = { readonly tx: Tx; readonly now: Date; readonly newId: () => string; readonly added: readonly Declaration[]; readonly removed: readonly Removed[] };

/**
 * Brings everything derived up to date with new facts: books, flows, shipments, documents and findings, each in its own
 * group, in the transaction of the facts. Runs under the bookkeeper's locks and within the city's fence.
 */
export async function settle(facts: Facts): Promise<readonly string[]> {
  const [change, lots] = await Promise.all([changeOf(facts), lotKnowledge(facts.tx, facts.added, facts.removed)]);
  for (const { row, was } of lots.remapped) {
    const at = facts.added.reduce((last, each) => Math.max(last, each.reportedAt), row.reportedAt);
    await settleFlows({ ...change, added: [], removed: [{ row, voidReportedAt: at }] }, was);
    await settleFlows({ ...change, added: [{ ...row, reportedAt: at }], removed: [] }, lots.now);
  }
  // Each keeps tables of its own, so their statements travel together instead of one after another.
  const judged: Judged[] = await together(change.added.length + change.removed.length, [
    () => settleFlows(change, lots.now),
    () => settleStocks(change, lots.now, lots.accounts),
    () => settleLanes(change),
    () => settlePermits(change),
    () => settleYears(change),
    () => settleDeclarations(change),
  ]);
  const groups = [...new Set(judged.flatMap((each) => each.groups))];
  if (groups.length === 0) return [];
  const findings = judged.flatMap((each) => each.findings);
  const units = new Set([...change.units, ...findings.map(({ finding }) => finding.unitCode)]);
  return storeFindings(change.tx, groups, findings, [...units], change.now, becauseOf(change));
}

async function changeOf(facts: Facts): Promise<Change> {
  const rows = [...facts.added, ...facts.removed.map(({ row }) => row)];
  const parties = new Set<string>();
  for (const row of rows) {
    parties.add(row.declarant);
    const other = domesticCounterparty(row);
    if (other !== null) parties.add(other);
  }
  const [units, register] = await Promise.all([findUnits(facts.tx, [...parties]), registerOf(facts.tx, rows)]);
  return { ...facts, register, unitOf: (uscc) => units.get(uscc), units: [...new Set([...units.values(), ...rows.map((row) => row.unitCode)])] };
}
