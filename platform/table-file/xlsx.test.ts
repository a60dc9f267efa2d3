import { crc32, deflateRawSync } from "node:zlib";
import { Refusal } from "#kernel/refusal.ts";
import exceljs from "exceljs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cpuMs } from "#test/cpu-time.ts";
import { errorWorkbook } from "./error-workbook.ts";
import { TABLE_LIMITS } from "./record-batch.ts";
import { openTable } from "./read-table.ts";
import { GUIDE_SHEET } from "./sheet-column.ts";
import { templateBuffer } from "./template-write.ts";
import { dateText, numberText } from "./xlsx-cell.ts";
import { xlsxBookBuffer, xlsxBuffer } from "./xlsx-write.ts";

const DAY = new Date("2026-11-03T00:05:00Z");

async function read(bytes: Uint8Array, limits = TABLE_LIMITS) {
  const table = await openTable(bytes, limits);
  const records: string[][] = [], lines: number[] = [], faults: [number, number, string][] = [];
  for await (const batch of table.batches) {
    for (const [at, list] of batch.faults) for (const fault of list) faults.push([batch.lines[at] ?? 0, fault.columnIndex, fault.code]);
    records.push(...batch.records);
    lines.push(...batch.lines);
  }
  return { header: table.header, records, lines, faults };
}
const save = async (book: exceljs.Workbook) => new Uint8Array(await book.xlsx.writeBuffer());

/** A zip of stored or deflated parts with the declared size a liar would write. */
function zipOf(parts: { name: string; text: string; claim?: number; stored?: boolean }[]): Buffer {
  const bodies: Buffer[] = [], directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const plain = Buffer.from(part.text), data = part.stored === true ? plain : deflateRawSync(plain), name = Buffer.from(part.name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(part.stored === true ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(plain), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(part.claim ?? plain.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, name, data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), fields, place, name]));
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory), end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}
const book = (sheet: string, more: { name: string; text: string; claim?: number; stored?: boolean }[] = []) =>
  zipOf([
    { name: "xl/workbook.xml", text: `<x:workbook xmlns:x="x"><x:sheets><x:sheet name='id="rId1"' sheetId="1" r:id="rId9"/></x:sheets></x:workbook>` },
    { name: "xl/_rels/workbook.xml.rels", text: '<Relationships><Relationship Id="rId9" Target="/xl/worksheets/sheet7.xml"/></Relationships>' },
    { name: "xl/worksheets/sheet7.xml", text: sheet },
    ...more,
  ]);
const rows = (inner: string) => `<?xml version="1.0"?><worksheet><sheetData>${inner}</sheetData></worksheet>`;

