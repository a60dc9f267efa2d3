import { addCosignaturesUseCase, cosignCheckpoint, exportForWitnessUseCase, makeWitnessKey } from "#record";
import { withHouse } from "./command-house.ts";
import { readTextFile, writeText } from "./files.ts";
import { readOptions } from "./options.ts";
import { say, sayJson } from "./print.ts";
import { UsageError } from "./usage.ts";

/** `record export [--witness NAME] [--old SIZE] [--out F]`: what a witness is handed, or the bare checkpoint to be kept. */
export async function exportCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args, ["witness", "old", "out"]);
  const old = options.one("old");
  if (old !== undefined && !/^(0|[1-9]\d{0,15})$/.test(old)) throw new UsageError(`--old 应为条数 is a number of entries: ${old}`);
  const file = await withHouse(({ gate, operator }) => gate.act(operator, "record.checkpoint.export", (context) => exportForWitnessUseCase(context, { witness: options.one("witness"), old })));
  writeText(new TextDecoder().decode((file as { body: Uint8Array }).body), options.one("out"));
  return 0;
}

/** `record cosignatures F`: keeps what witnesses signed. */
export async function cosignaturesCommand(args: readonly string[]): Promise<number> {
  const { json, positionals } = readOptions(args, [], 1);
  const [path] = positionals;
  if (path === undefined) throw new UsageError("要导入的文件 which file?");
  const note = readTextFile(path);
  const { kept } = await withHouse(({ gate, operator }) => gate.act(operator, "record.cosignature.add", (context) => addCosignaturesUseCase(context, { note })));
  if (json) sayJson(kept);
  else for (const { name, size, at } of kept) say(`${name}  ${size}  ${at}`);
  return 0;
}

/** `record witness …` runs on the witness's own machine: it opens no database and no network. */
export async function witnessCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args, ["new-key", "key", "state", "log", "request", "out"]);
  const name = options.one("new-key");
  if (name !== undefined) {
    say(makeWitnessKey(name, options.need("key")));
    return 0;
  }
  const logVkeys = options.all("log");
  if (logVkeys.length === 0) throw new UsageError("缺少 missing --log（日志的核验公钥 the log's verifier key）");
  const { note } = cosignCheckpoint({ keyFile: options.need("key"), stateFile: options.need("state"), logVkeys, request: readTextFile(options.need("request")), now: new Date() });
  writeText(note, options.one("out"));
  return 0;
}
