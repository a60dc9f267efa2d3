import exceljs from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#kernel/actor.ts";
import type { Endpoint, FileAnswer, InputOf } from "#kernel/contract.ts";
import { exportBalance, exportTrace, getBalance, getTrace } from "../../contract/balance.api.ts";
import { exportStatement, getStatement } from "../../contract/declaration.api.ts";
import { onDay } from "../../testing/builders.ts";
import { loadCity, OTHER_UNIT } from "../../testing/loaded-city.ts";
import { buyer, cityOfficer, neighbour, officer, otherOfficer, seller, staffOf, stranger, twoUnits } from "../../testing/two-units.ts";
import { useTestHouse } from "#test/database.ts";
import { viewHandlers } from "./handlers.ts";

const house = useTestHouse(viewHandlers);
const period = { from: "2026-01-01", to: "2026-03-31" };
const statementOf = { uscc: neighbour.uscc, substance: "108-88-3", ...period };
beforeAll(async () => {
  house.now = new Date(onDay(60));
  await loadCity(house, twoUnits);
  await house.database.owner.begin(async (tx) => {
    await tx`select set_config('qingyu.scope', 'city', true), set_config('qingyu.unit', '', true), set_config('qingyu.enterprise', '', true)`;
    await tx`update precursor.enterprise set demo = true where uscc = ${buyer.uscc}`;
  });
});

type Cells = (string | number | Date | null)[];
/** A sheet as a spreadsheet program shows it: what it says of itself, its headings, and its rows by the English half of the heading. */
type Sheet = { readonly facts: { [label: string]: string }; readonly titles: string[]; readonly rows: { [title: string]: Cells[number] }[] };

async function book<E extends Endpoint>(actor: Actor, endpoint: E, input: InputOf<E>): Promise<{ file: FileAnswer; sheets: Sheet[] }> {
  const file = (await house.call(actor, endpoint.name, input)) as FileAnswer;
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(new Uint8Array(file.body).buffer);
  return { file, sheets: workbook.worksheets.map(sheetOf) };
}

function sheetOf(sheet: exceljs.Worksheet): Sheet {
  const lines: Cells[] = [];
  sheet.eachRow((row) => void lines.push(Array.from({ length: sheet.columnCount }, (_, i) => (row.getCell(i + 1).value ?? null) as Cells[number]))); // written as these and nothing else
  const head = lines.findIndex((cells) => String(cells[0]).includes("\n"));
  const titles = (lines[head] ?? []).map(String);
  const keyed = (cells: Cells) => Object.fromEntries(titles.map((title, i) => [title.split("\n")[1] ?? title, cells[i] ?? null]));
  return { facts: Object.fromEntries(lines.slice(0, head).map(([label, text]) => [String(label), String(text)])), titles, rows: lines.slice(head + 1).map(keyed) };
}

const sum = (rows: Sheet["rows"], title: string) => rows.reduce((total, row) => total + Number(row[title] ?? 0), 0);

