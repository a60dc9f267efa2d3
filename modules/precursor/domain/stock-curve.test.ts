import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KG, aCity, aDeclaration, aUscc, onDay } from "../testing/builders.ts";
import { stockBooks } from "./judge-all.ts";
import { lotSubstances } from "./lot-substance.ts";
import { curvePostings, postingsOf, stockAccount } from "./posting.ts";
import { permitVoid, presentAsOf } from "./presence.ts";
import { DAY_MS } from "./shanghai-day.ts";
import { applyMap, closeStep, composeMaps, EMPTY_STOCK, IDENTITY_MAP, mapOfStep, recompute, replay, stepsOf, type StockMovement, type StockState } from "./stock-curve.ts";

/** Few days and moments, so that rows meet on one day and counts meet flows. */
const aMovement = fc
  .record({ slot: fc.integer({ min: 0, max: 40 }), deltaMg: fc.integer({ min: -1_000, max: 1_000 }), countedMg: fc.option(fc.integer({ min: 0, max: 2_000 }), { freq: 6 }), id: fc.uuid() })
  .map(({ slot, deltaMg, countedMg, id }): StockMovement => ({
    key: id,
    at: onDay(Math.floor(slot / 4), (slot % 4) * 5),
    deltaMg: countedMg === null ? deltaMg : 0,
    varianceMg2: Math.abs(deltaMg),
    countedMg,
  }));
const movements = fc.array(aMovement, { maxLength: 60 });

describe("stock curve", () => {
  it("no stock ends a step below zero, and every step's books add up", () => {
    fc.assert(
      fc.property(movements, (rows) => {
        const steps = stepsOf(rows);
        let state: StockState = EMPTY_STOCK;
        for (const step of steps) {
          const close = closeStep(state, step);
          expect(close.closingMg).toBeGreaterThanOrEqual(0);
          expect(close.shortfallMg).toBeGreaterThanOrEqual(0);
          expect(state.closingMg + step.netMg + close.shortfallMg - close.mufMg).toBe(close.closingMg);
          state = close;
        }
      }),
    );
  });

  it("a run of days is one map, however the days are grouped", () => {
    fc.assert(
      fc.property(movements, fc.nat(10_000), fc.nat(60), (rows, startMg, cut) => {
        const steps = stepsOf(rows);
        const maps = steps.map(mapOfStep);
        const whole = maps.reduce(composeMaps, IDENTITY_MAP);
        const left = maps.slice(0, cut).reduce(composeMaps, IDENTITY_MAP);
        const right = maps.slice(cut).reduce(composeMaps, IDENTITY_MAP);
        const replayed = replay(steps, { closingMg: startMg, varianceMg2: 0 }).at(-1)?.closingMg ?? startMg;
        expect(applyMap(whole, startMg)).toBe(replayed);
        expect(applyMap(composeMaps(left, right), startMg)).toBe(replayed);
      }),
    );
  });

  it("a backdated row recomputed until the curve meets its old values gives the same books as a replay of everything", () => {
    fc.assert(
      fc.property(movements, aMovement, (rows, added) => {
        const before = stepsOf(rows);
        const old = new Map(replay(before).map((close, index) => [JSON.stringify(before[index]), close]));
        const steps = stepsOf([...rows, added]);
        const oldStates = steps.map((step) => old.get(JSON.stringify(step)) ?? null);
        const first = oldStates.indexOf(null);
        const expected = replay(steps);
        const start = first > 0 ? (expected[first - 1] ?? EMPTY_STOCK) : EMPTY_STOCK;
        const fresh = first < 0 ? [] : recompute(start, steps.slice(first), oldStates.slice(first));
        const stitched = steps.map((_, index) => (first >= 0 && index >= first && index < first + fresh.length ? fresh[index - first] : oldStates[index]));
        expect(stitched).toEqual(expected);
      }),
    );
  });

  it("a row before a count changes nothing after the count", () => {
    const flow = (id: string, day: number, deltaMg: number): StockMovement => ({ key: id, at: onDay(day), deltaMg, varianceMg2: 0, countedMg: null });
    const rows: StockMovement[] = [flow("a", 0, 100), { key: "count", at: onDay(5), deltaMg: 0, varianceMg2: 0, countedMg: 80 }, ...Array.from({ length: 500 }, (_, day) => flow(`b${day}`, 6 + day, 1))];
    const steps = stepsOf(rows);
    const closes = replay(steps);
    const changed = stepsOf([...rows, flow("late", 1, 7)]);
    const looked = recompute(closes[0] ?? EMPTY_STOCK, changed.slice(1), [null, ...closes.slice(1)]);
    expect(looked.map((close) => close.mufMg)).toEqual([0, 27]);
  });

  it("rows dated only by their day are in the book before that day's count", () => {
    const owner = aUscc(1);
    const rows = [
      aDeclaration(owner, "2", "stocktake", { occurredAt: onDay(3, 0), massMg: 90 * KG }),
      aDeclaration(owner, "1", "opening", { occurredAt: onDay(3, 0), massMg: 100 * KG }),
    ];
    const [book] = stockBooks(rows, lotSubstances(rows));
    expect(replay(stepsOf(book?.movements ?? [])).map((close) => close.mufMg)).toEqual([10 * KG]);
  });
});

