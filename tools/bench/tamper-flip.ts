import type { Tx } from "#platform/db.ts";
import type { Damage, Dice } from "./tamper-damage.ts";

type Kind = "text" | "bytes" | "uuid" | "time" | "integer" | "words";

/** Every stored column of the record that says something. */
const COLUMNS: { readonly [table: string]: { readonly [column: string]: Kind } } = {
  leaf: { unit_code: "text", id: "uuid", at: "time", name: "text", actor_kind: "text", account_id: "text", command_id: "uuid", body: "text", salt: "bytes", entry: "bytes", mac: "bytes" },
  pending: { unit_code: "text", leaf_id: "uuid", entry: "bytes" },
  position: { index: "integer", unit_code: "text", leaf_id: "uuid", entry: "bytes" },
  tile: { level: "integer", index: "integer", hashes: "bytes", root: "bytes" },
  head: { size: "integer", root: "bytes", note: "text" },
  checkpoint: { size: "integer", note: "text" },
  witness: { name: "text", party: "text", vkey: "text", since: "time", retired_at: "time", registered_by: "uuid", retired_by: "uuid", retire_reason: "text" },
  cosignature: { witness: "text", size: "integer", line: "text", signed_at: "time" },
  read: { unit_code: "text", leaf_id: "uuid", leaf_unit: "text", at: "time", subject_kind: "text", subject_id: "text", actor_kind: "text", account_id: "text", purpose: "text", name: "text", fields: "words" },
};

const CAST: { readonly [K in Kind]: string } = { text: "text", bytes: "bytea", uuid: "uuid", time: "timestamptz", integer: "bigint", words: "text[]" };

/** One bit of one column of one row, whichever it is. */
export const flips: readonly Damage[] = Object.entries(COLUMNS).flatMap(([table, columns]) =>
  Object.entries(columns).map(([column, kind]): Damage => ({ of: "flip", name: `${table}.${column}`, damage: (tx, _, dice) => flip(tx, dice, table, column, kind) })),
);

async function flip(tx: Tx, dice: Dice, table: string, column: string, kind: Kind): Promise<void> {
  const written = kind === "bytes" ? `encode(${column}, 'hex')` : kind === "time" ? `trim_scale(extract(epoch from ${column}) * 1000000)::text` : kind === "words" ? `to_json(${column})::text` : `${column}::text`;
  const rows = await tx.unsafe<{ at: string; value: string }[]>(`select ctid::text as at, ${written} as value from record.${table} where ${column} is not null and ${kind === "bytes" ? `length(${column}) > 0` : "true"} order by 2`);
  const row = dice.of(rows);
  const value = flipped(dice, row.value, kind);
  const cast = kind === "time" ? "to_timestamp(0) + $1::text::numeric * interval '1 microsecond'" : kind === "bytes" ? "decode($1::text, 'hex')" : kind === "words" ? "array(select json_array_elements_text($1::text::json))" : `$1::text::${table === "tile" && column === "level" ? "smallint" : CAST[kind]}`;
  await tx.unsafe(`update record.${table} set ${column} = ${cast} where ctid = '${row.at}'::tid`, [value]);
}

function flipped(dice: Dice, value: string, kind: Kind): string {
  if (kind === "words") return JSON.stringify(otherWords(dice, JSON.parse(value) as string[])); // to_json of text[]
  if (kind === "integer") return String(BigInt.asIntN(64, BigInt(value) ^ (1n << BigInt(dice.below(15)))));
  if (kind === "time") return String(BigInt(value) ^ (1n << BigInt(dice.below(50))));
  if (kind === "text") return flippedText(dice, value);
  const places = [...value].flatMap((sign, i) => (sign === "-" ? [] : [i]));
  const at = dice.of(places);
  return `${value.slice(0, at)}${(Number.parseInt(value.charAt(at), 16) ^ (1 << dice.below(4))).toString(16)}${value.slice(at + 1)}`;
}

/** The lowest bits of a character, so that it stays one; never the sign that ends texts in C. */
function flippedText(dice: Dice, value: string): string {
  const at = dice.below(value.length);
  const code = value.charCodeAt(at) ^ (1 << dice.below(7));
  return code === 0 ? `${value.slice(0, at)}\u0001${value.slice(at + 1)}` : `${value.slice(0, at)}${String.fromCharCode(code)}${value.slice(at + 1)}`;
}

function otherWords(dice: Dice, words: readonly string[]): readonly string[] {
  const turn = dice.below(4);
  if (turn === 0) return words.slice(1);
  if (turn === 1) return [...words, "name"];
  if (turn === 2 && words.length > 1) return [words.join("\n")];
  return words.map((word, i) => (i === 0 ? flippedText(dice, word) : word));
}