describe("the workbook of a balance", () => {
  it("has a line for each substance in kilograms as numbers, and adds up as the screen does", async () => {
    const { file, sheets: [sheet] } = await book(officer, exportBalance, period);
    expect(file.fileName).toBe("物料平衡-500102-2026-01-01-2026-03-31.xlsx");
    expect(sheet?.titles.slice(0, 4)).toEqual(["品种\nSubstance", "品种代码\nSubstance code", "期初结存（千克）\nOpening (kg)", "收：期初建账（千克）\nIn: Opening (kg)"]);
    expect(sheet?.rows).toMatchObject([{ Substance: "甲苯 Toluene", "Substance code": "toluene", "Opening (kg)": 0, "In: Produced (kg)": 1_000, "In: Origin not declared (kg)": 30, "Out: Dispatched (kg)": 600, "Total in (kg)": 1_050, "Total out (kg)": 650, "Closing (kg)": 400, "In transit (kg)": 300, "MUF, positive is missing (kg)": 0 }]);
    const [row] = sheet?.rows ?? [];
    const ways = (way: string) => Object.keys(row ?? {}).filter((title) => title.startsWith(way)).reduce((total, title) => total + Number(row?.[title]), 0);
    expect(Number(row?.["Opening (kg)"]) + ways("In: ") - ways("Out: ")).toBe(row?.["Closing (kg)"]);
  });

  it("says whose it is, for which period, as of which moment, and whether it is demonstration data", async () => {
    const [now] = (await book(officer, exportBalance, period)).sheets;
    expect(now?.facts).toMatchObject({ "表 Table": "物料平衡 Mass balance", "范围 Of": "涪陵区 Fuling District 500102", "期间 Period": "2026-01-01 – 2026-03-31" });
    expect(now?.facts["时点 As of"]).toContain("导出时 when exported");
    expect(now?.facts).not.toHaveProperty("数据 Data");
    const asOf = new Date(onDay(2, 0)).toISOString();
    const [then] = (await book(cityOfficer, exportBalance, { ...period, asOf })).sheets;
    expect(then?.facts).toMatchObject({ "时点 As of": "2026-01-03 00:00", "数据 Data": "演示数据 demonstration data" });
    const shown = (await house.call(cityOfficer, getBalance.name, { ...period, asOf })) as { balances: { closingMg: number }[] };
    expect(then?.rows[0]?.["Closing (kg)"]).toBe((shown.balances[0]?.closingMg ?? NaN) / 1_000_000);
  });

  it("is of one enterprise where one is asked for, and of the own one for its staff", async () => {
    const asked = await book(officer, exportBalance, { enterprise: neighbour.uscc, ...period });
    expect(asked.sheets[0]?.facts["范围 Of"]).toBe(`${neighbour.name} ${neighbour.uscc}`);
    expect((await book(staffOf(neighbour.uscc), exportBalance, period)).sheets[0]?.rows).toEqual(asked.sheets[0]?.rows);
    await expect(book(staffOf(neighbour.uscc), exportBalance, { enterprise: seller.uscc, ...period })).rejects.toMatchObject({ code: "precursor.enterprise.unknown" });
  });

  it("is refused for a book out of reach and for a substance nobody lists, and empty for another unit", async () => {
    await expect(book(otherOfficer, exportBalance, { enterprise: seller.uscc, ...period })).rejects.toMatchObject({ code: "precursor.enterprise.unknown" });
    await expect(book(officer, exportBalance, { substance: "?", ...period })).rejects.toMatchObject({ code: "precursor.substance.unknown" });
    const { sheets: [sheet] } = await book(officer, exportBalance, { unit: OTHER_UNIT, ...period });
    expect(sheet).toMatchObject({ rows: [] });
    expect(sheet?.facts).not.toHaveProperty("数据 Data");
  });
});

describe("the workbook of a statement", () => {
  it("has every line of the period between the stock before and after, and what was voided moves nothing", async () => {
    const { file, sheets: [sheet] } = await book(officer, exportStatement, statementOf);
    expect(file.fileName).toBe(`台账对账单-${neighbour.uscc}-toluene-2026-01-01-2026-03-31.xlsx`);
    const rows = sheet?.rows ?? [];
    expect(rows.map((row) => [row["What"], row["In (kg)"], row["Out (kg)"], row["Balance (kg)"], row["Voided (kg)"]])).toEqual([
      ["期初结存 Opening balance", null, null, 0, null],
      ["期初建账 Opening", 20, null, 20, null],
      ["使用 Consumed", null, 50, -30, null],
      ["账房调整：来源未申报 Bookkeeper: undeclared origin", 30, null, 0, null],
      ["盘点 Stocktake", null, null, null, 7],
      ["期末结存 Closing balance", null, null, 0, null],
    ]);
    expect(Number(rows[0]?.["Balance (kg)"]) + sum(rows, "In (kg)") - sum(rows, "Out (kg)")).toBe(rows.at(-1)?.["Balance (kg)"]);
    expect(rows[1]).toMatchObject({ When: new Date(onDay(0) + 8 * 3_600_000), Declaration: "had" });
    expect(sheet?.facts["范围 Of"]).toBe(`${neighbour.name} ${neighbour.uscc}　甲苯 Toluene（toluene）`);
  });

  it("is of the moment asked for, and keeps codes as text", async () => {
    const { sheets: [sheet] } = await book(officer, exportStatement, { ...statementOf, asOf: new Date(onDay(5)).toISOString() });
    expect(sheet?.rows.at(-2)).toMatchObject({ What: "盘点：实物多于账面 Count: more than the book", "In (kg)": 7, "Balance (kg)": 7 });
    const sold = (await book(officer, exportStatement, { ...statementOf, uscc: seller.uscc })).sheets[0]?.rows.find((row) => row["Declaration"] === "sold-1");
    expect(sold).toMatchObject({ "Counterparty code": buyer.uscc, Counterparty: buyer.name, Lot: "A1", Shipment: "WB-1", "Out (kg)": 300 });
  });

  it("is refused as the screen is: another unit's book, another enterprise's, an unknown substance", async () => {
    for (const endpoint of [getStatement, exportStatement]) {
      await expect(house.call(otherOfficer, endpoint.name, statementOf)).rejects.toMatchObject({ code: "precursor.enterprise.unknown" });
      await expect(house.call(staffOf(seller.uscc), endpoint.name, statementOf)).rejects.toMatchObject({ code: "precursor.enterprise.unknown" });
      await expect(house.call(officer, endpoint.name, { ...statementOf, substance: "?" })).rejects.toMatchObject({ code: "precursor.substance.unknown" });
    }
  });
});

