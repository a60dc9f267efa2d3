import { aUscc } from "../../modules/precursor/testing/builders.ts";

export type Chance = () => number;
export const pick = <V>(random: Chance, list: readonly V[]): V => {
  const value = list[Math.floor(random() * list.length)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
};

/** Texts that have broken programs: control characters, halves of characters, numbers out of range, dates that are none, text that looks like code. */
const KNOWN_BAD = [
  "", " ", "\u0000", "a\u0000b", "\ud800", "\udc00x", "𠮷", "\u202eabc", "\ufeff", "\u001f", "\r\n", "\t", "null", "undefined", "NaN", "Infinity", "-0", "1e309", "1e-400", "-1", "0x10", "１２３", "٣",
  "9007199254740993", "99999999999999999999999999", "0.0000000000000000001", "1,000", "1.2.3", "+5", "5.", ".5", "true", "[object Object]", "__proto__", "constructor", "toString", "hasOwnProperty", "{zh}", "{count}", "$&", "%", "%00", "%ff", "%2e%2e%2f",
  "../../../etc/passwd", "..\\..\\", "';drop table precursor.declaration;--", "' or '1'='1", "1 order by 1--", "unit_code desc", "mass_mg;select pg_sleep(5)", "$1", "${1}", "{{7*7}}", "<script>alert(1)</script>", "=cmd|'/c calc'!A1", "@SUM(1)", "|", "/", "//", ":", "#", "?",
  "2026-02-30", "2026-13-01", "0000-00-00", "0000-01-01", "0001-01-01", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+23:59", "9999-12-31", "10000-01-01", "-2026-01-01", "2026-11-23T25:61:61+99:99", "2026-11-23T00:00:00", "2026-11-23T00:00:00+08:00", "2026-11-23T00:00:00.123456789Z", "1969-12-31T23:59:59Z", "2026-01-01", "2025-12-31", "275760-09-13",
  "500102", "500103", "500000", "000000", "999999", "50010", "91500102DEM000001W", "CN:x", "XX:", ":", "019d0000-0000-7000-8000-0000000000aa", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "eyJhIjoxfQ", "W10", "bnVsbA==", "eyJhdCI6Ijk5OTk5LTAxLTAxIn0", "WyIxIiwiMiJd", "toluene", "甲苯", "108-88-3", "kg", "t", "opening", "void", "all", "both", "-", "'", '"', "`", "\\", "\\u0000", "a".repeat(65), "a".repeat(501), "甲".repeat(201),
] as const;

const BAD_TIMES = KNOWN_BAD.filter((text) => /^-?\d{4,6}-\d\d-\d\d/.test(text));

export function badText(random: Chance): string {
  const turn = random();
  if (turn < 0.7) return pick(random, KNOWN_BAD);
  if (turn < 0.76) return aUscc(Math.floor(random() * 400));
  if (turn < 0.8) return String((random() - 0.5) * 10 ** Math.floor(random() * 30));
  if (turn < 0.82) return pick(random, KNOWN_BAD) + pick(random, KNOWN_BAD);
  if (turn < 0.85) return aCursor(random);
  if (turn < 0.86) return pick(random, ["a", "\u0000", "[", "甲", "9", "%41", "\ud83d"]).repeat(Math.floor(random() * 60_000));
  return Array.from({ length: Math.floor(random() * 40) }, () => String.fromCharCode(Math.floor(random() * (random() < 0.5 ? 128 : 65_536)))).join("");
}

/** Looks like the mark of a page: the right parts in the right order with the worst in them, or anything. */
function aCursor(random: Chance): string {
  const text = () => pick(random, ["500102", "x", "\u0000", "\ud800", "'", "a".repeat(200), ...KNOWN_BAD]);
  const instant = () => pick(random, [0, 1_700_000_000_000, -8_640_000_000_000_000, 8_640_000_000_000_000, -62_167_219_200_001, 253_402_300_800_000]);
  const day = () => pick(random, ["2026-01-01", "0000-01-01", "0001-01-01", "9999-12-31", "2026-02-30"]);
  const mass = () => pick(random, [0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 1.5, 1e300]);
  const id = () => pick(random, ["019d0000-0000-7000-8000-0000000000aa", "ffffffff-ffff-ffff-ffff-ffffffffffff", "x"]);
  const parts = pick(random, [() => [instant(), text(), text(), text()], () => [3, mass(), instant(), id()], () => [day(), text(), text(), text()], () => [text(), text()], () => [], () => null, () => ({ at: text() })])();
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** Any JSON value, mostly of the wrong kind. */
export function badValue(random: Chance, depth = 0): unknown {
  const turn = random();
  if (turn < 0.5) return badText(random);
  if (turn < 0.7) return pick(random, [0, -1, 1, 1.5, -0, 2 ** 31, 2 ** 53, 2 ** 53 + 2, -(2 ** 63), 1e300, 5e-324, 500]);
  if (turn < 0.82) return pick(random, [null, true, false]);
  if (depth === 0 && turn < 0.83) return nested(random, 3_000);
  if (depth === 0 && turn < 0.84) return Array.from({ length: Math.floor(random() * 5_000) }, () => pick(random, KNOWN_BAD));
  if (depth > 3) return [];
  if (turn < 0.91) return Array.from({ length: Math.floor(random() * 4) }, () => badValue(random, depth + 1));
  return Object.fromEntries(Array.from({ length: Math.floor(random() * 5) }, () => [badText(random).slice(0, 300), badValue(random, depth + 1)]));
}

function nested(random: Chance, depth: number): unknown {
  let value: unknown = random() < 0.5 ? "\u0000" : 1;
  const isArray = random() < 0.5;
  for (let i = 0; i < depth; i++) value = isArray ? [value] : { a: value };
  return value;
}

/** A good input with one to three of its fields spoilt, left out, or joined by strangers; sometimes nothing of it is left. */
export function spoilt(random: Chance, good: unknown, names: readonly string[]): unknown {
  if (random() < 0.1 || typeof good !== "object" || good === null) return badValue(random);
  const input: { [name: string]: unknown } = { ...good };
  for (let n = Math.floor(random() * 3); n >= 0; n--) {
    const name = names.length > 0 && random() < 0.9 ? pick(random, names) : badText(random).slice(0, 100);
    if (random() < 0.1) delete input[name];
    else if (name === "after" && random() < 0.8) input[name] = aCursor(random);
    else if (/^(from|to|asOf|at|on|since)/.test(name) && random() < 0.5) input[name] = pick(random, BAD_TIMES);
    else input[name] = badValue(random);
  }
  return input;
}

/** A good file with bytes turned, cut, doubled or swapped. */
export function damagedBytes(random: Chance, good: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(good);
  const turn = random();
  if (turn < 0.15) return bytes.subarray(0, Math.floor(random() * bytes.length));
  if (turn < 0.25) return Uint8Array.from({ length: Math.floor(random() * 600) }, () => Math.floor(random() * 256));
  for (let n = Math.floor(random() * 8); n >= 0; n--) {
    const at = Math.floor(random() * bytes.length);
    if (random() < 0.5) bytes[at] = Math.floor(random() * 256);
    else bytes.copyWithin(at, Math.floor(random() * bytes.length), Math.floor(random() * bytes.length));
  }
  return bytes;
}
