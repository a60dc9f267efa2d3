import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { Declaration } from "../../modules/precursor/contract/declaration.ts";

export const TRADE_HEADER = ["declaration_id", "declarant", "kind", "substance", "lot", "quantity", "unit", "content", "occurred_at", "reported_at", "counterparty", "shipment", "permit", "sigma_pct", "note"] as const;

const time = (ms: number) => `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
const kg = (massMg: number) => `${Math.floor(massMg / 1_000_000)}.${String(massMg % 1_000_000).padStart(6, "0")}`;

/** A declaration as a line of the declarations file; an unreadable one when `isBad`. */
export const tradeLine = (row: Declaration, isBad = false): string =>
  `${row.declarationId},${row.declarant},${row.kind},${row.substanceId},${row.lot ?? ""},${isBad ? "a lot" : kg(row.massMg)},kg,100,${time(row.occurredAt)},${time(row.reportedAt)},${row.counterparty ?? ""},${row.shipment ?? ""},${row.permit ?? ""},0.1,\n`;

/** Writes the file and @returns how many rows it holds. @param badEvery an unreadable row beside every n-th good one, 0 none; `isInstead`: in its place */
export async function writeTradeFile(path: string, rows: Iterable<Declaration>, badEvery = 0, isInstead = false): Promise<number> {
  const file = createWriteStream(path);
  let text = `${TRADE_HEADER.join(",")}\n`;
  let count = 0;
  for (const row of rows) {
    count += 1;
    const isBad = badEvery > 0 && count % badEvery === 0;
    if (!isBad || !isInstead) text += tradeLine(row);
    if (isBad) text += tradeLine({ ...row, declarationId: `${row.declarationId}-bad` }, true);
    if (text.length < 1 << 20) continue;
    if (!file.write(text)) await once(file, "drain");
    text = "";
  }
  file.end(text);
  await once(file, "finish");
  return count;
}
