import { byTimeThenKey, keyOf } from "../../domain/key.ts";
import type { LotHistory } from "../../domain/lot-history.ts";
import { judgeNegativeStock, type StockAccount } from "../../domain/rules/negative-stock.ts";
import { shortfallOf } from "../../domain/rules/stock.ts";
import { judgeStocktake } from "../../domain/rules/stocktake-variance.ts";
import { EMPTY_STOCK } from "../../domain/stock-curve.ts";
import { TimedCurve, type Adjustment, type ClosedStep, type TimedMovement } from "../../domain/timed-curve.ts";
import { dayOf } from "../../domain/shanghai-day.ts";
import { writeRows } from "./bulk.sql.ts";
import type { Change, Judged } from "./change.ts";
import type { GroupedFinding } from "./finding-store.sql.ts";
import { lotsOfBooks } from "./lot-substances.ts";
import { eventsByAccount, historyOf } from "./stock-events.ts";
import { asStored, clearStocks, listMonths, monthOf, replacingAdjustments, replacingMonths, replacingStocks, type MonthRow, type Standing, type StockRow } from "./stock.sql.ts";
import { firstMonth, stocksOf } from "./standing.ts";

/** Above this many rows a posting does not tell the history of late-filed accounts anew at once; `retimeBooks` does. */
const RETIME_AT_ONCE_ROWS = 2_000;

/** Asked for together, so that the database reads one while the one before is told; each may be years long. */
const HISTORIES_AT_ONCE = 8;

type Touched = { readonly account: StockAccount; readonly events: TimedMovement[]; stock: Standing | undefined; /** From which month on its steps are known. */ knownFrom: string; rebuild: boolean };
const UNREAD = { stock: undefined, knownFrom: "9999-01-01", rebuild: false } as const;

type Told = Touched & { readonly curve: TimedCurve; /** The account as it stands now. */ readonly now: StockRow };

export async function settleStocks(change: Change, lots: LotHistory, rebuild: readonly StockAccount[]): Promise<Judged> {
  const touched = await touchedAccounts(change, lots, rebuild);
  if (touched.length === 0) return { groups: [], findings: [] };
  const isLarge = change.added.length > RETIME_AT_ONCE_ROWS;
  for (const each of touched) {
    const firstReported = each.events[0]?.reportedAt ?? Infinity;
    if (each.stock !== undefined && firstReported < each.stock.lastReportedAt && !isLarge) each.rebuild = true;
  }
  const kept = tellOn(touched.filter((each) => !each.rebuild));
  const anew = await tellAnew(change, touched.filter((each) => each.rebuild || kept.cannot.has(each)));
  const told = [...kept.told, ...anew];
  await write(change, told);
  for (const each of told) change.mind?.stock(each.account, each.rebuild ? undefined : { fromMonth: each.knownFrom, found: standingAfter(each) });
  return judgeTold(change, told);
}

/** Tells the history of these accounts anew from every row ever filed. */
export async function retellStocks(change: Change, accounts: readonly StockAccount[]): Promise<void> {
  const told = await tellAnew(change, accounts.map((account) => ({ ...UNREAD, account, events: [], rebuild: true })));
  await write(change, told);
}

async function touchedAccounts(change: Change, lots: LotHistory, rebuild: readonly StockAccount[]): Promise<Touched[]> {
  const touched = new Map<string, Touched>();
  const touch = (account: StockAccount): Touched => {
    const key = keyOf(account.enterprise, account.substanceId);
    const known = touched.get(key) ?? { ...UNREAD, account, events: [] };
    touched.set(key, known);
    return known;
  };
  for (const [key, { account, events }] of change.events ?? eventsByAccount(change.added, lots)) touched.set(key, { ...UNREAD, account, events });
  for (const { row } of change.removed) touch({ unitCode: row.unitCode, enterprise: row.declarant, substanceId: row.substanceId }).rebuild = true;
  for (const account of rebuild) touch(account).rebuild = true;
  const list = [...touched.values()];
  const stocks = await stocksOf(change.tx, change.stocks, list.map((each) => ({ ...each.account, fromMonth: firstMonth(each.events) })));
  for (const each of list) {
    const known = stocks.get(keyOf(each.account.enterprise, each.account.substanceId));
    each.stock = known?.found;
    each.knownFrom = known?.fromMonth ?? UNREAD.knownFrom;
  }
  return list;
}

function tellOn(touched: readonly Touched[]): { told: Told[]; cannot: Set<Touched> } {
  const told: Told[] = [];
  const cannot = new Set<Touched>();
  for (const each of touched) {
    const fromMonth = firstMonth(each.events);
    const rows = each.stock?.months ?? [];
    const before = rows.findLast((row) => row.month < fromMonth)?.close ?? EMPTY_STOCK;
    const curve = new TimedCurve(rows.filter((row) => row.month >= fromMonth).flatMap((row) => row.steps), before);
    if (!each.events.every((event) => curve.canTake(event))) {
      cannot.add(each);
      continue;
    }
    for (const event of each.events) curve.add(event);
    const isLate = each.stock !== undefined && (each.stock.isMistimed || (each.events[0]?.reportedAt ?? Infinity) < each.stock.lastReportedAt);
    const { account, events, stock, knownFrom, rebuild } = each;
    told.push({ account, events, stock, knownFrom, rebuild, curve, now: stockOf(each, curve, isLate) });
  }
  return { told, cannot };
}

