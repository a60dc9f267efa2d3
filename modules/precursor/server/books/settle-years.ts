import { byTimeThenKey, keyOf } from "../../domain/key.ts";
import { drawOf, type Draw } from "../../domain/permit-draw.ts";
import { judgeOverPurchase } from "../../domain/rules/over-purchase.ts";
import { firstDayOfYear, startOfDay, yearOf } from "../../domain/shanghai-day.ts";
import type { Declaration } from "../../contract/declaration.ts";
import type { Change, Judged } from "./change.ts";
import type { GroupedFinding } from "./finding-store.sql.ts";
import { addPurchases, findSuspectYears, listReceipts, type PurchaseYear } from "./purchase-year.sql.ts";
import { namedIn, registerOf } from "./register-of.ts";

/** What buyers received in a calendar year against all their purchase documents of that year. */
export async function settleYears(change: Change): Promise<Judged> {
  const sums = new Map<string, PurchaseYear>();
  const add = (row: Declaration, sign: 1 | -1) => {
    if (row.kind !== "receive") return;
    const year = yearOf(row.occurredAt);
    const key = keyOf(row.declarant, row.substanceId, year);
    const known = sums.get(key) ?? { unitCode: row.unitCode, buyer: row.declarant, substanceId: row.substanceId, year, receivedMg: 0 };
    known.receivedMg += sign * row.massMg;
    sums.set(key, known);
  };
  for (const row of change.added) add(row, 1);
  for (const { row } of change.removed) add(row, -1);
  if (sums.size === 0) return { groups: [], findings: [] };
  await change.write(() => addPurchases(change.tx, [...sums.values()]));
  return judgeYears(change, [...sums.values()]);
}

export async function judgeYears(change: Change, years: readonly PurchaseYear[]): Promise<Judged> {
  const suspects = await findSuspectYears(change.tx, years);
  const register = suspects.length > 0 ? await registerOf(change.tx, namedIn([]), suspects.map((each) => ({ unitCode: each.unitCode, holder: each.buyer, substanceId: each.substanceId }))) : change.register;
  const findings: GroupedFinding[] = [];
  for (const suspect of suspects) {
    const receipts = await receiptsOf(change, suspect);
    const finding = judgeOverPurchase(suspect.buyer, suspect.substanceId, suspect.year, receipts, register);
    if (finding !== null) findings.push({ group: groupOfYear(suspect), finding });
  }
  return { groups: years.map(groupOfYear), findings };
}

async function receiptsOf(change: Change, { unitCode, buyer, substanceId, year }: PurchaseYear): Promise<Draw[]> {
  const from = new Date(startOfDay(firstDayOfYear(year)));
  const until = new Date(startOfDay(firstDayOfYear(year + 1)));
  const rows = await listReceipts(change.tx, unitCode, buyer, substanceId, from, until);
  return rows.map(drawOf).sort(byTimeThenKey);
}

const groupOfYear = (each: PurchaseYear) => keyOf("year", each.buyer, each.substanceId, each.year);
