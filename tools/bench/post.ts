import { DEMO_PASSWORD, operatorActor } from "#access";
import { ownCity } from "#territory";
import { registerForTest } from "../../modules/precursor/testing/register.ts";
import { cpuSeconds, cpuSecondsOf } from "./cpu-of.ts";
import type { LeanClient } from "./lean-client.ts";
import { numberOption, printReport, progress, quantile } from "./report.ts";
import { withScratchHouse } from "./scratch-house.ts";
import { serveHouse } from "./served-house.ts";
import { tpcB } from "./tpc-b.ts";
import { aTrade } from "./trade.ts";

/**
 * `qingyu bench post [--clients 50] [--seconds 10] [--json]`: single declarations over HTTP, each answered after its commit,
 * against the TPC-B-like transaction by the same driver over 8 connections on the same server, before and after in one run.
 */
const clients = numberOption("clients", 50);
const seconds = numberOption("seconds", 10);

await withScratchHouse(async (house) => {
  const trade = aTrade(7, 1, 300);
  await house.gate.act(operatorActor(ownCity().code), "bench.register", ({ tx }) => registerForTest(tx, trade));
  const served = await serveHouse(house.config.dataDir, "fuling-jinduban", DEMO_PASSWORD, clients);
  try {
    const names = trade.enterprises.map((enterprise) => enterprise.uscc);
    const connections = served.clients(clients);
    await file(connections, names, 2, []); // warm
    progress("reference…");
    const before = await tpcB(house.database.ownerUrl, seconds / 2);
    progress("declarations…");
    const times: number[] = [];
    const cpu = () => ({ ...cpuSeconds(house.database.serverPid), program: cpuSecondsOf(served.pid) });
    const cpuBefore = cpu();
    const done = await file(connections, names, seconds, times);
    const cpuAfter = cpu();
    const micros = (name: "client" | "server" | "program") => ((cpuAfter[name] - cpuBefore[name]) / done) * 1e6;
    progress("reference…");
    const after = await tpcB(house.database.ownerUrl, seconds / 2);
    const reference = (before + after) / 2;
    const p95 = quantile(times, 0.95);
    printReport({
      bench: "post",
      reference: "TPC-B-like transactions, 8 connections, same driver and server",
      unit: "per second",
      measured: done / seconds,
      referenceMeasured: reference,
      ratio: done / seconds / reference,
      goal: "≥ 1.5 × the reference, p95 ≤ 100 ms",
      met: done / seconds / reference >= 1.5 && p95 <= 100,
      details: { clients, accepted: done, p50Ms: quantile(times, 0.5), p95Ms: p95, p99Ms: quantile(times, 0.99), loadClientCpuMicros: micros("client"), programCpuMicros: micros("program"), databaseCpuMicros: micros("server"), referenceBefore: before, referenceAfter: after },
    });
  } finally {
    await served.stop();
  }
});

async function file(connections: readonly LeanClient[], names: readonly string[], forSeconds: number, times: number[]): Promise<number> {
  const until = performance.now() + forSeconds * 1_000;
  let done = 0;
  let next = 0;
  const run = `${Date.now().toString(36)}`;
  const client = async (connection: LeanClient) => {
    while (performance.now() < until) {
      const n = next++;
      const isSale = n % 2 === 0;
      const [seller, buyer] = [names[n % 40] ?? "", names[40 + (n % (names.length - 40))] ?? ""];
      const started = performance.now();
      const answer = await connection.post("/api/precursor/declarations", {
        declaration_id: `${run}-${n}`, declarant: isSale ? seller : buyer, kind: isSale ? "produce" : "opening", substance: "toluene", lot: `B${n % 1000}`, quantity: "25", unit: "kg", occurred_at: new Date(Date.now() - 3_600_000).toISOString(),
      });
      if (answer.status !== 200) throw new Error(`declaration ${n} answered ${answer.status}: ${answer.text}`);
      times.push(performance.now() - started);
      done += 1;
    }
  };
  await Promise.all(connections.map(client));
  return done;
}
