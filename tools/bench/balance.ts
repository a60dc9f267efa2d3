import { operatorActor } from "#access";
import { addDays, dayFromNumber, dayNumber, startOfDay, type Day } from "#kernel/calendar.ts";
import type { Tx } from "#platform/db.ts";
import { ownCity } from "#territory";
import type { Balance } from "../../modules/precursor/contract/balance.ts";
import { retimeBooks } from "../../modules/precursor/server/books/retime-books.ts";
import { computeBalance, type BalanceQuery } from "../../modules/precursor/server/views/compute-balance.ts";
import { chance } from "../../modules/precursor/testing/builders.ts";
import { registerForTest } from "../../modules/precursor/testing/register.ts";
import { loadTrade } from "./load-trade.ts";
import { numberOption, printReport, progress, quantile } from "./report.ts";
import { withScratchHouse } from "./scratch-house.ts";
import { aTrade } from "./trade.ts";

/**
 * `qingyu bench balance [--rows N] [--rounds N] [--json]`: the balance of a unit over a year, as of random past moments,
 * against one statement that scans the unit's movements; by turns, and every figure of both must be the same.
 */
const rows = numberOption("rows", 1_000_000);
const rounds = numberOption("rounds", 60);
const UNIT = "500102";
const SCANS = Math.min(rounds, 15);
const [FIRST, LAST] = [dayNumber("2023-07-01"), dayNumber("2026-06-30")];
const IN = ["opening", "produce", "import", "receive", "shortfall", "stocktake-in"];
const OUT = ["dispatch", "consume", "export", "destroy", "loss", "stocktake-out"];
const start = (day: Day): Date => new Date(startOfDay(day));

await withScratchHouse(async (house) => {
  const actor = operatorActor(ownCity().code);
  const trade = aTrade(7, rows, 300);
  await house.gate.act(actor, "bench.register", ({ tx }) => registerForTest(tx, trade));
  const loadSeconds = await loadTrade(house, trade.rows);
  const retimeStarted = performance.now();
  const retold = await house.gate.act(actor, "bench.retime", ({ tx, now, newId, withinCity }) => withinCity(() => retimeBooks(tx, null, now, newId)));
  const retimeSeconds = (performance.now() - retimeStarted) / 1000;
  progress(`loaded in ${loadSeconds.toFixed(0)} s, ${retold} books told anew in ${retimeSeconds.toFixed(1)} s`);
  await house.database.owner.unsafe("vacuum analyze precursor.declaration, precursor.declaration_void, precursor.shipment, precursor.flow_month, precursor.flow_day, precursor.adjustment, precursor.stock");
  const timed = <T>(work: (tx: Tx) => Promise<T>) => house.gate.act(actor, "bench.balance", async ({ tx }) => {
    const started = performance.now();
    const found = await work(tx);
    return { found, ms: performance.now() - started };
  });
  const random = chance(11);
  const [ours, scans]: [number[], number[]] = [[], []];
  let compared = 0;
  for (let round = -3; round < rounds; round++) {
    const query = aQuestion(random);
    const own = await timed((tx) => computeBalance(tx, query));
    if (round >= 0) ours.push(own.ms);
    if (round >= 0 && round % Math.ceil(rounds / SCANS) !== 0) continue;
    const scan = await timed((tx) => scanMovements(tx, query));
    compared += requireSame(query, own.found, scan.found);
    if (round >= 0) scans.push(scan.ms);
  }
  const [median, reference, p95] = [quantile(ours, 0.5), quantile(scans, 0.5), quantile(ours, 0.95)];
  printReport({
    bench: "balance",
    reference: "one statement scanning the unit's movements",
    unit: "ms (median)",
    measured: median,
    referenceMeasured: reference,
    ratio: reference / median,
    goal: "p95 ≤ 100 ms",
    met: p95 <= 100,
    details: { declarations: rows, questions: ours.length, p95Ms: p95, scanP95Ms: quantile(scans, 0.95), figuresCompared: compared, loadSeconds, booksToldAnew: retold, retimeSeconds },
  });
});

