import { operatorActor } from "#access";
import { ownCity } from "#territory";
import { postDeclarations } from "../../modules/precursor/server/books/post-declarations.ts";
import { registerForTest } from "../../modules/precursor/testing/register.ts";
import { cpuSeconds } from "./cpu-of.ts";
import { numberOption, progress } from "./report.ts";
import { withScratchHouse } from "./scratch-house.ts";
import { aTrade } from "./trade.ts";
const rows = numberOption("rows", 1_000_000), stop = numberOption("stop", 200_000), chunk = numberOption("chunk", 25_000), depth = numberOption("depth", 2);
await withScratchHouse(async (house) => {
  const trade = aTrade(7, rows, 300); const actor = operatorActor(ownCity().code);
  await house.gate.act(actor, "reg", ({ tx }) => registerForTest(tx, trade));
  let total = 0; let batch: any[] = []; const pending: Promise<void>[] = []; let c0 = cpuSeconds(house.database.serverPid); const t0 = performance.now();
  const flush = async (b: any[]) => { await house.gate.act(actor, "post", (c) => postDeclarations({ ...c, sourceId: c.newId() }, b).then(() => undefined)); total += b.length; const c = cpuSeconds(house.database.serverPid); progress(`${total} ${Math.round(total / ((performance.now() - t0) / 1000))}/s client ${(((c.client - c0.client) / total) * 1e6).toFixed(1)} server ${(((c.server - c0.server) / total) * 1e6).toFixed(1)} us/row rss ${Math.round(process.memoryUsage().rss / 1e6)}`); };
  let line = 1; let fed = 0;
  for (const row of trade.rows) { batch.push({ row, line: ++line, reportedGiven: true }); fed++; if (batch.length >= chunk) { if (pending.length >= depth) await pending.shift(); pending.push(flush(batch)); batch = []; } if (fed >= stop) break; }
  await Promise.all(pending);
});