describe("the workbook of a trace", () => {
  const lot = { enterprise: seller.uscc, lot: "A1", direction: "forward" } as const;

  it("has one sheet of lots and one of movements, with both ends by name and code, and loses no gram between them", async () => {
    const { sheets: [lots, movements] } = await book(officer, exportTrace, lot);
    expect(lots?.rows).toMatchObject([
      { "Enterprise code": seller.uscc, Lot: "A1", "Steps, negative upstream": 0 },
      { "Enterprise code": buyer.uscc, Enterprise: buyer.name, "Of the lot (kg)": 300, "Steps, negative upstream": 1 },
    ]);
    expect(movements?.rows.map((row) => [row["Movement"], row["From: enterprise code"], row["To: enterprise"], row["To: lot"], row["Sent or put in (kg)"]])).toEqual(
      expect.arrayContaining([
        ["交货 Shipment", seller.uscc, buyer.name, "A1", 300],
        ["发货，未见收货 Dispatched, not received", seller.uscc, "账外 outside the books", null, 300],
      ]),
    );
    const shown = (await house.call(officer, getTrace.name, lot)) as { edges: { attributedMg: number }[] };
    expect(sum(movements?.rows ?? [], "Sent, of the lot (kg)")).toBe(shown.edges.reduce((total, edge) => total + edge.attributedMg, 0) / 1_000_000);
  });

  it("says on both sheets which lot was asked for, and that demonstration data is in it though it lies in another unit", async () => {
    const { sheets } = await book(officer, exportTrace, lot);
    for (const { facts } of sheets) {
      expect(facts).toMatchObject({ "期间 Period": "全部 all times", "数据 Data": "演示数据 demonstration data" });
      expect(facts["范围 Of"]).toBe(`${seller.name} ${seller.uscc}　批号 lot A1　甲苯 Toluene　只看去向 where it went`);
    }
  });

  it("is refused for a lot nobody booked, another unit's, and to staff of any enterprise", async () => {
    await expect(book(officer, exportTrace, { ...lot, lot: "B9" })).rejects.toMatchObject({ code: "precursor.lot.unknown" });
    await expect(book(otherOfficer, exportTrace, lot)).rejects.toMatchObject({ code: "precursor.lot.unknown" });
    await expect(book(staffOf(seller.uscc), exportTrace, lot)).rejects.toMatchObject({ code: "precursor.lot.unknown" });
  });
});

describe("all three", () => {
  it("ask for the permission of the view they are the file of, and are closed to who was not permitted", async () => {
    for (const [file, view, input] of [[exportBalance, getBalance, period], [exportStatement, getStatement, statementOf], [exportTrace, getTrace, { enterprise: seller.uscc, lot: "A1" }]] as const) {
      expect(file.permission).toBe(view.permission);
      await expect(house.call(stranger, file.name, input)).rejects.toMatchObject({ code: "gate.not-permitted" });
    }
  });
});
