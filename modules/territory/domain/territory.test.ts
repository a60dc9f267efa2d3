import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayFromNumber } from "#kernel/calendar.ts";
import { territoryOf } from "../server/data.ts";
import { comparableBlocks, lastDayOf, sumByUnit, unitsOfPlace } from "./boundary.ts";
import { crossesCityBorder, isKnownDistrict, predecessorsOf, successorsOf, townNamed, townsOf, townUnitOn, unitOn, unitsOf } from "./territory.ts";

const chongqing = territoryOf("chongqing");
const JIANGBEI = "500105";
const YUBEI = "500112";
const BEIBEI = "500109";
const LIANGJIANG = "500157";
const BEFORE = "2025-11-05";
const AFTER = "2025-11-06";
const anyDay = fc.integer({ min: 15_000, max: 25_000 }).map(dayFromNumber);

describe("the change of November 2025", () => {
  test("leaves 37 units of 38, ends 江北 and 渝北 and begins 两江新区 on the same day", () => {
    expect(unitsOf(chongqing, BEFORE)).toHaveLength(38);
    expect(unitsOf(chongqing, AFTER)).toHaveLength(37);
    expect(unitOn(chongqing, YUBEI, BEFORE)?.nameZh).toBe("渝北区");
    expect(unitOn(chongqing, YUBEI, AFTER)).toBeUndefined();
    expect(unitOn(chongqing, JIANGBEI, AFTER)).toBeUndefined();
    expect(unitOn(chongqing, LIANGJIANG, BEFORE)).toBeUndefined();
    expect(unitOn(chongqing, LIANGJIANG, AFTER)?.nameZh).toBe("两江新区");
  });

  test("gives 两江新区 31 subdistricts and 11 towns, and 北碚 6 and 11, as announced", () => {
    const count = (unit: string) => ["subdistrict", "town"].map((kind) => townsOf(chongqing, unit, AFTER).filter((town) => town.kind === kind).length);
    expect(count(LIANGJIANG)).toEqual([31, 11]);
    expect(count(BEIBEI)).toEqual([6, 11]);
    expect(townsOf(chongqing, JIANGBEI, AFTER)).toEqual([]);
    expect(townsOf(chongqing, YUBEI, AFTER)).toEqual([]);
  });

  test("places somewhere by its town, by its unit where that went whole, and otherwise says where it may lie", () => {
    const inYubei = (town: string | null) => unitsOfPlace(chongqing, { unit: YUBEI, town, on: BEFORE }, AFTER);
    expect(inYubei("统景镇")).toEqual([BEIBEI]);
    expect(inYubei(null).sort()).toEqual([BEIBEI, LIANGJIANG]);
    expect(inYubei("没有的镇").sort()).toEqual([BEIBEI, LIANGJIANG]);
    expect(unitsOfPlace(chongqing, { unit: JIANGBEI, town: null, on: BEFORE }, AFTER)).toEqual([LIANGJIANG]);
    expect(unitsOfPlace(chongqing, { unit: LIANGJIANG, town: "水土街道", on: AFTER }, BEFORE)).toEqual([BEIBEI]);
    expect(unitsOfPlace(chongqing, { unit: YUBEI, town: null, on: "2024-01-01" }, BEFORE)).toEqual([YUBEI]);
  });

  test("knows the last day of a unit that ended, and none of one that had not begun", () => {
    expect(lastDayOf(chongqing, YUBEI, "2026-11-23")).toBe(BEFORE);
    expect(lastDayOf(chongqing, YUBEI, "2025-01-01")).toBe("2025-01-01");
    expect(lastDayOf(chongqing, LIANGJIANG, BEFORE)).toBeUndefined();
    expect(lastDayOf(chongqing, "999999", AFTER)).toBeUndefined();
  });

  test("names who came before and after", () => {
    expect(predecessorsOf(chongqing, LIANGJIANG).map((link) => link.predecessor)).toEqual([JIANGBEI, YUBEI, BEIBEI]);
    expect(successorsOf(chongqing, YUBEI).map((link) => link.successor)).toEqual([LIANGJIANG, BEIBEI]);
  });

  test("moves 统景镇 from 渝北 to 北碚 and 水土街道 from 北碚 to 两江新区", () => {
    const tongjing = townNamed(chongqing, YUBEI, "统景镇", BEFORE)?.code ?? "";
    expect(townUnitOn(chongqing, tongjing, AFTER)).toBe(BEIBEI);
    const shuitu = townNamed(chongqing, BEIBEI, "水土街道", BEFORE)?.code ?? "";
    expect(townUnitOn(chongqing, shuitu, BEFORE)).toBe(BEIBEI);
    expect(townUnitOn(chongqing, shuitu, AFTER)).toBe(LIANGJIANG);
  });

  test("says of the new unit's code that it is provisional and unverified", () => {
    const unit = unitOn(chongqing, LIANGJIANG, AFTER);
    expect(unit).toMatchObject({ provisionalCode: true, verifiedAt: null });
    expect(unit?.note).toContain("暂编");
  });
});

