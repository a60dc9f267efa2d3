import type { Tx } from "#platform/db.ts";
import type { Naming } from "../../domain/lot-history.ts";
import type { StockAccount } from "../../domain/rules/negative-stock.ts";
import { dayText, startOfDay } from "../../domain/shanghai-day.ts";
import type { StockState } from "../../domain/stock-curve.ts";
import type { Adjustment, ClosedStep } from "../../domain/timed-curve.ts";
import { replacing, type DerivedTable } from "./bulk.sql.ts";

export type StockRow = StockAccount & { closeMg: number; shortfallMg: number; lastReportedAt: number; isMistimed: boolean };
export type MonthRow = StockAccount & { month: string; steps: readonly ClosedStep[]; close: StockState };

const STOCK: DerivedTable = { name: "stock", key: ["unit_code", "enterprise", "substance_id"], columns: { unit_code: "text", enterprise: "text", substance_id: "text", close_mg: "bigint", shortfall_mg: "bigint", last_reported_at: "timestamptz", is_mistimed: "boolean" } };
const STOCK_MONTH: DerivedTable = { name: "stock_month", key: ["unit_code", "enterprise", "substance_id", "month"], columns: { unit_code: "text", enterprise: "text", substance_id: "text", month: "date", steps: "json", close_mg: "bigint", close_variance: "double precision" } };
const ADJUSTMENT: DerivedTable = { name: "adjustment", key: ["unit_code", "enterprise", "substance_id", "id"], columns: { unit_code: "text", enterprise: "text", substance_id: "text", id: "uuid", kind: "text", mass_mg: "bigint", occurred_at: "timestamptz", reported_at: "timestamptz", declaration_id: "text" } };

const names = (accounts: readonly StockAccount[]) => ({ units: accounts.map((each) => each.unitCode), enterprises: accounts.map((each) => each.enterprise), substances: accounts.map((each) => each.substanceId) });

/** A stock with its months from one on, and of the last before it only the close: the stock it starts from. */
export type Standing = StockRow & { readonly months: readonly MonthRow[] };

/** Each account is looked up by its key (`offset 0` keeps the lookups apart), however large the tables were when the plan was made. */
export async function listStandings(tx: Tx, accounts: readonly (StockAccount & { fromMonth: string })[]): Promise<Standing[]> {
  if (accounts.length === 0) return [];
  const { units, enterprises, substances } = names(accounts);
  const rows = await tx<(StockAccount & { closeMg: number; shortfallMg: number; lastReportedAt: Date; isMistimed: boolean; month: string | null; steps: PackedStep[]; monthCloseMg: number; closeVariance: number })[]>`
    select s.unit_code as "unitCode", s.enterprise, s.substance_id as "substanceId", s.close_mg as "closeMg", s.shortfall_mg as "shortfallMg", s.last_reported_at as "lastReportedAt", s.is_mistimed as "isMistimed",
      m.month, case when m.month >= n.from_month then m.steps else '[]'::json end as steps, m.close_mg as "monthCloseMg", m.close_variance as "closeVariance"
    from unnest(${units}::text[], ${enterprises}::text[], ${substances}::text[], ${accounts.map((each) => each.fromMonth)}::date[]) with ordinality as n (unit_code, enterprise, substance_id, from_month, place)
    cross join lateral (select * from precursor.stock s where s.unit_code = n.unit_code and s.enterprise = n.enterprise and s.substance_id = n.substance_id offset 0) s
    left join lateral (
      select * from precursor.stock_month m where m.unit_code = n.unit_code and m.enterprise = n.enterprise and m.substance_id = n.substance_id
        and m.month >= coalesce((select max(b.month) from precursor.stock_month b where b.unit_code = n.unit_code and b.enterprise = n.enterprise and b.substance_id = n.substance_id and b.month < n.from_month), n.from_month) offset 0
    ) m on true
    order by n.place, m.month`;
  const standings: (StockRow & { months: MonthRow[] })[] = [];
  for (const { unitCode, enterprise, substanceId, closeMg, shortfallMg, lastReportedAt, isMistimed, month, steps, monthCloseMg, closeVariance } of rows) {
    const last = standings.at(-1);
    const isSame = last?.unitCode === unitCode && last.enterprise === enterprise && last.substanceId === substanceId;
    const standing = isSame ? last : { unitCode, enterprise, substanceId, closeMg, shortfallMg, lastReportedAt: lastReportedAt.getTime(), isMistimed, months: [] };
    if (!isSame) standings.push(standing);
    if (month !== null) standing.months.push({ unitCode, enterprise, substanceId, month, steps: steps.map(unpack), close: { closingMg: monthCloseMg, varianceMg2: closeVariance } });
  }
  return standings;
}

