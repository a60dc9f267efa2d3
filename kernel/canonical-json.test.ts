import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

/** The same value with its members in another order. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, turned(member)]));
};

describe("canonical JSON", () => {
  it("says what the value says, in the same bytes whatever the order of its members", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(turned(value))).toBe(text);
      }),
    );
  });

  it("sorts members by their UTF-16 units, leaves out what is undefined, and writes times, bigints and empty things in one way", () => {
    expect(canonicalJson({ b: 1, a: [undefined, null, {}], "é": 2, Z: undefined, 10: 3, 9: 4 })).toBe('{"10":3,"9":4,"a":[null,null,{}],"b":1,"é":2}');
    expect(canonicalJson({ at: new Date("2026-11-23T00:00:00+08:00"), big: 2n ** 64n })).toBe('{"at":"2026-11-22T16:00:00.000Z","big":18446744073709551616}');
    expect([canonicalJson(undefined), canonicalJson([]), canonicalJson("\u2028\"\\")]).toEqual(["null", "[]", JSON.stringify("\u2028\"\\")]);
  });
});