describe("a workbook from a spreadsheet program", () => {
  test("gives numbers, dates, formula results, rich text and text as the person meant them, with sheet rows as lines", async () => {
    const workbook = new exceljs.Workbook();
    const sheet = workbook.addWorksheet("数据");
    sheet.addRow(["id", "数量", "日期", "时刻", "公式", "富文本", "备注"]);
    const row = sheet.addRow(["500102199001011234", 0.1 + 0.2, new Date("2026-11-03T00:00:00Z"), new Date("2026-11-03T08:05:00Z"), { formula: "1+1", result: 2.5 }, { richText: [{ text: "盐" }, { font: { bold: true }, text: "酸" }] }, "a<b & \"c\"\nd &amp; 10"]);
    row.getCell(3).numFmt = "yyyy/m/d";
    row.getCell(4).numFmt = 'yyyy"年"m"月"d"日" h:mm';
    sheet.getCell("A5").style = { font: { bold: true } }; // formatted, empty
    sheet.getCell("B9").value = 500102;
    expect(await read(await save(workbook))).toEqual({
      header: ["id", "数量", "日期", "时刻", "公式", "富文本", "备注"],
      records: [["500102199001011234", "0.3", "2026-11-03", "2026-11-03 08:05:00", "2.5", "盐酸", 'a<b & "c"\nd &amp; 10'], ["", "500102"]],
      lines: [2, 9],
      faults: [],
    });
  });

  test("with an 18-digit code stored as a number is marked, never silently rounded", async () => {
    const workbook = new exceljs.Workbook();
    workbook.addWorksheet("数据").addRows([["id"], [500102199001011234n.toString().length === 18 ? 500102199001011200 : 0], [123456789012345]]);
    const { records, faults } = await read(await save(workbook));
    expect(faults).toEqual([[2, 0, "table.cell.number-too-long"]]);
    expect(records[1]).toEqual(["123456789012345"]);
  });

  test("on the 1904 date system shows the same day", async () => {
    const workbook = new exceljs.Workbook();
    workbook.properties.date1904 = true;
    const sheet = workbook.addWorksheet("数据");
    sheet.addRows([["d"], [new Date("2026-11-03T00:00:00Z")]]);
    sheet.getCell("A2").numFmt = "yyyy-mm-dd";
    expect((await read(await save(workbook))).records).toEqual([["2026-11-03"]]);
    expect(dateText("61", false)).toEqual({ text: "1900-03-01" });
    expect(dateText("59", false)).toEqual({ text: "1900-02-28" });
    expect(dateText("60", false)).toMatchObject({ fault: "table.cell.bad-date" });
    expect(dateText("0.5", false)).toMatchObject({ fault: "table.cell.bad-date" });
  });

  test("skips hidden sheets and the template's guide", async () => {
    const workbook = new exceljs.Workbook();
    workbook.addWorksheet("旧", { state: "hidden" }).addRow(["hidden"]);
    workbook.addWorksheet(GUIDE_SHEET).addRow(["guide"]);
    workbook.addWorksheet("数据").addRows([["a"], ["1"]]);
    expect((await read(await save(workbook))).header).toEqual(["a"]);
  });

  test("with prefixed tags, inline rich text, phonetic readings, errors and cells without references is read too", async () => {
    const sheet = `<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c t="str"><x:v>b_x000D_</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:t>盐</x:t></x:r><x:rPh><x:t>yan</x:t></x:rPh><x:r><x:t>酸&#x41;</x:t></x:r></x:is></x:c></x:row>
      <x:row r="4"><x:c r="B4" t="e"><x:v>#NAME?</x:v></x:c><x:c r="C4"><x:f>A1</x:f></x:c><x:c r="XFD4" s="3"/></x:row><x:row r="6" s="1"/></x:sheetData></x:worksheet>`;
    expect(await read(book(sheet))).toMatchObject({ header: ["a", "b", "盐酸A"], lines: [4], faults: [[4, 1, "table.cell.error-value"], [4, 2, "table.cell.formula-without-result"]] });
  });
});

