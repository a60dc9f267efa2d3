import { operatorActor } from "#access"; import { ownCity } from "#territory"; import postgres from "postgres";
import { postDeclarations } from "../../modules/precursor/server/books/post-declarations.ts";
import { registerForTest } from "../../modules/precursor/testing/register.ts";
import { withScratchHouse } from "./scratch-house.ts"; import { aTrade } from "./trade.ts";
import { aDeclaration } from "../../modules/precursor/testing/builders.ts";
await withScratchHouse(async (house) => {
  const trade = aTrade(7, 1, 300); const actor = operatorActor(ownCity().code);
  await house.gate.act(actor, "reg", ({ tx }) => registerForTest(tx, trade));
  const names = trade.enterprises.map((e) => e.uscc); let n = 0;
  const batch = (size: number) => Array.from({ length: size }, () => ({ line: n, reportedGiven: true, row: aDeclaration(names[n % 40] ?? "", `S${n++}`, "produce", { substanceId: "toluene", massMg: 25e6, lot: `B${n % 1000}`, occurredAt: Date.now() - 3.6e6, reportedAt: Date.now() }) }));
  for (const size of [50, 50, 1]) { const k = 100; const t = performance.now(); for (let i = 0; i < k; i++) { const b = batch(size); await house.gate.act(actor, "post", (c) => postDeclarations({ ...c, sourceId: c.newId() }, b).then(() => undefined)); } console.log(size, ((performance.now() - t) / k).toFixed(2), "ms per batch"); }
});
