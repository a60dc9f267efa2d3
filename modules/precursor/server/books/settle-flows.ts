import type { Declaration } from "../../contract/declaration.ts";
import { safeMg, stockSign } from "../../domain/posting.ts";
import { dayOf, dayText, startOfDay } from "../../domain/shanghai-day.ts";
import type { InputMove } from "../../domain/timed-movement.ts";
import type { Change, Judged } from "./change.ts";
import { addFlows, type FlowCell } from "./flow.sql.ts";

/**
 * Sums by kind, month of the event and day of the filing; a void takes its mass back on the day it was filed.
 * @param inputs of transforms, each on the day it was known to come from this substance
 */
export async function settleFlows(change: Change, inputs: readonly InputMove[]): Promise<Judged> {
  const cells = new Map<string, FlowCell>();
  const text = rememberedDays();
  const add = ({ unitCode, occurredAt }: Declaration, kind: string, substanceId: string, massMg: number, sign: 1 | -1, reportedAt: number) => {
    const occurredMonth = `${text(occurredAt).slice(0, 7)}-01`;
    const reportedOn = text(reportedAt);
    const key = `${unitCode} ${substanceId} ${kind} ${occurredMonth} ${reportedOn}`;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, { unitCode, substanceId, kind, occurredMonth, reportedOn, massMg: sign * massMg, count: sign });
    else {
      cell.massMg += sign * massMg;
      cell.count += sign;
    }
  };
  const addOwn = (row: Declaration, sign: 1 | -1, reportedAt: number) => {
    if (stockSign(row.kind) !== 0) add(row, row.kind, row.substanceId, safeMg(row.massMg), sign, reportedAt);
  };
  for (const row of change.added) addOwn(row, 1, row.reportedAt);
  for (const { row, voidReportedAt } of change.removed) addOwn(row, -1, Math.max(voidReportedAt, row.reportedAt));
  for (const { row, substanceId, massMg, at, sign } of inputs) add(row, "transform-in", substanceId, massMg, sign, at);
  await change.write(() => addFlows(change.tx, [...cells.values()]));
  return { groups: [], findings: [] };
}

function rememberedDays(): (atMs: number) => string {
  const known = new Map<number, string>();
  return (atMs) => {
    const day = dayOf(atMs);
    const text = known.get(day) ?? dayText(startOfDay(day));
    known.set(day, text);
    return text;
  };
}
