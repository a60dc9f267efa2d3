import { operatorActor } from "#access";
import { appendLeaves } from "#record";
import { ownCity } from "#territory";
import { chance } from "#platform/chance.ts";
import type { Statement, Tx } from "#platform/db.ts";
import { Gate, type RecordEntry } from "#platform/gate.ts";
import { installationKey } from "#platform/installation-key.ts";
import { KeyedHash } from "#platform/keyed-hash.ts";
import { handlers } from "../../entry/house.ts";
import type { House } from "../../entry/open-house.ts";
import { registerForTest } from "../../modules/precursor/testing/register.ts";
import { startIntegrator } from "../../modules/record/server/integrator.ts";
import { leafRowOf } from "../../modules/record/server/append-leaves.ts";
import { inserted } from "../../modules/record/server/leaf.sql.ts";
import { recordParts } from "../../modules/record/server/parts.ts";
import { quantile } from "./report.ts";
import { aTrade } from "./trade.ts";

export type CommitLatency = { readonly clients: number; readonly rounds: number; readonly filings: number; readonly medianMs: number; readonly p95Ms: number; readonly withoutMedianMs: number; readonly withoutP95Ms: number; readonly medianRatio: number; readonly p95Ratio: number };

/**
 * Latency of filing declarations through the gate, from the call to the answer after the commit, with the log and without, in turns.
 * With: leaf, place in the queue, and the integrator at work. Without: the same leaf (salted, hashed, sealed) and nothing else, which is the
 * state before there was a log. The rounds go with, without, without, with, so that drift falls on both.
 */
export async function measureCommits(house: House, clients: number, rounds: number, seconds: number): Promise<CommitLatency> {
  const parts = { app: house.database.app, afterCommit: () => undefined, hashKey: new KeyedHash(installationKey(house.config.dataDir, "gate-hash")), inputKeys: house.record.inputKeys };
  const gates = { with: new Gate({ ...parts, appendLeaves }), without: new Gate({ ...parts, appendLeaves: appendLeavesAlone }) };
  const names = await registerTraders(house);
  const times = { with: [] as number[][], without: [] as number[][] };
  for (const side of ["with", "without"] as const) await file(gates[side], names, clients, seconds / 2);
  for (let round = 0; round < 2 * rounds; round++) {
    const side = round % 4 === 0 || round % 4 === 3 ? "with" : "without";
    const integrator = side === "with" ? startIntegrator() : undefined;
    times[side].push(await file(gates[side], names, clients, seconds));
    await integrator?.stop();
    await house.record.settle();
  }
  const of = (side: "with" | "without", q: number) => quantile(times[side].map((each) => quantile(each, q)), 0.5);
  const [medianMs, p95Ms, withoutMedianMs, withoutP95Ms] = [of("with", 0.5), of("with", 0.95), of("without", 0.5), of("without", 0.95)];
  return { clients, rounds, filings: [...times.with, ...times.without].reduce((sum, each) => sum + each.length, 0), medianMs, p95Ms, withoutMedianMs, withoutP95Ms, medianRatio: medianMs / withoutMedianMs, p95Ratio: p95Ms / withoutP95Ms };
}

let traders = 0;
async function registerTraders(house: House): Promise<string[]> {
  const trade = aTrade(7, 1, 300, 1_000 * ++traders);
  await house.gate.act(operatorActor(ownCity().code), "bench.register", ({ tx }) => registerForTest(tx, trade));
  return trade.enterprises.map(({ uscc }) => uscc);
}

async function file(gate: Gate, names: readonly string[], clients: number, seconds: number): Promise<number[]> {
  const handler = handlers.find(({ endpoint }) => endpoint.name === "precursor.declaration.file");
  if (!handler) throw new Error("no endpoint to file declarations with");
  const actor = operatorActor("500102");
  const until = performance.now() + seconds * 1_000;
  const run = Buffer.from(chance(4)).toString("hex");
  const times: number[] = [];
  let next = 0;
  const client = async () => {
    while (performance.now() < until) {
      const n = next++;
      const isSale = n % 2 === 0;
      const declarant = isSale ? names[n % 40] : names[40 + (n % (names.length - 40))];
      const started = performance.now();
      await gate.run(handler, { actor, commandId: gate.newId(), input: { declaration_id: `${run}-${n}`, declarant, kind: isSale ? "produce" : "opening", substance: "toluene", lot: `B${n % 1000}`, quantity: "25", unit: "kg", occurred_at: new Date(Date.now() - 3_600_000).toISOString() } });
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return times;
}

/** `appendLeaves` as it was before the log: one row a leaf. */
async function appendLeavesAlone(tx: Tx, entries: readonly RecordEntry[], beside?: Statement): Promise<void> {
  const { digest } = recordParts();
  const leaves = inserted(tx, entries.map((entry) => leafRowOf(entry, digest)));
  await tx`with leaf as (${leaves}) ${beside ? tx`, beside as (${beside})` : tx``} select 1`;
}
