import type { Tx } from "#platform/db.ts";
import type { Declaration } from "../../contract/declaration.ts";
import { drawTarget } from "../../domain/permit-draw.ts";
import type { Change, Judged, Removed } from "./change.ts";
import { together, travelTogether } from "./bulk.sql.ts";
import { becauseOf, domesticCounterparty } from "./change.ts";
import { storeFindings } from "./finding-store.sql.ts";
import { lotKnowledge, NO_TRANSFORMS } from "./lot-substances.ts";
import { settleDeclarations } from "./settle-declarations.ts";
import { settleFlows } from "./settle-flows.ts";
import { settleLanes } from "./settle-lanes.ts";
import { settlePermits } from "./settle-permits.ts";
import { settleStocks } from "./settle-stocks.ts";
import { settleYears } from "./settle-years.ts";
import { questionsOf, readBefore, type Before } from "./standing.ts";

export type Facts = { readonly tx: Tx; readonly now: Date; readonly newId: () => string; readonly send: (write: Promise<unknown>) => void; readonly added: readonly Declaration[]; readonly removed: readonly Removed[]; readonly touches?: (unitCode: string) => void };

/**
 * Brings everything derived up to date with new facts: books, flows, shipments, documents and findings, each in its own
 * group, in the transaction of the facts. Runs under the bookkeeper's locks and within the city's fence.
 * @param before how the books stand, where that is known
 */
export async function settle(facts: Facts, before?: Before): Promise<readonly string[]> {
  const known = before ?? (await readBefore(facts.tx, questionsOf(rowsOf(facts))));
  const lots = await lotKnowledge(facts.tx, known.transforms, facts.added, facts.removed);
  // What was asked for is what is settled, unless a row was known already or a lot holds something else.
  const isAsAsked = lots === NO_TRANSFORMS && facts.removed.length === 0 && facts.added.length === known.asked.rows;
  const change: Change = { ...changeOf(facts, known), events: isAsAsked ? known.asked.events : undefined };
  // Each keeps tables of its own, so their statements travel together instead of one after another.
  const judged: Judged[] = await together(change.tx, change.added.length + change.removed.length, [
    () => settleFlows(change, lots.moves),
    () => settleStocks(change, lots.history, lots.accounts),
    () => settleLanes(change),
    () => settlePermits(change),
    () => settleYears(change),
    () => settleDeclarations(change),
  ]);
  const groups = [...new Set(judged.flatMap((each) => each.groups))];
  const findings = judged.flatMap((each) => each.findings);
  const units = new Set([...change.units, ...findings.map(({ finding }) => finding.unitCode)]);
  for (const unit of units) facts.touches?.(unit);
  if (groups.length === 0) return [];
  return storeFindings(change, groups, findings, [...units], becauseOf(change));
}

function changeOf(facts: Facts, { register, stocks, mind }: Before): Change {
  const units = new Set<string>();
  const unitOf = (uscc: string) => register.enterprise(uscc)?.unitCode;
  for (const row of rowsOf(facts)) {
    units.add(row.unitCode);
    for (const party of [row.declarant, domesticCounterparty(row)]) {
      const unit = party === null ? undefined : unitOf(party);
      if (unit !== undefined) units.add(unit);
    }
    const target = drawTarget(row);
    const permit = target === null ? undefined : register.permit(target.kind, target.number);
    if (permit !== undefined) units.add(permit.unitCode);
  }
  const write: Change["write"] = travelTogether(facts.added.length + facts.removed.length) ? async (step) => facts.send(step()) : async (step) => facts.send((await step()).answer);
  return { ...facts, register, stocks, mind, write, unitOf, units: [...units] };
}

const rowsOf = ({ added, removed }: Pick<Facts, "added" | "removed">): Declaration[] => [...added, ...removed.map(({ row }) => row)];
