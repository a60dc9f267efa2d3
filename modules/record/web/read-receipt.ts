import { canonicalJson } from "#kernel/canonical-json.ts";
import { Refusal, wordsOf } from "#kernel/refusal.ts";
import type { SentCommand } from "#ui/sent-commands.ts";
import type { Words } from "#ui/call.ts";
import { recordRefusals, type Receipt } from "../contract/index.ts";
import { verifyReceipt, type ReceiptVerdict } from "../domain/receipt.ts";
import { parseNote, type Crypto } from "../domain/signed-note.ts";

export type CheckedReceipt = { readonly receipt: Receipt; readonly verdict: ReceiptVerdict };
export type UnreadReceipt = { readonly problem: Words };

/**
 * Works the server's receipt through before it is shown: entry, proof and signature must fit together. What this page itself sent goes
 * into it when it is what the entry committed to. The keys are the receipt's own, so `vouched` stays false: that is for those who have
 * the key from elsewhere.
 */
export function checkReceipt(crypto: Crypto, receipt: Receipt, sent: SentCommand | undefined): CheckedReceipt | UnreadReceipt {
  const filed = sent && receipt.inputKey !== null ? canonicalJson(sent.input) : undefined;
  if (filed !== undefined) {
    const whole = { ...receipt, filed };
    const checked = tried(crypto, whole);
    if ("verdict" in checked) return checked;
  }
  return tried(crypto, receipt);
}

function tried(crypto: Crypto, receipt: Receipt): CheckedReceipt | UnreadReceipt {
  try {
    return { receipt, verdict: verifyReceipt(crypto, receipt, []) };
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    const words = recordRefusals.words[problem.code];
    return { problem: words ? { zh: wordsOf(words, "zh", problem.data), en: wordsOf(words, "en", problem.data) } : { zh: problem.code, en: problem.code } };
  }
}

/** Names on the checkpoint whose keys the receipt does not hold: witnesses, whose keys come from the witnesses. */
export function otherSigners({ receipt, verdict }: CheckedReceipt): string[] {
  const checked = new Set([...verdict.signedBy, ...verdict.witnesses].map(({ name }) => name));
  const names = parseNote(receipt.checkpoint).signatures.map(({ name }) => name);
  return [...new Set(names)].filter((name) => !checked.has(name));
}
