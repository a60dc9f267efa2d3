import { crashDrill } from "./crash-drill.ts";
import { numberOption, printReport, progress, quantile } from "./report.ts";

/**
 * `qingyu bench crash [--loops N] [--seed N] [--clients 8] [--json]`: kill -9 of the server, of the database or of both at
 * random moments under load; every acknowledged filing must be there once, books must balance, killed imports must finish.
 */
const seed = numberOption("seed", Date.now() % 100_000);
progress(`seed ${seed}`);
const report = await crashDrill({ loops: numberOption("loops", 50), seed, clients: numberOption("clients", 8), tell: progress });
const { lost, doubled, unbalanced, otherFaults, couldNotCheck } = report;
for (const [name, list] of Object.entries({ lost, doubled, unbalanced, otherFaults, couldNotCheck })) for (const each of list.slice(0, 20)) progress(`${name}: ${each}`);
printReport({
  bench: "crash",
  reference: "",
  unit: "acknowledged filings lost",
  measured: lost.length,
  referenceMeasured: null,
  ratio: null,
  goal: "0 lost, 0 doubled, 0 unbalanced, 0 that could not be checked, ready again p99 ≤ 5 s",
  met: [lost, doubled, unbalanced, otherFaults, couldNotCheck].every((list) => list.length === 0) && quantile(report.readyMs, 0.99) <= 5_000,
  details: {
    seed, loops: report.loops, acknowledged: report.acknowledged, retried: report.retried, replayed: report.replayed, importsKilled: report.importsKilled, ...report.kills,
    doubled: doubled.length, unbalanced: unbalanced.length, otherFaults: otherFaults.length, couldNotCheck: couldNotCheck.length, readyMedianMs: quantile(report.readyMs, 0.5), readyP99Ms: quantile(report.readyMs, 0.99),
  },
});
