import { createInflateRaw } from "node:zlib";
import { tableFileRefusals } from "./refusals.ts";

const END_OF_DIRECTORY = 0x06054b50, DIRECTORY_ENTRY = 0x02014b50, LOCAL_HEADER = 0x04034b50;
const ENTRIES_MAX = 10_000;
const PIECE_BYTES = 262_144;

export type ZipEntry = { readonly name: string; readonly size: number; readonly method: number; readonly data: Uint8Array };

/**
 * The parts of a zip in memory by its central directory (PKWARE APPNOTE 4.3), still packed. Sizes are what the
 * directory declares; `unpack` stops a part that turns out larger, so a bomb costs no more than its declared bound.
 */
export function readZipDirectory(bytes: Uint8Array): Map<string, ZipEntry> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEndOfDirectory(file);
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  const entries = new Map<string, ZipEntry>();
  if (count > ENTRIES_MAX) damaged("zip");
  for (let i = 0; i < count; i++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== DIRECTORY_ENTRY) damaged("zip");
    const flags = file.readUInt16LE(at + 8), method = file.readUInt16LE(at + 10);
    const packed = file.readUInt32LE(at + 20), size = file.readUInt32LE(at + 24);
    const nameLength = file.readUInt16LE(at + 28), skip = file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    const local = file.readUInt32LE(at + 42);
    const name = file.toString("utf8", at + 46, at + 46 + nameLength).replaceAll("\\", "/");
    at += 46 + nameLength + skip;
    if (local + 30 > file.length || file.readUInt32LE(local) !== LOCAL_HEADER) damaged("zip");
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const encrypted = (flags & 1) === 1;
    if (encrypted || start + packed > file.length || (method !== 0 && method !== 8) || entries.has(name)) damaged("zip");
    entries.set(name, { name, size, method, data: file.subarray(start, start + packed) });
  }
  return entries;
}

/** The unpacked bytes of one part, in pieces; refuses a part that is larger than it declares, or cut short. */
export async function* unpack(entry: ZipEntry): AsyncGenerator<Uint8Array> {
  if (entry.method === 0) {
    if (entry.data.length !== entry.size) damaged(entry.name);
    for (let at = 0; at < entry.size; at += PIECE_BYTES) yield entry.data.subarray(at, at + PIECE_BYTES);
    return;
  }
  const inflate = createInflateRaw({ chunkSize: PIECE_BYTES });
  let size = 0;
  try {
    inflate.end(entry.data);
    for await (const piece of inflate as AsyncIterable<Uint8Array>) {
      size += piece.length;
      if (size > entry.size) break;
      yield piece;
    }
  } catch (error) {
    // Only zlib's own complaints about the bytes; anything thrown at us from outside passes through.
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) damaged(entry.name);
    throw error;
  } finally {
    inflate.destroy();
  }
  if (size !== entry.size) damaged(entry.name);
}

export function damaged(part: string): never {
  return tableFileRefusals.refuse("table.file.damaged", { part });
}

function findEndOfDirectory(file: Buffer): number {
  const lowest = Math.max(0, file.length - 65_557);
  for (let at = file.length - 22; at >= lowest; at--) if (file.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  return damaged("zip");
}
