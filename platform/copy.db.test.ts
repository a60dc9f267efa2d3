import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { useTestHouse } from "../test/database.ts";
import { copyRows, type ColumnType, type CopyCell } from "./copy.ts";
import type { Tx } from "./db.ts";
import { rowLiterals } from "./row-literals.ts";

const COLUMNS: { readonly [name: string]: ColumnType } = { a_text: "text", a_bigint: "bigint", an_int: "int", a_double: "double precision", a_boolean: "boolean", a_uuid: "uuid", a_date: "date", a_time: "timestamptz", a_json: "json", a_jsonb: "jsonb", a_bytea: "bytea", some_texts: "text[]" };
const TYPES = Object.values(COLUMNS);

type Rows = readonly (readonly CopyCell[])[];

const byCopy = async (tx: Tx, rows: Rows) => copyRows(await tx`copy pg_temp.copied from stdin with (format binary)`.writable(), TYPES, rows, (row) => row);
const byLiterals = async (tx: Tx, rows: Rows) => void (await tx.unsafe("insert into pg_temp.copied select * from unnest($1::text::pg_temp.copied[])", [rowLiterals(TYPES, rows, (row) => row)]));

const sent = async (tx: Tx, rows: Rows, way: (tx: Tx, rows: Rows) => Promise<void>): Promise<unknown[][]> => {
  await tx.unsafe(`create temporary table copied (${Object.entries(COLUMNS).map(([name, type]) => `${name} ${type}`).join(", ")}) on commit drop`);
  await way(tx, rows);
  const back = await tx.unsafe(`select a_text, a_bigint, an_int, a_double, a_boolean, a_uuid::text as a_uuid, a_date, a_time, a_json::text as a_json, a_jsonb::text as a_jsonb, encode(a_bytea, 'hex') as a_bytea, some_texts from pg_temp.copied`);
  return back.map((row) => Object.values(row as { [name: string]: unknown }).map((value) => (value instanceof Date ? value.getTime() : value)));
};

const copied = (tx: Tx, rows: Rows) => sent(tx, rows, byCopy);

const text = fc.string({ unit: "grapheme", maxLength: 120 }).filter((each) => !each.includes("\0"));
const row = fc.tuple(
  fc.option(text), fc.option(fc.maxSafeInteger()), fc.option(fc.integer()), fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0)), fc.option(fc.boolean()), fc.option(fc.uuid()),
  fc.option(fc.integer({ min: -20_000, max: 60_000 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))),
  fc.option(fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2200, 0, 1) })), fc.option(text.map((each) => JSON.stringify(each))), fc.option(text.map((each) => JSON.stringify(each))),
  fc.option(fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("hex"))), fc.option(fc.array(text, { maxLength: 4 })),
);

describe("rows by binary COPY", () => {
  const house = useTestHouse();

  it("come out as they went in, whatever they hold", async () => {
    await fc.assert(fc.asyncProperty(fc.array(row, { maxLength: 40 }), async (rows) => {
      const back = await house.database.owner.begin((tx) => copied(tx as unknown as Tx, rows)); // the driver's type names `date` too; nobody reads it from the type
      expect(back).toEqual(rows);
    }), { numRuns: 60 });
  });

  it("may be many and long", async () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => [`字${"长".repeat(i)}`, i, i, i / 3, i % 2 === 0, null, null, i * 1e9, JSON.stringify({ i }), JSON.stringify({ i }), "00ff", [String(i)]]);
    const back = await house.database.owner.begin((tx) => copied(tx as unknown as Tx, rows)); // as above
    expect(back.map(([name, i]) => [name, i])).toEqual(rows.map(([name, i]) => [name, i]));
  });

  it("stop at a mass beyond what is computed exactly, and the connection goes on", async () => {
    const blank: CopyCell[] = [null, null, null, null, null, null, null, null, null, null, null, null];
    const tooLarge = house.database.owner.begin((tx) => copied(tx as unknown as Tx, [blank, blank.with(1, 2 ** 53)])); // as above
    await expect(tooLarge).rejects.toThrow("kept exactly");
    const refusedByTheDatabase = house.database.owner.begin((tx) => copied(tx as unknown as Tx, [blank.with(0, "a\0b")])); // as above
    await expect(refusedByTheDatabase).rejects.toThrow("aborted");
    expect(await house.database.owner`select 1 as one`).toEqual([{ one: 1 }]);
  });
});

describe("rows as literals of their table's type", () => {
  const house = useTestHouse();

  it("come out as they went in, whatever they hold", async () => {
    await fc.assert(fc.asyncProperty(fc.array(row, { maxLength: 40 }), async (rows) => {
      const back = await house.database.owner.begin((tx) => sent(tx as unknown as Tx, rows, byLiterals)); // as above
      expect(back).toEqual(rows);
    }), { numRuns: 60 });
  });
});