/** Any year within the trade's time, and any moment of its filing. */
function aQuestion(random: () => number): BalanceQuery {
  const from = FIRST + Math.floor(random() * (LAST - FIRST - 365));
  const asOf = startOfDay(dayFromNumber(FIRST + 30)) + Math.floor(random() * (LAST - FIRST) * 86_400_000);
  return { unit: UNIT, enterprise: null, substance: null, from: dayFromNumber(from), to: dayFromNumber(from + 364), asOf: new Date(asOf) };
}

type Scanned = { substanceId: string; kind: string; beforeMg: number; withinMg: number };

/** The declared movements, and what the bookkeeper moved to and from "unaccounted"; presence by filing and by voids. */
async function scanMovements(tx: Tx, query: BalanceQuery): Promise<Scanned[]> {
  const [from, end, asOf] = [start(query.from), start(addDays(query.to, 1)), query.asOf];
  return tx<Scanned[]>`
    select d.substance_id as "substanceId", d.kind, coalesce(sum(d.mass_mg) filter (where d.occurred_at < ${from}), 0)::bigint as "beforeMg", coalesce(sum(d.mass_mg) filter (where d.occurred_at >= ${from}), 0)::bigint as "withinMg"
    from precursor.declaration d
    left join precursor.declaration_void v on v.unit_code = d.unit_code and v.declarant = d.declarant and v.ref = d.declaration_id and v.reported_at <= ${asOf}
    where d.unit_code = ${query.unit} and d.occurred_at < ${end} and d.reported_at <= ${asOf} and v.ref is null and d.kind not in ('void', 'stocktake')
    group by d.substance_id, d.kind
    union all
    select a.substance_id, case when a.kind = 'shortfall' then 'shortfall' when a.mass_mg > 0 then 'stocktake-in' else 'stocktake-out' end, coalesce(sum(abs(a.mass_mg)) filter (where a.occurred_at < ${from}), 0)::bigint, coalesce(sum(abs(a.mass_mg)) filter (where a.occurred_at >= ${from}), 0)::bigint
    from precursor.adjustment a
    where a.unit_code = ${query.unit} and a.occurred_at < ${end} and a.reported_at <= ${asOf}
    group by 1, 2`;
}

/** @returns how many figures were compared */
function requireSame(query: BalanceQuery, balances: readonly Balance[], scanned: readonly Scanned[]): number {
  let compared = 0;
  const require = (what: string, ours: number, theirs: number) => {
    compared += 1;
    if (ours !== theirs) throw new Error(`${query.from}…${query.to} as of ${query.asOf?.toISOString()}: ${what} is ${ours}, the scan says ${theirs}`);
  };
  for (const balance of balances) {
    const of = (kind: string) => scanned.find((row) => row.substanceId === balance.substanceId && row.kind === kind);
    const signed = (side: "beforeMg" | "withinMg") => IN.reduce((sum, kind) => sum + (of(kind)?.[side] ?? 0), 0) - OUT.reduce((sum, kind) => sum + (of(kind)?.[side] ?? 0), 0);
    require(`${balance.substanceId} opening`, balance.openingMg, signed("beforeMg"));
    require(`${balance.substanceId} closing`, balance.closingMg, signed("beforeMg") + signed("withinMg"));
    for (const [kind, massMg] of Object.entries(balance.inMg)) if (kind !== "transform") require(`${balance.substanceId} in ${kind}`, massMg, of(kind === "stocktake" ? "stocktake-in" : kind)?.withinMg ?? 0);
    for (const [kind, massMg] of Object.entries(balance.outMg)) if (kind !== "transform") require(`${balance.substanceId} out ${kind}`, massMg, of(kind === "stocktake" ? "stocktake-out" : kind)?.withinMg ?? 0);
  }
  if (new Set(scanned.map((row) => row.substanceId)).size !== balances.length) throw new Error(`${balances.length} substances, the scan found others`);
  return compared;
}
