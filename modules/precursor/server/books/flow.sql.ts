import type { Tx } from "#platform/db.ts";
import { adding, writeRows, type DerivedTable, type Written } from "./bulk.sql.ts";

export type FlowCell = { unitCode: string; substanceId: string; kind: string; occurredMonth: string; reportedOn: string; massMg: number; count: number };

const FLOW_MONTH: DerivedTable = { name: "flow_month", key: ["unit_code", "substance_id", "kind", "occurred_month", "reported_month"], columns: { unit_code: "text", substance_id: "text", kind: "text", occurred_month: "date", reported_month: "date", mass_mg: "bigint", count: "int" } };
const FLOW_DAY: DerivedTable = { name: "flow_day", key: ["unit_code", "reported_on", "substance_id", "kind", "occurred_month"], columns: { unit_code: "text", reported_on: "date", substance_id: "text", kind: "text", occurred_month: "date", mass_mg: "bigint" } };

export async function addFlows(tx: Tx, days: readonly FlowCell[]): Promise<Written> {
  const months = new Map<string, FlowCell>();
  for (const day of days) {
    const reportedMonth = `${day.reportedOn.slice(0, 7)}-01`;
    const key = `${day.unitCode} ${day.substanceId} ${day.kind} ${day.occurredMonth} ${reportedMonth}`;
    const month = months.get(key);
    if (month) Object.assign(month, { massMg: month.massMg + day.massMg, count: month.count + day.count });
    else months.set(key, { ...day, reportedOn: reportedMonth });
  }
  return writeRows(
    tx,
    adding(FLOW_MONTH, ["mass_mg", "count"], [...months.values()], (cell) => [cell.unitCode, cell.substanceId, cell.kind, cell.occurredMonth, cell.reportedOn, cell.massMg, cell.count]),
    adding(FLOW_DAY, ["mass_mg"], days, (cell) => [cell.unitCode, cell.reportedOn, cell.substanceId, cell.kind, cell.occurredMonth, cell.massMg]),
  );
}
