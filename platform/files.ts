import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, type ReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Transform, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { LIMITS } from "./config.ts";
import type { Tx } from "./db.ts";
import { findFile, insertFile, type FileRow } from "./files.sql.ts";
import { refuse } from "./refusals.ts";

/** Stored bytes are named by their SHA-256 in the data folder; who may read them is a row in `platform.file`. */
export class Files {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, "files");
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
  }

  /** Streams to disk and names the file by its content. Refuses `gate.body.too-large`, `gate.file.empty`. */
  async store(bytes: Readable, maxBytes: number = LIMITS.uploadBytes): Promise<{ sha256: string; sizeBytes: number }> {
    const hash = createHash("sha256");
    let sizeBytes = 0;
    const count = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        sizeBytes += chunk.length;
        hash.update(chunk);
        next(null, chunk);
      },
    });
    const partial = join(this.folder, `${randomUUID()}.part`);
    try {
      await pipeline(bytes, count, async function* (source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          if (sizeBytes > maxBytes) refuse("gate.body.too-large");
          yield chunk;
        }
      }, createWriteStream(partial, { mode: 0o600, flush: true }));
      if (sizeBytes === 0) refuse("gate.file.empty");
      const sha256 = hash.digest("hex");
      renameSync(partial, join(this.folder, sha256));
      return { sha256, sizeBytes };
    } finally {
      if (existsSync(partial)) rmSync(partial);
    }
  }

  path(sha256: string): string {
    return join(this.folder, sha256);
  }
  read(sha256: string): Promise<Buffer> {
    return readFile(this.path(sha256));
  }
  stream(sha256: string): ReadStream {
    return createReadStream(this.path(sha256));
  }
}

/** The same file kept again stays as it is. Refuses `gate.command-id.reused` for another under its id. */
export async function keepFile(tx: Tx, row: FileRow): Promise<void> {
  if ((await insertFile(tx, row)).length === 1) return;
  const kept = await findFile(tx, row.unitCode, row.id);
  if (kept?.sha256 !== row.sha256 || kept.accountId !== row.accountId) refuse("gate.command-id.reused");
}

/** Refuses `gate.file.unknown` when there is none in the actor's fence. */
export async function getFile(tx: Tx, unitCode: string, id: string): Promise<FileRow> {
  return (await findFile(tx, unitCode, id)) ?? refuse("gate.file.unknown");
}
