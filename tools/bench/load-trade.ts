import { operatorActor } from "#access";
import { ownCity } from "#territory";
import type { House } from "../../entry/open-house.ts";
import type { Declaration } from "../../modules/precursor/contract/declaration.ts";
import { postDeclarations } from "../../modules/precursor/server/books/post-declarations.ts";
import { progress } from "./report.ts";

const CHUNK_ROWS = 25_000;
const TOLD_EVERY = 100_000;

/** Posts rows through the gate as an import does, two chunks under way. @returns seconds; throws when a row is refused */
export async function loadTrade(house: House, rows: Iterable<Declaration>): Promise<number> {
  const actor = operatorActor(ownCity().code);
  const started = performance.now();
  const underWay: Promise<void>[] = [];
  let batch: { row: Declaration; line: number; reportedGiven: boolean }[] = [];
  let posted = 0;
  const post = async (filed: typeof batch) => {
    const accepted = await house.gate.act(actor, "bench.post", async (context) => {
      const { outcomes } = await postDeclarations({ ...context, sourceId: context.newId() }, filed);
      return outcomes.filter((outcome) => outcome.state === "accepted").length;
    });
    if (accepted !== filed.length) throw new Error(`${filed.length - accepted} of ${filed.length} rows were not accepted`);
    posted += filed.length;
    if (posted % TOLD_EVERY < CHUNK_ROWS) progress(`${posted} rows, ${Math.round(posted / ((performance.now() - started) / 1000))} rows/s`);
  };
  let line = 1;
  for (const row of rows) {
    batch.push({ row, line: ++line, reportedGiven: true });
    if (batch.length < CHUNK_ROWS) continue;
    if (underWay.length >= 2) await underWay.shift();
    underWay.push(post(batch));
    batch = [];
  }
  if (batch.length > 0) underWay.push(post(batch));
  await Promise.all(underWay);
  return (performance.now() - started) / 1000;
}
