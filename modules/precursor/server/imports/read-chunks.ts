import { createReadStream } from "node:fs";
import { open, readFile } from "node:fs/promises";
import type { Actor } from "#kernel/actor.ts";
import { LIMITS } from "#platform/config.ts";
import { openCsvStream, openTable, type OpenTable } from "#platform/table-file/read-table.ts";
import { TABLE_LIMITS } from "#platform/table-file/record-batch.ts";
import type { ImportKind } from "../../contract/import.api.ts";
import type { RowLookup } from "../../domain/parse/row-lookup.ts";
import { declarationsFile } from "./declarations-file.ts";
import type { Chunk, FileKind } from "./file-kind.ts";
import { enterprisesFile, normsFile, permitsFile } from "./registers-file.ts";

const FILE_KINDS: Readonly<Record<ImportKind, FileKind>> = { enterprises: enterprisesFile, permits: permitsFile, norms: normsFile, declarations: declarationsFile };

export type ChunkSource = {
  readonly kind: ImportKind;
  readonly path: string;
  readonly lookup: RowLookup;
  readonly now: Date;
  readonly fence: Pick<Actor, "scope" | "unitCode">;
  readonly chunkRows: number;
  /** Rows dealt with before an interruption. */
  readonly skipRows?: number;
};

/** A csv is read as it streams, a workbook from memory; which one it is, its first bytes say. */
export async function openTableFile(path: string): Promise<OpenTable> {
  const limits = { ...TABLE_LIMITS, rows: LIMITS.importRows + 1 };
  const file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0).finally(() => file.close());
  const isZip = buffer[0] === 0x50 && buffer[1] === 0x4b;
  const isOldOffice = buffer[0] === 0xd0 && buffer[1] === 0xcf;
  return isZip || isOldOffice ? openTable(await readFile(path), limits) : openCsvStream(createReadStream(path, { highWaterMark: 262_144 }), limits);
}

export type OpenChunks = { readonly header: readonly string[]; readonly chunks: AsyncGenerator<Chunk> };

/** @throws Refusal `table.file.*` and `precursor.file.*`, here or while the chunks are read */
export async function openChunks(source: ChunkSource): Promise<OpenChunks> {
  const table = await openTableFile(source.path);
  const reader = FILE_KINDS[source.kind](table.header, source.lookup, source.now, source.fence);
  async function* chunks(): AsyncGenerator<Chunk> {
    let left = source.skipRows ?? 0;
    for await (const batch of table.batches) {
      for (let i = 0; i < batch.records.length; i++) {
        if (left > 0) {
          left -= 1;
          continue;
        }
        reader.add(batch.records[i] ?? [], batch.lines[i] ?? 0, batch.faults.get(i));
        if (reader.size >= source.chunkRows) yield reader.cut();
      }
    }
    if (reader.size > 0) yield reader.cut();
  }
  return { header: table.header, chunks: chunks() };
}

/** Reads one chunk ahead: while the database works on one, the next is parsed. Never more than two are held. */
export async function* oneAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next();
  for (;;) {
    const { value, done } = await next;
    if (done === true) return;
    next = source.next();
    next.catch(() => undefined); // it is awaited above; a fault must not count as unhandled meanwhile
    yield value;
  }
}
