import type { Writable } from "node:stream";

/** Types a bulk row may hold, by PostgreSQL's names. */
export type ColumnType = "text" | "bigint" | "int" | "double precision" | "boolean" | "uuid" | "date" | "timestamptz" | "json" | "jsonb" | "bytea" | "text[]";
/** Epoch ms for `timestamptz`, `YYYY-MM-DD` for `date`, JSON text for `json` and `jsonb`, hex digits for `bytea`; otherwise what the type says. */
export type CopyCell = string | number | boolean | readonly string[] | null;

const PIECE_BYTES = 262_144;
const SIGNATURE = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const TEXT_OID = 25;
const JSONB_VERSION = 1;
const WORD = 0x1_0000_0000;
/** 2000-01-01, where PostgreSQL's binary times begin. */
const EPOCH_MS = 946_684_800_000;
const EPOCH_DAY = EPOCH_MS / 86_400_000;
/** Up to here a text is written character by character, which is quicker than a call into the runtime. */
const SHORT_CHARS = 48;

/**
 * Rows by COPY … with (format binary): neither side spells out or reads numbers and times as text. `cells` gives a row's
 * values in the order of `types`, and may give the same array each time.
 * Row-level security forbids COPY into the table itself, so bulk rows go through a temporary one that nobody else sees.
 * All is sent, and not yet answered, when this is done: the next statement follows at once. It fails with 25P02 where the
 * database did not take the rows (its log says why).
 */
export async function copyRows<Row>(target: Writable, types: readonly ColumnType[], rows: readonly Row[], cells: (row: Row) => readonly CopyCell[]): Promise<void> {
  target.on("error", () => undefined); // told by the write, or by the next statement
  try {
    const out = new CopyBuffer();
    out.bytes(SIGNATURE);
    for (const row of rows) {
      out.int16(types.length);
      const values = cells(row);
      for (let i = 0; i < types.length; i++) out.cell(types[i] ?? "text", values[i] ?? null);
      if (out.length >= PIECE_BYTES) await writeOut(target, out);
    }
    out.int16(-1);
    await writeOut(target, out);
    // The driver breaks off a COPY whenever a stream is destroyed, and one that ended well is: that would hit the COPY behind it.
    target._destroy = (error, done) => done(error);
    target.end();
  } catch (error) {
    target.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

/** Waits until the piece has left, so that its buffer can be filled again. */
async function writeOut(target: Writable, out: CopyBuffer): Promise<void> {
  await new Promise<void>((done, fail) => target.write(out.taken(), (error) => (error ? fail(error) : done())));
  out.length = 0;
}

class CopyBuffer {
  length = 0;
  private buffer = Buffer.allocUnsafeSlow(PIECE_BYTES + PIECE_BYTES / 4);

  taken(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  bytes(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  int16(value: number): void {
    this.room(2);
    this.length = this.buffer.writeInt16BE(value, this.length);
  }

  cell(type: ColumnType, value: CopyCell): void {
    this.room(32);
    if (value === null) this.int32(-1);
    else if (typeof value === "string") this.word(type, value);
    else if (typeof value === "number") this.number(type, value);
    else if (typeof value === "boolean") this.boolean(value);
    else this.texts(value);
  }

  private word(type: ColumnType, value: string): void {
    if (type === "text" || type === "json") return this.text(value);
    if (type === "jsonb") {
      const at = this.length;
      this.length += 4;
      this.buffer[this.length++] = JSONB_VERSION;
      this.utf8(value);
      this.buffer.writeInt32BE(this.length - at - 4, at);
    } else if (type === "date") {
      this.int32(4);
      this.int32(Date.parse(value) / 86_400_000 - EPOCH_DAY);
    } else if (type === "uuid") {
      this.int32(16);
      this.length += this.buffer.write(value.replaceAll("-", ""), this.length, "hex");
    } else if (type === "bytea") {
      this.int32(value.length / 2);
      this.room(value.length / 2);
      this.length += this.buffer.write(value, this.length, "hex");
    } else throw new Error(`a text cannot be a ${type}`);
  }

  private number(type: ColumnType, value: number): void {
    if (type === "int") {
      this.int32(4);
      this.int32(value);
    } else if (type === "double precision") {
      this.int32(8);
      this.length = this.buffer.writeDoubleBE(value, this.length);
    } else if (type === "bigint" || type === "timestamptz") {
      if (!Number.isSafeInteger(value)) throw new Error(`${value} is not a whole number that can be kept exactly`);
      this.int32(8);
      this.int64(type === "bigint" ? value : (value - EPOCH_MS) * 1_000);
    } else throw new Error(`a number cannot be a ${type}`);
  }

  private boolean(value: boolean): void {
    this.int32(1);
    this.buffer[this.length++] = value ? 1 : 0;
  }

  private text(value: string): void {
    const at = this.length;
    this.length += 4;
    this.utf8(value);
    this.buffer.writeInt32BE(this.length - at - 4, at);
  }

  /** One dimension from 1; an empty array has none. */
  private texts(values: readonly string[]): void {
    const at = this.length;
    this.length += 4;
    for (const part of [values.length === 0 ? 0 : 1, 0, TEXT_OID]) this.int32(part);
    if (values.length > 0) for (const part of [values.length, 1]) this.int32(part);
    for (const value of values) {
      this.room(4);
      this.text(value);
    }
    this.buffer.writeInt32BE(this.length - at - 4, at);
  }

  private utf8(value: string): void {
    this.room(value.length * 3);
    const start = this.length;
    if (value.length > SHORT_CHARS) {
      this.length += this.buffer.write(value, start, "utf8");
      return;
    }
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code > 127) {
        this.length = start + this.buffer.write(value, start, "utf8");
        return;
      }
      this.buffer[start + i] = code;
    }
    this.length = start + value.length;
  }

  private int32(value: number): void {
    const { buffer } = this;
    let at = this.length;
    buffer[at++] = value >> 24;
    buffer[at++] = value >> 16;
    buffer[at++] = value >> 8;
    buffer[at++] = value;
    this.length = at;
  }

  private int64(value: number): void {
    const high = Math.floor(value / WORD);
    this.int32(high);
    this.int32(value - high * WORD);
  }

  private room(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.length + bytes + PIECE_BYTES));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}
