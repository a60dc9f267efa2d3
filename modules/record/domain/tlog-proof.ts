import { base64, utf8 } from "@scure/base";
import { canonicalJson } from "#kernel/canonical-json.ts";
import type { Receipt } from "../contract/receipt.ts";
import { refuseRecord as refuse } from "../contract/refusals.ts";
import { parsedJson } from "./leaf-body.ts";
import { readReceiptShape } from "./receipt.ts";
import { decoded } from "./signed-note.ts";

/** First line of C2SP tlog-proof; files end in `.tlog-proof`. */
export const TLOG_PROOF = "c2sp.org/tlog-proof@v1";

/**
 * A receipt as C2SP tlog-proof, for programs that know nothing of ours: they verify index, proof and checkpoint for the entry
 * SHA-256(salt ‖ body), which is the record that went into the log. What only we need stands in the extra data, which nothing signs.
 */
export function formatTlogProof({ index, proof, checkpoint, format, leaf, inputKey, keys, filed }: Receipt): string {
  const extra = base64.encode(utf8.decode(canonicalJson({ format, leaf, inputKey, keys, filed: filed ?? undefined })));
  return [TLOG_PROOF, `extra ${extra}`, `index ${index}`, ...proof, "", checkpoint].join("\n");
}

/** Reads the form only; nothing of it is proved before `verifyReceipt`. Refuses `record.receipt.malformed`. */
export function parseTlogProof(text: string): Receipt {
  const blank = text.indexOf("\n\n");
  const [first, extraLine = "", indexLine = "", ...proof] = text.slice(0, blank < 0 ? 0 : blank).split("\n");
  if (first !== TLOG_PROOF) refuse("record.receipt.malformed", { zh: "不是 tlog-proof 格式", en: "it is not a tlog-proof" });
  const [, encoded] = /^extra (\S+)$/.exec(extraLine) ?? [];
  if (encoded === undefined) refuse("record.receipt.malformed", { zh: "没有附加数据（extra），认不出留痕条目", en: "it has no extra data, so the entry is not known" });
  const [, index] = /^index (\S+)$/.exec(indexLine) ?? [];
  return readReceiptShape({ ...extraOf(encoded), index, proof, checkpoint: text.slice(blank + 2) });
}

function extraOf(encoded: string): object {
  const bytes = decoded(encoded);
  const value = bytes && parsedJson(textOf(bytes) ?? "");
  return typeof value === "object" && value !== null ? value : refuse("record.receipt.malformed", { zh: "附加数据（extra）读不出", en: "its extra data cannot be read" });
}

/** UTF-8; undefined for bytes that are none. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.encode(bytes);
  } catch {
    return undefined;
  }
}
