import { readCsv, readCsvStream } from "./csv-read.ts";
import { TABLE_LIMITS, type RecordBatch, type TableLimits } from "./record-batch.ts";
import { tableFileRefusals } from "./refusals.ts";
import { readXlsx } from "./xlsx-read.ts";

export type OpenTable = {
  readonly format: "csv" | "xlsx";
  /** As written, trimmed; the names are checked by who knows the columns. */
  readonly header: string[];
  readonly headerLine: number;
  /** The rows below the header. */
  readonly batches: AsyncIterable<RecordBatch>;
};

/**
 * Opens a .csv or .xlsx in memory; which one it is, its first bytes say.
 * @throws Refusal `table.file.*`, here or while the batches are read
 */
export async function openTable(bytes: Uint8Array, limits: TableLimits = TABLE_LIMITS): Promise<OpenTable> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const isOldOffice = bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
  if (isOldOffice) tableFileRefusals.refuse("table.file.kind-unknown");
  return isZip ? splitHeader("xlsx", readXlsx(bytes, limits)) : splitHeader("csv", readCsv(bytes, limits));
}

/** Opens a csv that arrives in pieces, such as a file of a million rows. */
export async function openCsvStream(source: AsyncIterable<Uint8Array>, limits: TableLimits = TABLE_LIMITS): Promise<OpenTable> {
  return splitHeader("csv", readCsvStream(source, limits));
}

async function splitHeader(format: "csv" | "xlsx", source: AsyncGenerator<RecordBatch> | Generator<RecordBatch>): Promise<OpenTable> {
  for (;;) {
    const { value, done } = await source.next();
    if (done === true) return tableFileRefusals.refuse("table.file.empty");
    const header = value.records[0];
    if (header === undefined) continue;
    const names = header.map((name) => name.trim());
    while (names.at(-1) === "") names.pop();
    return { format, header: names, headerLine: value.lines[0] ?? 1, batches: following(withoutFirst(value), source) };
  }
}

async function* following(first: RecordBatch, rest: AsyncIterable<RecordBatch> | Iterable<RecordBatch>): AsyncGenerator<RecordBatch> {
  if (first.records.length > 0) yield first;
  for await (const batch of rest) {
    if (batch.records.length > 0) yield batch;
    await new Promise(setImmediate); // a csv in memory is read without waiting for anything: let others run
  }
}

function withoutFirst(batch: RecordBatch): RecordBatch {
  const faults: RecordBatch["faults"] = new Map();
  for (const [at, list] of batch.faults) if (at > 0) faults.set(at - 1, list);
  return { records: batch.records.slice(1), lines: batch.lines.slice(1), faults };
}
