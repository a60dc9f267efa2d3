import { TROUBLE_WORDS } from "#record/contract";
import { verifyNow } from "#record";
import { withHouse } from "./command-house.ts";
import { readTextFile } from "./files.ts";
import { readOptions } from "./options.ts";
import { say, sayJson } from "./print.ts";

/** `record verify [--since CHECKPOINT]`: the whole record, computed anew. Ends with 1 when anything was changed. */
export async function verifyRecordCommand(args: readonly string[]): Promise<number> {
  if (args.some((arg) => arg === "--receipt" || arg.startsWith("--receipt="))) return (await import("./record-verify-receipt.ts")).verifyReceiptCommand(args);
  const options = readOptions(args, ["since"]);
  const sinceFile = options.one("since");
  const since = sinceFile === undefined ? undefined : readTextFile(sinceFile);
  const started = performance.now();
  const verdict = await withHouse(() => verifyNow(since, options.json ? () => {} : showProgress));
  const seconds = (performance.now() - started) / 1000;
  if (options.json) {
    sayJson({ ...verdict, seconds });
    return verdict.sound ? 0 : 1;
  }
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  say(verdict.sound ? "完好：每一条都重新算过，与签署的一致。 Sound: every entry was computed anew and is what was signed." : "不完好：记录被动过。请保持机器原样，取来外部保存的检查点，通知审计管理员。 NOT sound: the record was changed. Leave the machine as it is, fetch the checkpoint kept elsewhere, tell the audit administrator.");
  say(`条目 entries ${verdict.size}（重算 computed ${verdict.checked}，封存 sealed ${verdict.sealed}，待编入 waiting ${verdict.waiting}）  树根 root ${verdict.root}  ${seconds.toFixed(1)} s`);
  if (verdict.since !== null) say(`与旧检查点（${verdict.since} 条）${verdict.sound ? "一致 consistent with the older checkpoint" : "对照过 held against the older checkpoint"}`);
  for (const { code, at, count } of verdict.troubles) say(`- ${TROUBLE_WORDS[code].means.zh} ${TROUBLE_WORDS[code].means.en} [${code}] × ${count}: ${at}`);
  return verdict.sound ? 0 : 1;
}

function showProgress(done: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} / ${all}`);
}
