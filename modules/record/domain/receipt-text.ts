import type { Receipt } from "../contract/receipt.ts";
import { refuseRecord as refuse } from "../contract/refusals.ts";
import { parsedJson } from "./leaf-body.ts";
import { joinParts, MARK } from "./receipt-code.ts";
import { readReceiptShape } from "./receipt.ts";
import { parseTlogProof, TLOG_PROOF } from "./tlog-proof.ts";
import type { Sha256 } from "./tree-hash.ts";

/** Longer than any receipt in any of its forms. */
export const MOST_TEXT = 2_000_000;

/**
 * A receipt in whatever form it is at hand: JSON, C2SP tlog-proof, or the texts of its QR codes. Reads the form only.
 * Refuses `record.receipt.absent`, `record.receipt.malformed` and what `joinParts` refuses.
 */
export function readReceipt(sha256: Sha256, text: string): Receipt {
  if (text.length > MOST_TEXT) refuse("record.receipt.malformed", { zh: "文本过长", en: "it is too long" });
  const plain = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n").trimStart();
  if (plain === "") refuse("record.receipt.absent");
  if (plain.startsWith(TLOG_PROOF)) return parseTlogProof(`${plain.trimEnd()}\n`);
  if (plain.slice(0, MARK.length).toUpperCase() === MARK) return joinParts(sha256, [plain]);
  if (plain.startsWith("{")) return readReceiptShape(parsedJson(plain));
  return refuse("record.receipt.malformed", { zh: "既不是 JSON，也不是 tlog-proof 或二维码文本", en: "it is neither JSON nor a tlog-proof nor the text of QR codes" });
}