describe("a workbook made to do harm", () => {
  const refused = async (bytes: Uint8Array, limits = TABLE_LIMITS) => {
    const start = cpuMs();
    const code = await read(bytes, limits).then(() => "accepted", (error: unknown) => (error instanceof Refusal ? error.code : String(error)));
    expect(cpuMs() - start).toBeLessThan(1000);
    return code;
  };
  const big = rows(`<row r="1"><c r="A1" t="inlineStr"><is><t>${"0".repeat(20_000_000)}</t></is></c></row>`);

  test("is refused when a part of kilobytes holds millions of tags, or of beginnings of tags", async () => {
    const tags = `<styleSheet>${"<a/>".repeat(5_000_000)}</styleSheet>`;
    for (const name of ["xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]) {
      const parts = [{ name: "xl/workbook.xml", text: '<workbook><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>' }, { name: "xl/worksheets/sheet1.xml", text: rows("") }];
      expect(await refused(zipOf([...parts.filter((part) => part.name !== name), { name, text: tags }])), name).toBe("table.file.damaged");
    }
    const beginnings = `${"<".repeat(200_000)}>`.repeat(25);
    for (const stored of [false, true]) expect(await refused(zipOf([{ name: "xl/workbook.xml", text: '<workbook><sheets><sheet name="s" sheetId="1"/></sheets></workbook>' }, { name: "xl/worksheets/sheet1.xml", text: beginnings, stored }]))).toBe("table.file.empty");
  });

  test("is refused when it declares, or turns out to hold, more than it may", async () => {
    expect(await refused(book(big), { ...TABLE_LIMITS, unpackedBytes: 1_000_000 })).toBe("table.file.too-large");
    expect(await refused(book("", [{ name: "xl/sharedStrings.xml", text: big, claim: 100 }]))).toBe("table.file.damaged");
    expect(await refused(book(big))).toBe("table.file.damaged"); // one text run of 20 MB
  });

  test("is refused with too many rows or columns, rows out of order, CDATA, a document type, or parts missing", async () => {
    const cells = (at: string) => book(rows(`<row r="1"><c r="${at}"><v>1</v></c></row>`));
    expect(await refused(cells("ZZ1"))).toBe("table.file.too-many-columns");
    expect(await refused(book(rows('<row r="1"><c><v>1</v></c></row>'.replace('r="1"', "").repeat(5))), { ...TABLE_LIMITS, rows: 3 })).toBe("table.file.too-many-rows");
    expect(await refused(book(rows('<row r="2"/><row r="1"/>')))).toBe("table.file.damaged");
    expect(await refused(book(rows("<row><c><v><![CDATA[1]]></v></c></row>")))).toBe("table.file.damaged");
    expect(await refused(book('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'))).toBe("table.file.damaged");
    expect(await refused(zipOf([{ name: "a", text: "b", stored: true }]))).toBe("table.file.damaged");
    expect(await refused(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0]))).toBe("table.file.kind-unknown");
  });

  test("or merely broken anywhere is read or refused, never a crash", async () => {
    const good = Buffer.from(await xlsxBuffer({ sheetName: "数据", columns: [{ name: "a", kind: "text" }, { name: "n", kind: "number" }], rows: [["甲", 1], ["乙", 2]], exportId: "x", createdAt: DAY }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }), fc.option(fc.nat(good.length)), async (hits, cut) => {
        const bytes = Buffer.from(good);
        for (const [at, byte] of hits) bytes[at] = byte;
        expect(await refused(cut === null ? bytes : bytes.subarray(0, cut))).toMatch(/^(accepted|table\.file\.)/);
      }),
      { numRuns: 400 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom("<", ">", "row", "<row>", "</row>", "<c ", 'r="B2"', "<v>", "</v>", "</c>", "<t>", "&#x41;", "&amp;", "/>", "<sheetData>", "9", '"', "_x0000_"), { maxLength: 40 }), async (parts) => {
        expect(await refused(book(`<worksheet><sheetData>${parts.join("")}`))).toMatch(/^(accepted|table\.file\.)/);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a workbook we write", () => {
  test("reads back as what was written: codes as text, times on the Shanghai clock, long numbers whole", async () => {
    const columns = [{ name: "uscc", kind: "id" }, { name: "massMg", kind: "number" }, { name: "at", kind: "time" }, { name: "note", kind: "text" }] as const;
    const bytes = await xlsxBuffer({ sheetName: "账", columns, rows: [["500102199001011234", 9_007_199_254_740_991, DAY, "=1+1"], ["007", 12, null, "_x0041_ 甲"]], exportId: "EX-1", createdAt: DAY, mark: "演示数据" });
    expect((await read(bytes)).records).toEqual([["500102199001011234", "9007199254740991", "2026-11-03 08:05:00", "=1+1"], ["007", "12", "", "_x0041_ 甲"]]);
    const again = new exceljs.Workbook();
    await again.xlsx.load(new Uint8Array(bytes).buffer);
    const sheet = again.getWorksheet("账");
    expect(sheet?.getCell("A2").numFmt).toBe("@");
    expect(sheet?.headerFooter.oddFooter).toContain("EX-1");
    expect(sheet?.headerFooter.oddHeader).toContain("演示数据");
    expect(sheet?.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
  });

  test("holds several sheets, each saying above its header what it is of, with the header in both languages frozen below", async () => {
    const columns = [{ name: "lot", title: "批号\nLot", kind: "id" }, { name: "kg", title: "千克\nkg", kind: "number" }] as const;
    const preface = [["范围 Of", "演示企业"], ["期间 Period", "2026-11-01 – 2026-11-30"]] as const;
    const bytes = await xlsxBookBuffer({ exportId: "EX-2", createdAt: DAY, sheets: [{ name: "批号", columns, rows: [["007", 1.5]], preface }, { name: "空", columns, rows: [] }] });
    const again = new exceljs.Workbook();
    await again.xlsx.load(new Uint8Array(bytes).buffer);
    const [first, second] = again.worksheets;
    expect([first?.getRow(1).values, first?.getRow(3).values, first?.getRow(4).values]).toEqual([[undefined, "范围 Of", "演示企业"], [undefined, "批号\nLot", "千克\nkg"], [undefined, "007", 1.5]]);
    expect(first?.views[0]).toMatchObject({ state: "frozen", ySplit: 3 });
    expect(first?.getRow(3).alignment).toMatchObject({ wrapText: true });
    expect(second).toMatchObject({ name: "空", rowCount: 1 });
  });

  test("survives any text", async () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 10 }).map((text) => text.replace(/(?![\n\t])\p{Cc}|[\ufffe\uffff]/gu, ""));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell.map((text) => `k${text}`), cell), { maxLength: 8 }), async (rows) => {
        const bytes = await xlsxBuffer({ sheetName: "s", columns: [{ name: "k", kind: "id" }, { name: "t", kind: "text" }], rows, exportId: "e", createdAt: DAY });
        expect((await read(bytes)).records).toEqual(rows.map(([k, t]) => (t === "" ? [k] : [k, t])));
      }),
      { numRuns: 60 },
    );
  });

  test("lets others have their turn while it is made", async () => {
    let turns = 0, isMade = false;
    const others = () => void (isMade || ((turns += 1), setImmediate(others)));
    const seen: number[] = [];
    function* slowRows() {
      for (let row = 0; row < 5; row++) {
        const until = performance.now() + 30;
        while (performance.now() < until);
        seen.push(turns);
        yield [row];
      }
    }
    setImmediate(others);
    await xlsxBuffer({ sheetName: "s", columns: [{ name: "n", kind: "number" }], rows: slowRows(), exportId: "e", createdAt: DAY });
    isMade = true;
    expect(new Set(seen).size, `turns before each row: ${seen.join(", ")}`).toBe(5);
  });

  test("as a template has text columns, the header and a guide in both languages", async () => {
    const bytes = await templateBuffer({ sheetName: "申报", createdAt: DAY, columns: [{ name: "kind", kind: "code", required: true, zh: "种类", en: "kind of event", allowed: ["loss", "void"] }] });
    expect((await read(bytes)).header).toEqual(["kind"]);
    const again = new exceljs.Workbook();
    await again.xlsx.load(new Uint8Array(bytes).buffer);
    expect(again.getWorksheet("申报")?.getColumn(1).numFmt).toBe("@");
    expect(again.getWorksheet(GUIDE_SHEET)?.getRow(2).values).toEqual([undefined, "kind", "必填 yes", "种类", "kind of event", "loss · void"]);
  });

  test("as a returned file keeps the rows and says line, column, code and words", async () => {
    const problems = [{ column: "uscc", code: "precursor.row.required", words: "uscc 必填" }];
    const file = { header: ["uscc", "错误", "n"], rows: [{ line: 7, record: ["", "old", "500102199001011234"], problems }], exportId: "e", createdAt: DAY };
    const back = await read(await errorWorkbook(file));
    expect(back.header).toEqual(["uscc", "n", "错误"]);
    expect(back.records).toEqual([["", "500102199001011234", "第 7 行 uscc [precursor.row.required] uscc 必填"]]);
  });
});

test("a number cell becomes plain decimal text of at most fifteen digits", () => {
  expect(["12.5", "1E-7", "-1.5E-3", "0.10000000000000001", "1.2E5", "100", "-0"].map(numberText)).toEqual(["12.5", "0.0000001", "-0.0015", "0.1", "120000", "100", "0"].map((text) => ({ text })));
  fc.assert(fc.property(fc.double({ noNaN: true, min: -1e14, max: 1e14 }), (value) => {
    const read = numberText(String(value));
    expect("text" in read && /^-?\d+(\.\d+)?$/.test(read.text)).toBe(true);
    if ("text" in read) expect(Number(read.text)).toBe(Number(value.toPrecision(15)));
  }));
});