test("on every day each of the 1,031 towns lies in exactly one unit in force", () => {
  expect(chongqing.towns).toHaveLength(1031);
  fc.assert(fc.property(anyDay, (day) => {
    for (const town of chongqing.towns) expect(unitOn(chongqing, townUnitOn(chongqing, town.code, day) ?? "", day)).toBeDefined();
  }), { numRuns: 30 });
});

test("every link of units is borne out by the towns that moved", () => {
  const { links, transfers } = chongqing.crosswalk;
  for (const { predecessor, successor, on } of links) expect(transfers.some((t) => t.from === predecessor && t.to === successor && t.on === on)).toBe(true);
  for (const { from, to } of transfers) expect(links.some((link) => link.predecessor === from && link.successor === to)).toBe(true);
});

test("a figure by town has the same total in either boundary", () => {
  const someTowns = fc.array(fc.tuple(fc.constantFrom(...chongqing.towns.map((town) => town.code)), fc.nat(10_000)), { maxLength: 200 });
  fc.assert(fc.property(someTowns, anyDay, (pairs, day) => {
    const figures = new Map(pairs);
    const { byUnit, unknownTowns } = sumByUnit(chongqing, figures, day);
    expect(unknownTowns).toEqual([]);
    const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
    expect(sum(byUnit.values())).toBe(sum(figures.values()));
  }));
});

test("a town the city does not have is named, not dropped", () => {
  expect(sumByUnit(chongqing, new Map([["999999001", 5]]), AFTER).unknownTowns).toEqual(["999999001"]);
});

test("江北, 渝北 and 北碚 together compare with 两江新区 and 北碚 together; every other unit with itself", () => {
  const blocks = comparableBlocks(chongqing, BEFORE, AFTER);
  expect(blocks).toContainEqual({ before: [JIANGBEI, BEIBEI, YUBEI], after: [BEIBEI, LIANGJIANG] });
  expect(blocks).toHaveLength(36);
  expect(blocks.filter((block) => block.before.length === 1).every((block) => block.before[0] === block.after[0])).toBe(true);
});

test("涪陵 to 渝北 crosses no border; 涪陵 to 贵州 does; two cities of 四川 do", () => {
  expect(crossesCityBorder(chongqing, "500102", YUBEI)).toBe(false);
  expect(crossesCityBorder(chongqing, "500102", LIANGJIANG)).toBe(false);
  expect(crossesCityBorder(chongqing, "500102", "520303")).toBe(true);
  expect(crossesCityBorder(chongqing, "510104", "510502")).toBe(true);
  expect(crossesCityBorder(chongqing, "510104", "510107")).toBe(false);
  expect(crossesCityBorder(chongqing, "429004", "429005")).toBe(true);
});

test("a district code must have been in force in this city, and well-formed elsewhere", () => {
  expect(isKnownDistrict(chongqing, "500102", AFTER)).toBe(true);
  expect(isKnownDistrict(chongqing, YUBEI, AFTER)).toBe(false);
  expect(isKnownDistrict(chongqing, YUBEI, BEFORE)).toBe(true);
  expect(isKnownDistrict(chongqing, "500199", AFTER)).toBe(false);
  expect(isKnownDistrict(chongqing, "520303", AFTER)).toBe(true);
  expect(["520000", "520300", "990101", "5201", "52010a", ""].some((code) => isKnownDistrict(chongqing, code, AFTER))).toBe(false);
});
