import { base64, hex, utf8 } from "@scure/base";
import type { Receipt } from "../contract/receipt.ts";
import { refuseRecord as refuse } from "../contract/refusals.ts";
import { joined } from "./hmac.ts";
import { readReceiptShape } from "./receipt.ts";
import { textOf } from "./tlog-proof.ts";

/**
 * A receipt in few bytes, for paper: hashes and keys as bytes instead of text, texts as they are.
 * `01 ‖ salt(16) ‖ index ‖ n, inputKey(0 or 32) ‖ n, proof(32 each) ‖ body ‖ checkpoint ‖ n, keys ‖ n, filed(0 or 1)`; a number takes
 * seven bits a byte, the lowest first (LEB128); a text is led by its length.
 */
export function bytesOfReceipt({ leaf, index, proof, checkpoint, keys, inputKey, filed }: Receipt): Uint8Array {
  const listed = (texts: readonly string[]) => [numberBytes(texts.length), ...texts.flatMap(textBytes)];
  return joined(
    Uint8Array.of(VERSION),
    hex.decode(leaf.salt),
    numberBytes(BigInt(index)),
    numberBytes(inputKey === null ? 0 : 1),
    hex.decode(inputKey ?? ""),
    numberBytes(proof.length),
    ...proof.map((hash) => base64.decode(hash)),
    ...textBytes(leaf.body),
    ...textBytes(checkpoint),
    ...listed(keys),
    ...listed(filed === null || filed === undefined ? [] : [filed]),
  );
}

const VERSION = 1;

function textBytes(text: string): Uint8Array[] {
  const bytes = utf8.decode(text);
  return [numberBytes(bytes.length), bytes];
}

function numberBytes(number: number | bigint): Uint8Array {
  const bytes: number[] = [];
  let left = BigInt(number);
  for (; left > 127n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
  return Uint8Array.of(...bytes, Number(left));
}

/** Refuses `record.code.malformed` and `record.receipt.malformed`. */
export function receiptOfBytes(bytes: Uint8Array): Receipt {
  const reader = new Reader(bytes);
  if (reader.take(1)[0] !== VERSION) refuse("record.code.malformed", { zh: "版本不认识", en: "its version is not known" });
  const salt = hex.encode(reader.take(16));
  const index = String(reader.number());
  const inputKey = reader.count(1) === 0 ? null : hex.encode(reader.take(32));
  const proof = reader.list(64, () => base64.encode(reader.take(32)));
  const body = reader.text();
  const checkpoint = reader.text();
  const keys = reader.list(16, () => reader.text());
  const [filed] = reader.list(1, () => reader.text());
  reader.end();
  return readReceiptShape({ format: "qingyu-receipt/1", leaf: { body, salt }, index, proof, checkpoint, keys, inputKey, ...(filed === undefined ? {} : { filed }) });
}

/** Goes through bytes from outside and never beyond them. */
class Reader {
  private readonly bytes: Uint8Array;
  private place = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  take(count: number): Uint8Array {
    if (count > this.bytes.length - this.place) refuse("record.code.malformed", { zh: "内容不全", en: "it ends too early" });
    this.place += count;
    return this.bytes.slice(this.place - count, this.place);
  }

  number(): bigint {
    let number = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.take(1)[0] ?? 0;
      number |= BigInt(byte & 127) << shift;
      if (byte < 128) return number;
    }
    return refuse("record.code.malformed", { zh: "有一个数过大", en: "a number in it is too large" });
  }

  count(most: number): number {
    const number = this.number();
    return number <= BigInt(most) ? Number(number) : refuse("record.code.malformed", { zh: "有一个数过大", en: "a number in it is too large" });
  }

  text(): string {
    return textOf(this.take(this.count(this.bytes.length))) ?? refuse("record.code.malformed", { zh: "文字不是 UTF-8", en: "a text in it is not UTF-8" });
  }

  list<T>(most: number, item: () => T): T[] {
    return Array.from({ length: this.count(most) }, item);
  }

  end(): void {
    if (this.place !== this.bytes.length) refuse("record.code.malformed", { zh: "末尾有多余内容", en: "something follows its end" });
  }
}
