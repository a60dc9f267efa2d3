import { describe, expect, test } from "vitest";
import { SubstanceView } from "../contract/register.api.ts";
import { substanceViews } from "./substance-view.ts";

const TODAY = "2026-11-23";
const only = (id: string, day = TODAY): SubstanceView => {
  const found = substanceViews(id, day).find((view) => view.id === id);
  return found ?? expect.fail(`${id} is not shown on ${day}`);
};
const words = (view: SubstanceView) => view.notes.map((note) => note.zh).join("\n");

describe("the catalogue as a person reads it", () => {
  test("shows what is listed on the day, in the promised shape, each note in both languages with its source", () => {
    const today = substanceViews(undefined, TODAY);
    expect([today.length, substanceViews(undefined, "2024-08-31").length]).toEqual([47, 38]);
    for (const view of today) expect(SubstanceView.parse(view), view.id).toEqual(view);
    expect(today.flatMap((view) => view.notes).filter((note) => note.zh === "" || note.en === "" || !note.source)).toEqual([]);
    expect(today.filter((view) => view.source === "")).toEqual([]);
    expect(substanceViews("norfentanyl", "2024-08-31")).toEqual([]);
  });

  test("says beside a date that is only an approval, only a month or not known that it is not verified", () => {
    const unverified = (id: string) => only(id).notes.filter((note) => !note.verified).map((note) => note.zh).join("\n");
    expect(unverified("gbl")).toContain("施行日期未核实");
    expect(unverified("npp")).toContain("只写到月份");
    expect(unverified("bromine")).toContain("列管日期未核实");
    expect(unverified("toluene")).toBe("");
  });

  test("brings to a substance the rules in force that concern it, and only those", () => {
    expect(words(only("apaa"))).toContain("102-01-2");
    expect(words(only("ephedrines"))).toMatch(/包括：麻黄素、伪麻黄素[^]*开放式列举[^]*印鉴卡[^]*100克/);
    expect([words(only("p2p")).includes("盐类"), words(only("toluene")).includes("盐类"), words(only("npp")).includes("盐类")]).toEqual([true, false, false]);
    expect([words(only("gbl")).includes("光刻胶"), words(only("gbl", "2023-12-31")).includes("光刻胶"), words(only("toluene")).includes("光刻胶")]).toEqual([true, false, false]);
    expect([words(only("toluene")).includes("少量"), words(only("potassium-permanganate")).includes("少量")]).toEqual([false, true]);
  });
});
