import { Refusal, wordsOf } from "#kernel/refusal.ts";
import { readConfig } from "#platform/config.ts";
import { recordRefusals } from "#record/contract";
import { verifierKeyOf, verifyReceiptText, type ReceiptVerdict } from "#record";
import { readTextFile } from "./files.ts";
import { readOptions } from "./options.ts";
import { say, sayJson, tableText } from "./print.ts";
import { UsageError } from "./usage.ts";

/**
 * `record verify --receipt F [--content G] [--vkey KEY]…`: needs neither database nor network and opens none. Ends with 0 only when the
 * proof holds under a key that was given, or is this installation's own; a receipt that only its own key vouches for ends with 1.
 */
export async function verifyReceiptCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args, ["receipt", "content", "vkey"]);
  const files = options.all("receipt");
  if (files.length === 0) options.need("receipt");
  const text = files.map(readTextFile).join("\n");
  const contentFile = options.one("content");
  const content = contentFile === undefined ? undefined : readTextFile(contentFile).replace(/^\uFEFF/, "");
  const keys = options.all("vkey").map(keyOption);
  const outcome = verified(() => verifyReceiptText({ text, content, keys, dataDir: readConfig().dataDir }));
  if (options.json) sayJson(jsonOf(outcome));
  else show(outcome);
  return outcome.refusal ? 1 : 0;
}

type Outcome = { readonly verdict?: ReceiptVerdict; readonly refusal?: Refusal };

/** A proof under no trusted key comes with its verdict and is refused all the same. */
function verified(verify: () => ReceiptVerdict): Outcome {
  try {
    const verdict = verify();
    const [signer] = verdict.signedBy;
    if (verdict.vouched || !signer) return { verdict };
    return { verdict, refusal: new Refusal("record.receipt.unvouched", { name: signer.name, id: signer.id }) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
}

function jsonOf({ verdict, refusal }: Outcome) {
  return { holds: refusal === undefined, refusal: refusal && { code: refusal.code, words: bothWords(refusal) }, verdict };
}

function show({ verdict, refusal }: Outcome): void {
  if (refusal) {
    const { zh, en } = bothWords(refusal);
    process.stderr.write(`${zh} ${en} [${refusal.code}]\n`);
    return;
  }
  if (!verdict) return;
  const { done, log, signedBy, witnesses, content } = verdict;
  say("成立：这条留痕在日志里，写入后没有改动。 The receipt holds: the entry stands in the log and was not changed since.");
  say(
    tableText([{ title: "" }, { title: "" }], [
      ["时间 at", done.at],
      ["事项 act", done.name],
      ["账号 account", `${done.actor.kind} ${done.actor.id}`],
      ["单位 unit", done.unit],
      ["条目 entry", done.id],
      ...(done.read ? [["查阅 read", `${done.read.purpose} × ${done.read.subjects.length}`]] : []),
      ...(done.seals === undefined ? [] : [["封存 seals", done.seals]]),
      ["日志 log", log.origin],
      ["位置 place", `${log.index} / ${log.size}`],
      ["根哈希 root", log.root],
      ...signedBy.filter(({ isKnown }) => isKnown).map(({ name, id }) => ["钥匙 key", `${name}+${id}`]),
      ...witnesses.map(({ name, id, at, isKnown }) => ["见证 witness", `${name}+${id} ${at} ${isKnown ? "已核对 known" : "未核对 not known here"}`]),
      ["内容 content", content === "checked" ? "已核对，一致 checked, the same" : "未给出，未核对 not given, not checked"],
    ]).trimStart(),
  );
  say("不证明所申报的内容属实。 It is not proved that what was entered is true.");
}

function bothWords(refusal: Refusal): { readonly zh: string; readonly en: string } {
  const words = recordRefusals.words[refusal.code] ?? { status: 422, zh: refusal.code, en: refusal.code };
  return { zh: wordsOf(words, "zh", refusal.data), en: wordsOf(words, "en", refusal.data) };
}

function keyOption(vkey: string) {
  try {
    return verifierKeyOf(vkey);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { zh, en } = bothWords(error);
    throw new UsageError(`--vkey：${zh} ${en}`);
  }
}
