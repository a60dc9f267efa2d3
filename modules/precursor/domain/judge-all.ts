import { isShownAt, type Finding } from "../contract/finding.ts";
import type { Declaration } from "../contract/declaration.ts";
import type { Enterprise } from "../contract/enterprise.ts";
import type { Permit } from "../contract/permit.ts";
import type { SubstanceVersion } from "../contract/substance.ts";
import { byTimeThenKey, compareText, keyOf, laneKeyOf } from "./key.ts";
import { lotSubstances, type SubstanceOfLot } from "./lot-substance.ts";
import { groupKeyOf, groupOf, isMatched, matchLane, type LaneMatch, type ShipmentGroup } from "./match-shipments.ts";
import { drawOf, drawTarget, type Draw } from "./permit-draw.ts";
import { presentAsOf } from "./presence.ts";
import { makeRegister, type Register } from "./register.ts";
import { findingsOf, type Contribution } from "./rules/contribution.ts";
import { judgeDeclaration } from "./rules/declaration.ts";
import { judgeLane } from "./rules/lane.ts";
import type { StockAccount } from "./rules/negative-stock.ts";
import { judgeOverPurchase } from "./rules/over-purchase.ts";
import { judgePermit } from "./rules/permit.ts";
import { judgeStock } from "./rules/stock.ts";
import { yearOf } from "./shanghai-day.ts";
import { eachStockMovement, type StockMovement } from "./stock-curve.ts";

export type JudgeInput = {
  readonly declarations: readonly Declaration[];
  readonly enterprises: readonly Enterprise[];
  readonly permits: readonly Permit[];
  readonly catalogue: readonly SubstanceVersion[];
  /** Rows reported by then, judged then; epoch ms. */
  readonly at: number;
};

/**
 * All findings shown at a moment, from scratch: nothing but grouping and the same functions the live path calls per group.
 * Sorted by key, so equal facts give equal answers in any order of arrival.
 */
export function judgeAll(input: JudgeInput): Finding[] {
  const register = makeRegister(input);
  const present = presentAsOf(input.declarations, input.at);
  const findings = [
    ...judgeRows(present, register),
    ...matchAll(present).flatMap((match) => judgeLane(match, register)),
    ...judgePermits(present, register),
    ...judgeYears(present, register),
    ...judgeStocks(present, register),
  ];
  return findings.filter((finding) => isShownAt(finding, input.at)).sort((a, b) => compareText(a.key, b.key));
}

function judgeRows(present: readonly Declaration[], register: Register): Finding[] {
  const found: Contribution[] = [];
  for (const row of present) judgeDeclaration(row, register, found);
  return findingsOf(found);
}

/** Groups by lane and matches each. */
export function matchAll(present: readonly Declaration[]): LaneMatch[] {
  const rowsByGroup = new Map<string, Declaration[]>();
  for (const row of present) if (isMatched(row)) pushTo(rowsByGroup, groupKeyOf(row), row);
  const lanes = new Map<string, ShipmentGroup[]>();
  for (const rows of rowsByGroup.values()) {
    const group = groupOf(rows);
    if (group !== null) pushTo(lanes, laneKeyOf(group), group);
  }
  return [...lanes.values()].map(matchLane);
}

const pushTo = <T>(groups: Map<string, T[]>, key: string, value: T): void => {
  const list = groups.get(key);
  if (list === undefined) groups.set(key, [value]);
  else list.push(value);
};

function judgePermits(present: readonly Declaration[], register: Register): Finding[] {
  const byDocument = new Map<Permit, Draw[]>();
  for (const row of present) {
    const target = drawTarget(row);
    const permit = target === null ? undefined : register.permit(target.kind, target.number);
    if (permit === undefined) continue;
    const draws = byDocument.get(permit);
    if (draws === undefined) byDocument.set(permit, [drawOf(row)]);
    else draws.push(drawOf(row));
  }
  return [...byDocument].flatMap(([permit, draws]) => judgePermit(permit, draws, register));
}

function judgeYears(present: readonly Declaration[], register: Register): Finding[] {
  const years = new Map<string, Declaration[]>();
  for (const row of present) if (row.kind === "receive") pushTo(years, keyOf(row.declarant, row.substanceId, yearOf(row.occurredAt)), row);
  const findings: Finding[] = [];
  for (const rows of years.values()) {
    const first = rows[0];
    if (first === undefined) continue;
    const receipts = rows.map(drawOf).sort(byTimeThenKey);
    const finding = judgeOverPurchase(first.declarant, first.substanceId, yearOf(first.occurredAt), receipts, register);
    if (finding !== null) findings.push(finding);
  }
  return findings;
}

export type StockBook = { readonly account: StockAccount; readonly movements: StockMovement[] };

/** Every stock account with its movements. */
export function stockBooks(present: readonly Declaration[], substanceOfLot: SubstanceOfLot): StockBook[] {
  const books = new Map<string, StockBook>();
  for (const row of present) {
    eachStockMovement(row, substanceOfLot, (substanceId, movement) => {
      const key = keyOf(row.declarant, substanceId);
      const book = books.get(key);
      if (book !== undefined) book.movements.push(movement);
      else books.set(key, { account: { unitCode: row.unitCode, enterprise: row.declarant, substanceId }, movements: [movement] });
    });
  }
  return [...books.values()];
}

function judgeStocks(present: readonly Declaration[], register: Register): Finding[] {
  return stockBooks(present, lotSubstances(present)).flatMap(({ account, movements }) => judgeStock(account, movements, register));
}
