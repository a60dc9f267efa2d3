import { Refusal } from "#kernel/refusal.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cpuMs } from "#test/cpu-time.ts";
import { CsvScanner, readCsv, readCsvStream } from "./csv-read.ts";
import { csvText } from "./csv-write.ts";
import { TABLE_LIMITS, type RecordBatch } from "./record-batch.ts";
import { openTable } from "./read-table.ts";
import type { SheetColumn } from "./sheet-column.ts";
import { TextDecoding } from "./text-decoding.ts";

const gather = (batches: Iterable<RecordBatch>) => {
  const records: string[][] = [], lines: number[] = [], faults: [number, string][] = [];
  for (const batch of batches) {
    for (const [at, list] of batch.faults) for (const fault of list) faults.push([records.length + at, fault.code]);
    records.push(...batch.records);
    lines.push(...batch.lines);
  }
  return { records, lines, faults };
};
const read = (text: string | Uint8Array) => gather(readCsv(typeof text === "string" ? Buffer.from(text) : text));
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return "accepted";
};
/** 甲苯 and 盐酸 in GBK. */
const GBK_TOLUENE = Uint8Array.from([0xbc, 0xd7, 0xb1, 0xbd]), GBK_ACID = Uint8Array.from([0xd1, 0xce, 0xcb, 0xe1]);
const ascii = (text: string) => Buffer.from(text, "latin1");

describe("a csv file", () => {
  test("is read with quotes, doubled quotes and line breaks inside quotes, and names the line each record starts on", () => {
    const { records, lines } = read('a,b\r\n"1,5","say ""hi"""\r\n"two\r\nlines\rthree",x\r\n\r\nlast,"q"');
    expect(records).toEqual([["a", "b"], ["1,5", 'say "hi"'], ["two\r\nlines\rthree", "x"], ["last", "q"]]);
    expect(lines).toEqual([1, 2, 3, 7]);
  });

  test("may end its lines with LF, CRLF or CR", () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      expect(read(["a,b", "1,2", '"3",4', ""].join(end))).toMatchObject({ records: [["a", "b"], ["1", "2"], ["3", "4"]], lines: [1, 2, 3] });
    }
  });

  test("loses its byte order mark and its rows of nothing but commas", () => {
    expect(read("\ufeffname,x\n,\n甲苯,1\n,,\n")).toMatchObject({ records: [["name", "x"], ["甲苯", "1"]], lines: [1, 3] });
  });

  test("written in GBK by a spreadsheet reads the same as in UTF-8, even when Chinese comes late", () => {
    expect(read(Buffer.concat([ascii("s,n\r\n"), GBK_TOLUENE, ascii(",1\r\n"), GBK_ACID, ascii(",2\r\n")])).records).toEqual([["s", "n"], ["甲苯", "1"], ["盐酸", "2"]]);
    const late = Buffer.concat([ascii("abc,def\n".repeat(100_000)), GBK_ACID, ascii(",2\n")]);
    expect(read(late).records.at(-1)).toEqual(["盐酸", "2"]);
    expect(read(Buffer.concat([ascii("a,"), GBK_ACID])).records).toEqual([["a", "盐酸"]]);
  });

  test("that mixes encodings, holds NUL bytes or never closes a quote is refused, with the line", () => {
    const mixed = Buffer.concat([Buffer.from("甲苯,1\n".repeat(50_000)), GBK_ACID, ascii(",2\n")]);
    expect(codeOf(() => read(mixed))).toBe("table.file.encoding");
    expect(codeOf(() => read(Buffer.from("\ufeffa,b", "utf16le")))).toBe("table.file.encoding");
    expect(() => read("a,b\n1,2\n3,\0\n")).toThrow(expect.objectContaining({ code: "table.file.nul", data: { line: 3 } }));
    expect(() => read('a,b\n1,2\n3,"x\n4,5\n')).toThrow(expect.objectContaining({ code: "table.file.unclosed-quote", data: { line: 3 } }));
  });

  test("beyond its bounds is refused instead of filling the memory", () => {
    const limits = { ...TABLE_LIMITS, rows: 2, columns: 3, fieldChars: 10, recordChars: 25 };
    const bounded = (text: string) => codeOf(() => gather(readCsv(Buffer.from(text), limits)));
    expect(bounded("a\nb\n")).toBe("accepted");
    expect(bounded("a\nb\nc\n")).toBe("table.file.too-many-rows");
    expect(bounded("a,b,c,d\n")).toBe("table.file.too-many-columns");
    expect(bounded('"a",b,c,d\n')).toBe("table.file.too-many-columns");
    expect(bounded("a,bbbbbbbbbbb\n")).toBe("table.file.field-too-long");
    expect(bounded('a,"bbbbbbbbbbb"\n')).toBe("table.file.field-too-long");
    expect(bounded(`${"a".repeat(26)}\n`)).toBe("table.file.record-too-long");
    expect(bounded("a".repeat(26))).toBe("table.file.record-too-long");
  });

  test("with text after a closing quote keeps the row but marks the cell", () => {
    expect(read('a,b\n"x"y,2\n3,4\n')).toMatchObject({ records: [["a", "b"], ["xy", "2"], ["3", "4"]], faults: [[1, "table.cell.bad-quote"]] });
  });

  const AWKWARD = '\ufeff名称,b\r\n"1,\r\n5","say ""hi"""\r\n盐酸,4\r\r\nx,"y"\r\n';
  const cutInto = (bytes: Uint8Array, cuts: number[]) => {
    const pieces: Uint8Array[] = [];
    let at = 0;
    for (const cut of cuts) pieces.push(bytes.subarray(at, (at += cut)));
    return [...pieces, bytes.subarray(at)];
  };

  test("reads the same however it is cut into pieces", () => {
    const awkwardGbk = Buffer.concat([ascii('s,n\r\n"'), GBK_TOLUENE, ascii('\r",1\r\n'), GBK_ACID, ascii(',"2"')]);
    for (const bytes of [Buffer.from(AWKWARD), awkwardGbk]) {
      const whole = read(bytes);
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 80 }), (cuts) => {
          const decoding = new TextDecoding(), scanner = new CsvScanner();
          const batches = cutInto(bytes, cuts).map((piece) => scanner.push(decoding.push(piece)));
          batches.push(scanner.push(decoding.end()), scanner.end());
          expect(gather(batches)).toEqual(whole);
        }),
        { numRuns: 500 },
      );
    }
  });

  test("reads the same from a stream", async () => {
    const rows = Buffer.from(AWKWARD + "甲苯,1\r\n".repeat(60_000));
    async function* pieces() {
      for (let at = 0; at < rows.length; at += 10_007) yield rows.subarray(at, at + 10_007);
    }
    const batches: RecordBatch[] = [];
    for await (const batch of readCsvStream(pieces())) batches.push(batch);
    expect(batches.length).toBeGreaterThan(2);
    expect(gather(batches)).toEqual(read(rows));
  });
});

