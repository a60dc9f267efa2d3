import { randomFillSync } from "node:crypto";

const POOL_BYTES = 8_192;
const pool = new Uint8Array(POOL_BYTES);
let taken = POOL_BYTES;

/** Bytes of chance from the system, fetched for many at a time: asking for ten costs as much as asking for thousands. Never given twice. */
export function chance(bytes: number): Uint8Array {
  if (taken + bytes > POOL_BYTES) {
    randomFillSync(pool);
    taken = 0;
  }
  const given = pool.slice(taken, taken + bytes);
  pool.fill(0, taken, taken + bytes);
  taken += bytes;
  return given;
}
