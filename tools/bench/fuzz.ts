import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { operatorActor } from "#access";
import { ownCity } from "#territory";
import { refusals } from "../../entry/house.ts";
import { chance } from "../../modules/precursor/testing/builders.ts";
import { registerForTest } from "../../modules/precursor/testing/register.ts";
import { fuzzParsers } from "./fuzz-parsers.ts";
import { fuzzRoutes, openDoors } from "./fuzz-routes.ts";
import { FuzzRun, type Tally } from "./fuzz-tally.ts";
import { loadTrade } from "./load-trade.ts";
import { numberOption, printReport, progress, textOption } from "./report.ts";
import { withScratchHouse } from "./scratch-house.ts";
import { aTrade } from "./trade.ts";

/**
 * `qingyu bench fuzz [--inputs 100000] [--routes N] [--seconds N] [--only TEXT] [--share 1/2] [--seed N] [--json]`: generated bad inputs
 * at every parser and every route, several requests at once: no crash, no 5xx, no answer later than 1 s, bounded memory, and every
 * refusal with its code and its words in both languages. `--routes` as many at each route (`--inputs` unless given), `--seconds` at
 * most at one; `--only` at routes whose address holds the text; `--share 1/2` at every other route: two processes share them.
 */
const inputs = numberOption("inputs", 100_000);
const routeInputs = numberOption("routes", inputs);
const seconds = numberOption("seconds", 120);
const only = textOption("only");
const [which = 1, ofHowMany = 1] = textOption("share").split("/").filter(Boolean).map(Number);
const seed = numberOption("seed", Date.now() % 100_000);
/** More would make sign-ins wait for each other's password hashes. */
const ABREAST = 4;
const run = new FuzzRun(({ target, what, input }) => progress(`FAULT ${target}: ${what}\n  with ${input}`));
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void; // the flag puts it there
const heapMiB = () => {
  collect();
  return process.memoryUsage().heapUsed / 1_048_576;
};

const started = performance.now();
const tell = ({ target, inputs: tried, slowestMs, slowOnce, outcomes }: Tally) => {
  const most = [...outcomes].sort((a, b) => b[1] - a[1]).slice(0, 8).map(([outcome, count]) => `${outcome} ${count}`);
  progress(`${Math.round((performance.now() - started) / 1000)} s  ${target}: ${tried} inputs, slowest ${Math.round(slowestMs)} ms${slowOnce === 0 ? "" : ` (${slowOnce} slow once)`}, ${most.join(", ")}`);
};

await withScratchHouse(async (house) => {
  const trade = aTrade(3, 2_000, 60);
  await house.gate.act(operatorActor(ownCity().code), "fuzz.register", ({ tx }) => registerForTest(tx, trade));
  await loadTrade(house, trade.rows);
  const doors = await openDoors(house);
  const random = chance(seed);
  progress(`seed ${seed}`);
  const before = heapMiB();
  await fuzzParsers(run, inputs, random, refusals);
  for (const tally of run.tallies) tell(tally);
  await fuzzRoutes(run, doors, random, { inputs: routeInputs, secondsEach: seconds, abreast: ABREAST, only, share: [which - 1, ofHowMany], onRouteDone: tell });
  const grown = heapMiB() - before;
  await doors.close();
  const statuses = new Map<string, number>();
  for (const tally of run.tallies) for (const [outcome, count] of tally.outcomes) if (/^\d{3}$/.test(outcome)) statuses.set(outcome, (statuses.get(outcome) ?? 0) + count);
  const slowest = Math.max(...run.tallies.map((tally) => tally.slowestMs));
  printReport({
    bench: "fuzz",
    reference: "",
    unit: "faults",
    measured: run.faults.length,
    referenceMeasured: null,
    ratio: null,
    goal: "no crash, no 5xx, no answer later than 1 s, heap growth ≤ 128 MiB",
    met: run.faults.length === 0 && grown <= 128,
    details: { seed, targets: run.tallies.length, inputs: run.tallies.reduce((sum, tally) => sum + tally.inputs, 0), fewestInputs: Math.min(...run.tallies.map((tally) => tally.inputs)), slowestMs: slowest, slowOnce: run.tallies.reduce((sum, tally) => sum + tally.slowOnce, 0), heapGrowthMiB: grown, seconds: (performance.now() - started) / 1000, ...Object.fromEntries([...statuses].sort().map(([status, count]) => [`answered ${status}`, count])) },
  });
});