/** The month rows of each account from its month on, and of the last one before only its close: the stock it starts from. */
export async function listMonths(tx: Tx, accounts: readonly (StockAccount & { fromMonth: string })[]): Promise<MonthRow[]> {
  const { units, enterprises, substances } = names(accounts);
  const rows = await tx<(StockAccount & { month: string; steps: PackedStep[]; closeMg: number; closeVariance: number })[]>`
    select m.unit_code as "unitCode", m.enterprise, m.substance_id as "substanceId", m.month, case when m.month >= n.from_month then m.steps else '[]'::json end as steps, m.close_mg as "closeMg", m.close_variance as "closeVariance"
    from unnest(${units}::text[], ${enterprises}::text[], ${substances}::text[], ${accounts.map((each) => each.fromMonth)}::date[]) as n (unit_code, enterprise, substance_id, from_month)
    join precursor.stock_month m on m.unit_code = n.unit_code and m.enterprise = n.enterprise and m.substance_id = n.substance_id
      and m.month >= coalesce((select max(b.month) from precursor.stock_month b where b.unit_code = n.unit_code and b.enterprise = n.enterprise and b.substance_id = n.substance_id and b.month < n.from_month), n.from_month)
    order by m.unit_code, m.enterprise, m.substance_id, m.month`;
  return rows.map(({ closeMg, closeVariance, steps, ...row }) => ({ ...row, steps: steps.map(unpack), close: { closingMg: closeMg, varianceMg2: closeVariance } }));
}

/** A step as a short JSON array: a month of them is one row. */
type PackedStep = [day: number, seq: number, netMg: number, flowVarianceMg2: number, closingMg: number, varianceMg2: number, ...more: PackedShortfall];
/** Most days end without a count and without a shortfall: they do not mention them. */
type PackedShortfall = [] | [shortfallMg: number] | [shortfallMg: number, bookMg: number, mufMg: number, mufVarianceMg2: number, key: string, at: number, massMg: number, varianceMg2: number];

function pack({ step, close }: ClosedStep): string {
  const plain = `${step.day},${step.seq},${step.netMg},${step.flowVarianceMg2},${close.closingMg},${close.varianceMg2}`;
  if (step.count === null) return close.shortfallMg === 0 ? `[${plain}]` : `[${plain},${close.shortfallMg}]`;
  const { key, at, massMg, varianceMg2 } = step.count;
  return `[${plain},${close.shortfallMg},${close.bookMg},${close.mufMg},${close.mufVarianceMg2},${JSON.stringify(key)},${at},${massMg},${varianceMg2}]`;
}

export function unpack([day, seq, netMg, flowVarianceMg2, closingMg, varianceMg2, shortfallMg = 0, bookMg = closingMg, mufMg = 0, mufVarianceMg2 = 0, key, at = 0, massMg = 0, countVarianceMg2 = 0]: PackedStep): ClosedStep {
  return {
    step: { day, seq, netMg, flowVarianceMg2, count: key === undefined ? null : { key, at, massMg, varianceMg2: countVarianceMg2 } },
    close: { bookMg, shortfallMg, mufMg, mufVarianceMg2, closingMg, varianceMg2 },
  };
}

