import { verifyNow } from "#record";
import type { House } from "../../entry/open-house.ts";
import { measureCommits, type CommitLatency } from "./record-commit.ts";
import { appendBacklog } from "./record-leaves.ts";
import { measureProofs } from "./record-proof.ts";
import { numberOption, printReport, progress } from "./report.ts";
import { withScratchHouse } from "./scratch-house.ts";

/**
 * `qingyu bench record [--leaves 300000] [--proof-leaves 10000000] [--rounds 6] [--seconds 3] [--json]`: integrating a backlog, verifying the
 * whole log, latency of a commit with the log against without it in turns, and one inclusion proof in a log of ten million.
 */
const leaves = numberOption("leaves", 300_000);
const proofLeaves = numberOption("proof-leaves", 10_000_000);
const [rounds, seconds] = [numberOption("rounds", 6), numberOption("seconds", 3)];
const GOAL = { leavesPerSecond: 50_000, latencyRatio: 1.1, proofMs: 20 };

const commits: CommitLatency[] = [];
await withScratchHouse(async (house) => {
  for (const clients of [50, 1]) {
    progress(`commits of ${clients} at once, with the log and without in turns…`);
    commits.push(await measureCommits(house, clients, rounds, seconds));
  }
});
let backlog = { integrated: 0, verified: 0 };
await withScratchHouse(async (house) => void (backlog = await measureBacklog(house)));
progress(`a log of ${proofLeaves}…`);
const proofs = await measureProofs(proofLeaves, 400);

const ratio = Math.max(...commits.map(({ medianRatio }) => medianRatio));
const met = { integrate: backlog.integrated >= GOAL.leavesPerSecond, verify: backlog.verified >= GOAL.leavesPerSecond, commit: ratio <= GOAL.latencyRatio, proof: Math.max(proofs.coldP95Ms, proofs.warmP95Ms) <= GOAL.proofMs };
printReport({
  bench: "record",
  reference: "",
  unit: "× the commit latency without the log (median, the worse of 50 at once and one at a time)",
  measured: ratio,
  referenceMeasured: null,
  ratio: null,
  goal: "commit ≤ 1.1 ×; integrate ≥ 50,000 leaves/s; verify ≥ 50,000 leaves/s; a proof p95 ≤ 20 ms, cold and warm",
  met: Object.values(met).every(Boolean),
  details: {
    integratedPerSecond: backlog.integrated, verifiedPerSecond: backlog.verified, leaves,
    ...Object.assign({}, ...commits.map(({ clients, ...each }) => Object.fromEntries(Object.entries(each).map(([name, value]) => [`commit${clients}_${name}`, value])))) as { [name: string]: number },
    ...Object.fromEntries(Object.entries(proofs).map(([name, value]) => [`proof_${name}`, value])),
    ...Object.fromEntries(Object.entries(met).map(([name, value]) => [`${name}Met`, value])),
  },
});

/** The queue is filled by the gate's own hand while nobody integrates; then everything at once. The verification is the auditor's, from one snapshot. */
async function measureBacklog(house: House): Promise<{ integrated: number; verified: number }> {
  progress(`a backlog of ${leaves}…`);
  await appendBacklog(house.database.app, leaves, "500102");
  const begun = performance.now();
  const placed = await house.record.settle();
  const integrated = placed / ((performance.now() - begun) / 1000);
  progress(`integrated ${Math.round(integrated)}/s; verifying…`);
  const started = performance.now();
  const verdict = await verifyNow(undefined, () => undefined);
  const verified = verdict.size / ((performance.now() - started) / 1000);
  if (!verdict.sound || verdict.checked !== leaves || placed !== leaves) throw new Error(`the log is not what was written: ${JSON.stringify(verdict.troubles)}`);
  return { integrated, verified };
}