describe("the csv written", () => {
  const columns: SheetColumn[] = [{ name: "id", kind: "id" }, { name: "说明", kind: "text" }, { name: "n", kind: "number" }];
  const written = (rows: (string | number | null)[][]) => [...csvText(columns, rows)].join("");

  test("starts with a byte order mark and defuses formulas in free text only", () => {
    expect(written([["-12", "=HYPERLINK(1)", -3], ["@a", "+1", null]])).toBe("\ufeffid,说明,n\r\n-12,'=HYPERLINK(1),-3\r\n@a,'+1,\r\n");
  });

  test("reads back as what was written, whatever the text", () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replaceAll("\0", ""));
    const safe = cell.map((text) => text.replace(/^[=+\-@\t\r]+/, ""));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell.map((text) => `k${text}`), safe), { maxLength: 20 }), (rows) => {
        const back = read(written(rows.map(([id, text]) => [id, text, 1])));
        expect(back.records.slice(1)).toEqual(rows.map(([id, text]) => [id, text, "1"]));
      }),
      { numRuns: 300 },
    );
  });
});

test("any bytes at all are read or refused, never a crash, never more than a second", async () => {
  const nasty = fc.array(fc.constantFrom(34, 44, 10, 13, 0x41, 0xe7, 0x94, 0xb2, 0xbc, 0xd7, 0xff, 0), { maxLength: 60 }).map((bytes) => Uint8Array.from(bytes));
  await fc.assert(
    fc.asyncProperty(fc.oneof(nasty, fc.uint8Array({ maxLength: 300 })), async (bytes) => {
      const start = cpuMs();
      try {
        for await (const batch of (await openTable(bytes)).batches) expect(batch.lines.length).toBe(batch.records.length);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
      }
      expect(cpuMs() - start).toBeLessThan(1000);
    }),
    { numRuns: 3000 },
  );
});

test("a million quotes, commas or line ends without sense take less than a second", () => {
  for (const piece of ['"', '""', ',"', "\r", '"\n', 'a"b', "\n"]) {
    const start = cpuMs();
    expect(codeOf(() => read(piece.repeat(1_000_000)))).toMatch(/^(table\.file\.|accepted)/);
    expect(cpuMs() - start).toBeLessThan(1000);
  }
});