/** The step as it will be read again: what is not kept of it has its usual value. */
export const asStored = (closed: ClosedStep): ClosedStep => (closed.step.count === null && closed.close.bookMg === closed.close.closingMg && closed.close.shortfallMg === 0 ? closed : unpack(JSON.parse(pack(closed)) as PackedStep)); // packed by us

const months = new Map<number, string>();

/** First day of a day's month. Remembered: an import asks it for every step, and three years have a thousand days. */
export function monthOf(day: number): string {
  const known = months.get(day);
  if (known !== undefined) return known;
  const month = `${dayText(startOfDay(day)).slice(0, 7)}-01`;
  if (months.size > 100_000) months.clear();
  months.set(day, month);
  return month;
}

export const replacingMonths = (rows: readonly MonthRow[]) => replacing(STOCK_MONTH, rows, (row) => [row.unitCode, row.enterprise, row.substanceId, row.month, `[${row.steps.map(pack).join(",")}]`, row.close.closingMg, row.close.varianceMg2]);

export const replacingStocks = (rows: readonly StockRow[]) => replacing(STOCK, rows, (row) => [row.unitCode, row.enterprise, row.substanceId, row.closeMg, row.shortfallMg, row.lastReportedAt, row.isMistimed]);

export type AdjustmentRow = StockAccount & Adjustment & { id: string };

export const replacingAdjustments = (rows: readonly AdjustmentRow[]) =>
  replacing(ADJUSTMENT, rows, (row) => [row.unitCode, row.enterprise, row.substanceId, row.id, row.kind, row.massMg, row.kind === "shortfall" ? startOfDay(row.day) : row.at, row.reportedAt, row.declaration?.slice(19) ?? null]);

/** Forgets what was derived for these accounts, before it is told anew. */
export async function clearStocks(tx: Tx, accounts: readonly StockAccount[]): Promise<void> {
  const { units, enterprises, substances } = names(accounts);
  await tx`delete from precursor.adjustment a using unnest(${units}::text[], ${enterprises}::text[], ${substances}::text[]) as n (unit_code, enterprise, substance_id) where a.unit_code = n.unit_code and a.enterprise = n.enterprise and a.substance_id = n.substance_id`;
  await tx`delete from precursor.stock_month m using unnest(${units}::text[], ${enterprises}::text[], ${substances}::text[]) as n (unit_code, enterprise, substance_id) where m.unit_code = n.unit_code and m.enterprise = n.enterprise and m.substance_id = n.substance_id`;
}

export const listMistimed = (tx: Tx, unit: string | null) =>
  tx<StockAccount[]>`select unit_code as "unitCode", enterprise, substance_id as "substanceId" from precursor.stock where is_mistimed and (${unit}::text is null or unit_code = ${unit})`;

/** The rows that make these lots of these books known, and from when until when they do. */
export async function listNamings(tx: Tx, lots: readonly { unitCode: string; declarant: string; lot: string }[]): Promise<(Naming & { declarationId: string })[]> {
  const rows = await tx<{ declarant: string; lot: string; substanceId: string; declarationId: string; reportedAt: Date; voidedAt: Date | null }[]>`
    select d.declarant, d.lot, d.substance_id as "substanceId", d.declaration_id as "declarationId", d.reported_at as "reportedAt", v.reported_at as "voidedAt"
    from (select distinct * from unnest(${lots.map((each) => each.unitCode)}::text[], ${lots.map((each) => each.declarant)}::text[], ${lots.map((each) => each.lot)}::text[]) as l (unit_code, declarant, lot)) l
    join precursor.declaration d on d.unit_code = l.unit_code and d.declarant = l.declarant and d.lot = l.lot and d.kind in ('opening', 'produce', 'receive', 'import', 'transform')
    left join precursor.declaration_void v on v.unit_code = d.unit_code and v.declarant = d.declarant and v.ref = d.declaration_id`;
  return rows.map(({ reportedAt, voidedAt, ...row }) => ({ ...row, from: reportedAt.getTime(), until: voidedAt?.getTime() ?? Infinity }));
}
