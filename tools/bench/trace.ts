import { operatorActor } from "#access";
import type { Tx } from "#platform/db.ts";
import { ownCity } from "#territory";
import { computeTrace } from "../../modules/precursor/server/views/compute-trace.ts";
import { registerForTest } from "../../modules/precursor/testing/register.ts";
import { aHiddenLot, hiddenAmong, STEPS, type HiddenLot } from "./hidden-lots.ts";
import { loadTrade } from "./load-trade.ts";
import { numberOption, printReport, progress, quantile } from "./report.ts";
import { withScratchHouse } from "./scratch-house.ts";
import { aTrade } from "./trade.ts";

/**
 * `qingyu bench trace [--rows N] [--rounds N] [--json]`: the history of a lot over 20 steps (16 sales, 4 changes of lot)
 * among the declarations of a district, against the recursive query one writes first; by turns in the same run, and both
 * must find the same lots and the same declarations. Three sales in four go in two truckloads; half of the histories have
 * one truckload a sale, where the recursive query has no path to follow twice, and are told apart.
 */
const rows = numberOption("rows", 1_000_000);
const rounds = numberOption("rounds", 40);
const LOTS = 20;
/** The recursive query follows every path by itself: it is asked this many times, evenly among ours. */
const NAIVE_ROUNDS = Math.min(rounds, 10);

type Found = { readonly places: ReadonlySet<string>; readonly declarations: ReadonlySet<string> };

await withScratchHouse(async (house) => {
  const actor = operatorActor(ownCity().code);
  const trade = aTrade(7, rows, 300);
  const lots = Array.from({ length: LOTS }, (_, n) => aHiddenLot(n, trade.enterprises.map((enterprise) => enterprise.uscc), 1 + (n % 2)));
  await house.gate.act(actor, "bench.register", ({ tx }) => registerForTest(tx, trade));
  const loadSeconds = await loadTrade(house, hiddenAmong(trade.rows, rows, lots));
  await house.database.owner.unsafe("vacuum analyze precursor.declaration, precursor.shipment, precursor.declaration_void");
  const within = <T>(work: (tx: Tx) => Promise<T>) => house.gate.act(actor, "bench.trace", async ({ tx }) => {
    const started = performance.now();
    const found = await work(tx);
    return { found, ms: performance.now() - started };
  });
  const [ours, naive, plain, naivePlain]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let round = 0; round < rounds + LOTS; round++) {
    const lot = lots[round % LOTS];
    if (lot === undefined) throw new Error("a run has lots");
    const own = await within((tx) => traced(tx, lot));
    requireWhole(lot, "computeTrace", own.found);
    if (round < LOTS) continue; // every lot once before anything is timed
    (lot.deliveries > 1 ? ours : plain).push(own.ms);
    if (Math.floor((round - LOTS) / 2) % Math.ceil(rounds / NAIVE_ROUNDS) !== 0) continue;
    const other = await within((tx) => tracedNaively(tx, lot));
    requireWhole(lot, "the recursive query", other.found);
    requireSame(lot, own.found.declarations, other.found.declarations);
    (lot.deliveries > 1 ? naive : naivePlain).push(other.ms);
    progress(`round ${round - LOTS}, ${lot.deliveries} truckloads a sale: ${own.ms.toFixed(1)} ms, recursive query ${other.ms.toFixed(0)} ms`);
  }
  const [median, reference, p95] = [quantile(ours, 0.5), quantile(naive, 0.5), quantile([...ours, ...plain], 0.95)];
  printReport({
    bench: "trace",
    reference: "the naive recursive query over declarations, same transaction settings",
    unit: "ms (median)",
    measured: median,
    referenceMeasured: reference,
    ratio: reference / median,
    goal: "≥ 5 × faster than the reference, p95 ≤ 50 ms",
    met: reference / median >= 5 && p95 <= 50,
    details: { declarations: rows + lots.reduce((sum, lot) => sum + lot.rows.length, 0), steps: STEPS, traces: ours.length + plain.length, p95Ms: p95, naiveTraces: naive.length, naiveP95Ms: quantile(naive, 0.95), oneTruckloadMedianMs: quantile(plain, 0.5), oneTruckloadNaiveMedianMs: quantile(naivePlain, 0.5), sameLotsAndDeclarations: true, loadSeconds },
  });
});

async function traced(tx: Tx, { enterprise, lot }: HiddenLot): Promise<Found> {
  const { nodes, edges } = await computeTrace(tx, { enterprise, lot, direction: "forward" });
  return { places: new Set(nodes.map((node) => `${node.enterprise}/${node.lot}`)), declarations: new Set(edges.flatMap((edge) => edge.declarations)) };
}

/** As one would write it: whatever a row's mass went to, row by row, in one recursive statement. */
async function tracedNaively(tx: Tx, { enterprise, lot }: HiddenLot): Promise<Found> {
  const found = await tx<{ declarant: string; lot: string; declarationId: string; kind: string }[]>`
    with recursive step as (
      select d.declarant, d.declaration_id, d.kind, d.lot, d.counterparty, d.shipment
      from precursor.declaration d
      where d.declarant = ${enterprise} and d.lot = ${lot}
      union all
      select n.declarant, n.declaration_id, n.kind, n.lot, n.counterparty, n.shipment
      from step s join precursor.declaration n on
        (s.kind = 'dispatch' and n.kind = 'receive' and n.declarant = s.counterparty and n.counterparty = s.declarant and n.lot = s.lot and n.shipment = s.shipment)
        or (s.kind = 'receive' and n.kind <> 'receive' and n.declarant = s.declarant and n.lot = s.lot)
        or (s.kind in ('receive', 'transform') and n.kind = 'transform' and n.declarant = s.declarant and n.inputs @> jsonb_build_array(jsonb_build_object('lot', s.lot)))
        or (s.kind = 'transform' and n.kind = 'dispatch' and n.declarant = s.declarant and n.lot = s.lot)
    )
    select declarant, lot, declaration_id as "declarationId", kind from step`;
  return { places: new Set(found.map((row) => `${row.declarant}/${row.lot}`)), declarations: new Set(found.filter((row) => row.kind !== "produce").map((row) => `${row.declarant}/${row.declarationId}`)) };
}

function requireWhole(lot: HiddenLot, who: string, { places }: Found): void {
  const missing = lot.places.filter((place) => !places.has(place));
  if (missing.length > 0 || places.size !== lot.places.length) throw new Error(`${who} found ${places.size} of ${lot.places.length} lots of ${lot.lot}; missing ${missing.join(" ")}`);
}

function requireSame(lot: HiddenLot, ours: ReadonlySet<string>, theirs: ReadonlySet<string>): void {
  const different = [...[...ours].filter((name) => !theirs.has(name)), ...[...theirs].filter((name) => !ours.has(name))];
  if (different.length > 0) throw new Error(`the two histories of ${lot.lot} differ: ${different.join(" ")}`);
}
