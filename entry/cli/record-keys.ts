import { readLogKeys, retireOldKeys, rotateKey } from "#record";
import { readConfig } from "#platform/config.ts";
import { withHouse } from "./command-house.ts";
import { readOptions } from "./options.ts";
import { say, sayJson, tableText } from "./print.ts";
import { UsageError } from "./usage.ts";

/** `record keys [rotate|retire]`: shows the log's verifier keys; `rotate` adds a new one that signs beside the old; `retire` ends the overlap. */
export async function keysCommand(args: readonly string[]): Promise<number> {
  const { json, positionals } = readOptions(args, [], 1);
  const [verb] = positionals;
  if (verb !== undefined && verb !== "rotate" && verb !== "retire") throw new UsageError(`没有这个动作 no such act: ${verb}`);
  const { dataDir, origin } = readConfig();
  const keys = await withHouse(async ({ gate, operator, record }) => {
    if (verb !== undefined) {
      await gate.act(operator, `record.key.${verb}`, async ({ now }) => {
        if (verb === "rotate") rotateKey(dataDir, origin, now);
        else retireOldKeys(dataDir, now);
        return null;
      });
      await record.settle(); // the act itself is the first thing signed so
    }
    return readLogKeys(dataDir);
  });
  if (json) sayJson(keys);
  else say(tableText([{ title: "核验公钥 vkey" }, { title: "自 since" }, { title: "停用 retired" }], keys.map((key) => [key.vkey, key.since, key.retiredAt ?? "—"])));
  return 0;
}
