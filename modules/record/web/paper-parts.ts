import { Refusal } from "#kernel/refusal.ts";
import type { Receipt } from "../contract/index.ts";
import { receiptParts } from "../domain/receipt-code.ts";
import { browserCrypto } from "./verifier/browser-crypto.ts";

/** What one sheet holds with its words, at a size any telephone reads. */
const MOST_ON_PAPER = 6;

export type PaperParts = { /** Texts of the codes; none when there would be too many. */ readonly parts: readonly string[]; readonly count: number; /** Whether what was filed stands in them. */ readonly hasFiled: boolean };

/** The receipt as codes for one sheet: with what was filed where there is room, without it otherwise. */
export function partsForPaper(receipt: Receipt): PaperParts {
  const whole = partsOf(receipt);
  const hasFiled = typeof receipt.filed === "string";
  if (whole && whole.length <= MOST_ON_PAPER) return { parts: whole, count: whole.length, hasFiled };
  const bare = partsOf({ ...receipt, filed: null });
  if (bare && bare.length <= MOST_ON_PAPER) return { parts: bare, count: bare.length, hasFiled: false };
  return { parts: [], count: bare?.length ?? MOST_ON_PAPER + 1, hasFiled: false };
}

function partsOf(receipt: Receipt): string[] | undefined {
  try {
    return receiptParts(browserCrypto.sha256, receipt);
  } catch (problem) {
    if (problem instanceof Refusal) return undefined; // too large for codes
    throw problem;
  }
}