async function tellAnew(change: Change, touched: readonly Touched[]): Promise<Told[]> {
  if (touched.length === 0) return [];
  const lots = await lotsOfBooks(change.tx, touched.map((each) => each.account));
  await clearStocks(change.tx, touched.map((each) => each.account));
  const told: Told[] = [];
  for (let i = 0; i < touched.length; i += HISTORIES_AT_ONCE) {
    const some = touched.slice(i, i + HISTORIES_AT_ONCE);
    const histories = await Promise.all(some.map((each) => historyOf(change.tx, each.account, lots)));
    some.forEach((each, k) => void told.push(toldFrom(each, histories[k] ?? [])));
  }
  return told;
}

function toldFrom(touched: Touched, events: TimedMovement[]): Told {
  const curve = new TimedCurve();
  for (const event of events) curve.add(event);
  const anew: Touched = { ...touched, events, stock: undefined, rebuild: true };
  return { ...anew, curve, now: stockOf(anew, curve, false) };
}

async function write(change: Change, told: readonly Told[]): Promise<void> {
  const adjustments = told.flatMap(({ account, curve }) => merged(curve.adjustments).map((adjustment) => ({ ...account, ...adjustment, id: change.newId() })));
  const months = told.flatMap(changedMonths);
  await change.write(() => writeRows(change.tx, replacingMonths(months), replacingStocks(told.map((each) => each.now)), replacingAdjustments(adjustments)));
}

function stockOf({ account: { unitCode, enterprise, substanceId }, stock, events }: Touched, curve: TimedCurve, isMistimed: boolean): StockRow {
  const shortfallMg = curve.adjustments.reduce((sum, each) => (each.kind === "shortfall" ? sum + each.massMg : sum), stock?.shortfallMg ?? 0);
  const lastReportedAt = events.reduce((last, event) => Math.max(last, event.reportedAt), stock?.lastReportedAt ?? 0);
  return { unitCode, enterprise, substanceId, closeMg: curve.last.closingMg, shortfallMg, lastReportedAt, isMistimed };
}

function changedMonths(told: Told): MonthRow[] {
  const changed = new Set([...told.curve.changedDays].map(monthOf));
  return monthsOf(told).filter(({ month }) => changed.has(month));
}

function monthsOf({ account: { unitCode, enterprise, substanceId }, curve }: Told): MonthRow[] {
  const byMonth = new Map<string, ClosedStep[]>();
  for (const step of curve.steps) {
    const month = monthOf(step.step.day);
    const list = byMonth.get(month);
    if (list) list.push(step);
    else byMonth.set(month, [step]);
  }
  return [...byMonth].map(([month, steps]) => ({ unitCode, enterprise, substanceId, month, steps, close: steps.at(-1)?.close ?? EMPTY_STOCK }));
}

/** The account as the next posting would read it: the months told of now behind those before them. */
function standingAfter(told: Told): Standing {
  const fromMonth = firstMonth(told.events);
  const months = monthsOf(told).map((row) => ({ ...row, steps: row.steps.map(asStored) }));
  return { ...told.now, months: [...(told.stock?.months.filter(({ month }) => month < fromMonth) ?? []), ...months] };
}

/** What was moved and moved back within one filing never was. */
function merged(adjustments: readonly Adjustment[]): Adjustment[] {
  const sums = new Map<string, Adjustment>();
  for (const each of adjustments) {
    const key = `${each.kind} ${each.day} ${each.reportedAt} ${each.kind === "stocktake" ? each.declaration : ""}`;
    const known = sums.get(key);
    sums.set(key, known ? { ...each, massMg: known.massMg + each.massMg } : each);
  }
  return [...sums.values()].filter((each) => each.massMg !== 0);
}

async function judgeTold(change: Change, told: readonly Told[]): Promise<Judged> {
  const groups: string[] = [];
  const findings: GroupedFinding[] = [];
  for (const each of told) {
    const { shortfallMg } = each.now;
    if (shortfallMg > 0 || (each.stock?.shortfallMg ?? 0) > 0 || each.rebuild) {
      groups.push(groupOfStock(each.account));
      const finding = shortfallMg > 0 ? await judgeShortfall(change, each) : null;
      if (finding !== null) findings.push({ group: groupOfStock(each.account), finding });
    }
    for (const { step, close } of each.curve.steps) {
      if (step.count === null || !each.curve.changedDays.has(step.day)) continue;
      const group = keyOf("count", each.account.enterprise, each.account.substanceId, step.count.key);
      groups.push(group);
      const finding = judgeStocktake(each.account, step, close, change.register);
      if (finding !== null) findings.push({ group, finding });
    }
  }
  for (const { row } of change.removed) if (row.kind === "stocktake") groups.push(keyOf("count", row.declarant, row.substanceId, `${row.declarant}/${row.declarationId}`));
  return { groups, findings };
}

async function judgeShortfall(change: Change, { account, rebuild, curve }: Told) {
  const all = rebuild ? curve.steps : (await listMonths(change.tx, [{ ...account, fromMonth: "0001-01-01" }])).flatMap((row) => row.steps);
  const summary = shortfallOf(all.map(({ step }) => step), all.map(({ close }) => close), () => []);
  const firstDeclarations = await namesOn(change, account, summary.firstDay);
  return judgeNegativeStock(account, { ...summary, firstDeclarations }, change.register);
}

/** Names of the present rows that touched the stock on a day, in order of time. */
async function namesOn(change: Change, account: StockAccount, day: number): Promise<string[]> {
  const history = await historyOf(change.tx, account, await lotsOfBooks(change.tx, [account]));
  const standing = new Map<string, number>();
  for (const event of history) standing.set(event.key, (standing.get(event.key) ?? 0) + event.sign);
  return [...new Set(history.filter((event) => dayOf(event.at) === day && (standing.get(event.key) ?? 0) > 0).sort(byTimeThenKey).map((event) => event.key))];
}

const groupOfStock = (account: StockAccount) => keyOf("stock", account.enterprise, account.substanceId);