describe("conservation", () => {
  it("the sum over all accounts of a substance is exactly zero, and the stock accounts are the curves, for any rows, voids and order", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 60 }), (seed, asOfDay) => {
        const { declarations } = aCity(seed, { enterprises: 5, days: 40, rows: 150 });
        const present = presentAsOf(declarations, onDay(asOfDay));
        const substanceOf = lotSubstances(present);
        const books = stockBooks(present, substanceOf).map((book) => ({ ...book, steps: stepsOf(book.movements) }));
        const postings = [
          ...present.flatMap((row) => postingsOf(row, substanceOf)),
          ...books.flatMap(({ account, steps }) => curvePostings(account.enterprise, account.substanceId, steps, replay(steps))),
        ];
        const accounts = new Map<string, number>();
        const substances = new Map<string, number>();
        const add = (sums: Map<string, number>, key: string, massMg: number): Map<string, number> => sums.set(key, (sums.get(key) ?? 0) + massMg);
        for (const posting of postings) {
          expect(posting.massMg).toBeGreaterThanOrEqual(0);
          add(accounts, `${posting.from} of ${posting.substanceId}`, -posting.massMg);
          add(accounts, `${posting.to} of ${posting.substanceId}`, posting.massMg);
        }
        for (const [account, massMg] of accounts) add(substances, account.split(" of ")[1] ?? "", massMg);
        for (const massMg of substances.values()) expect(massMg).toBe(0);
        for (const { account, steps } of books) {
          const stock = accounts.get(`${stockAccount(account.enterprise, account.substanceId)} of ${account.substanceId}`) ?? 0;
          expect(stock).toBe(replay(steps).at(-1)?.closingMg);
          expect(stock).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("stops rather than book a mass that cannot be kept exactly", () => {
    const row = aDeclaration(aUscc(1), "1", "opening", { massMg: Number.MAX_SAFE_INTEGER + 1 });
    expect(() => postingsOf(row, lotSubstances([]))).toThrow("precursor.mass.not-safe");
  });

  it("takes an input from the substance its lot is known under, in whatever order the rows came", () => {
    const owner = aUscc(1);
    const rows = [
      aDeclaration(owner, "t", "transform", { substanceId: "acetone", lot: "P", massMg: 5, inputs: [{ lot: "A", massMg: 7 }] }),
      aDeclaration(owner, "a", "receive", { substanceId: "toluene", lot: "A", massMg: 9 }),
    ];
    for (const order of [rows, [...rows].reverse()]) {
      const posted = order.flatMap((row) => postingsOf(row, lotSubstances(order))).filter((posting) => posting.source.endsWith("/t"));
      expect(posted.map((posting) => [posting.substanceId, posting.massMg])).toEqual([["acetone", 5], ["toluene", 7]]);
    }
  });
});

describe("voids", () => {
  const owner = aUscc(1);
  const fact = aDeclaration(owner, "1", "opening", { occurredAt: onDay(1) });
  const voidRow = aDeclaration(owner, "2", "void", { ref: "1", massMg: 0, occurredAt: onDay(9), reportedAt: onDay(9) });

  it("cancel a fact from the moment they are reported, and not before", () => {
    expect(presentAsOf([voidRow, fact], onDay(9) - DAY_MS)).toEqual([fact]);
    expect(presentAsOf([voidRow, fact], onDay(9))).toEqual([]);
  });

  it("are refused when they cancel nothing, another's row, or a void", () => {
    expect(() => permitVoid(voidRow, undefined)).toThrow("precursor.void.ref-unknown");
    expect(() => permitVoid(voidRow, { ...fact, declarant: aUscc(2) })).toThrow("precursor.void.ref-unknown");
    expect(() => permitVoid(voidRow, voidRow)).toThrow("precursor.void.of-void");
    expect(() => permitVoid(voidRow, fact)).not.toThrow();
  });
});
