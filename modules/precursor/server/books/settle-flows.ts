import type { Declaration } from "../../contract/declaration.ts";
import type { SubstanceOfLot } from "../../domain/lot-substance.ts";
import { eachStockChange } from "../../domain/posting.ts";
import { dayOf, dayText, startOfDay } from "../../domain/shanghai-day.ts";
import type { Change, Judged } from "./change.ts";
import { addFlows, type FlowCell } from "./flow.sql.ts";

/** Sums by kind, month of the event and day of the filing; a void takes its mass back on the day it was filed. */
export async function settleFlows(change: Change, substanceOfLot: SubstanceOfLot): Promise<Judged> {
  const cells = new Map<string, FlowCell>();
  const text = rememberedDays();
  const add = (row: Declaration, sign: 1 | -1, reportedAt: number) => {
    if (row.kind === "stocktake") return;
    eachStockChange(row, substanceOfLot, (substanceId, deltaMg) => {
      const kind = row.kind === "transform" && deltaMg < 0 ? "transform-in" : row.kind;
      const occurredMonth = `${text(row.occurredAt).slice(0, 7)}-01`;
      const reportedOn = text(reportedAt);
      const key = `${row.unitCode} ${substanceId} ${kind} ${occurredMonth} ${reportedOn}`;
      const cell = cells.get(key);
      if (cell === undefined) cells.set(key, { unitCode: row.unitCode, substanceId, kind, occurredMonth, reportedOn, massMg: sign * Math.abs(deltaMg), count: sign });
      else {
        cell.massMg += sign * Math.abs(deltaMg);
        cell.count += sign;
      }
    });
  };
  for (const row of change.added) add(row, 1, row.reportedAt);
  for (const { row, voidReportedAt } of change.removed) add(row, -1, Math.max(voidReportedAt, row.reportedAt));
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
