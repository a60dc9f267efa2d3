import { numberOption, printReport, progress } from "./report.ts";
import { withScratchHouse } from "./scratch-house.ts";
import { tamperDrill } from "./tamper-drill.ts";

/**
 * `qingyu bench tamper [--trials 10000] [--seed N] [--leaves 700] [--trial N] [--json]`: damages a real log as the database's superuser
 * (flip, delete, insert, reorder, truncate, seal without right, rewrite the whole chain), one way a trial, and counts what the verification
 * finds. `--trial` with its `--seed` does one of them again.
 */
const seed = numberOption("seed", 1 + (Date.now() % 100_000));
const only = process.argv.includes("--trial") ? Number(process.argv[process.argv.indexOf("--trial") + 1]) : undefined;
progress(`seed ${seed}`);

await withScratchHouse(async (house) => {
  const begun = performance.now();
  const report = await tamperDrill(house, { trials: numberOption("trials", 10_000), seed, only, leaves: numberOption("leaves", 700), tell: progress });
  const { missed, brokeOff, falseAlarms, seenAfterAll } = report;
  for (const [name, list] of Object.entries({ missed, brokeOff, falseAlarms, seenAfterAll })) for (const each of list.slice(0, 40)) progress(`${name}: ${each}`);
  const details: { [name: string]: number | string } = {};
  for (const [of, { trials, found }] of Object.entries(report.classes)) details[of] = `${found} / ${trials}`;
  printReport({
    bench: "tamper",
    reference: "",
    unit: "% of the damage found",
    measured: (100 * report.found) / report.trials,
    referenceMeasured: null,
    ratio: null,
    goal: "100 % found, no verification broken off, no false alarm, and the perfect crime unseen where nobody outside is asked",
    met: report.found === report.trials && [missed, brokeOff, falseAlarms, seenAfterAll].every((list) => list.length === 0),
    details: { seed, leaves: report.leaves, trials: report.trials, ...details, missed: missed.length, brokeOff: brokeOff.length, harmless: report.harmless, falseAlarms: falseAlarms.length, unseenWithNobodyOutside: report.unseen, seenAfterAll: seenAfterAll.length, seconds: (performance.now() - begun) / 1000, foundAs: Object.entries(report.codes).toSorted((a, b) => b[1] - a[1]).map(([code, count]) => `${code} ${count}`).join(", ") },
  });
});
