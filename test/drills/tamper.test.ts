import { expect, it } from "vitest";
import { withScratchHouse } from "../../tools/bench/scratch-house.ts";
import { DAMAGES, tamperDrill, type TamperReport } from "../../tools/bench/tamper-drill.ts";

const seed = Number(process.env["QINGYU_SEED"] ?? 1 + (Date.now() % 100_000));
const TRIALS = 200;

it(`finds every edit, deletion, insertion, reordering, truncation and rewriting by the database's superuser, ${TRIALS} times (QINGYU_SEED=${seed})`, async () => {
  let report: TamperReport | undefined;
  await withScratchHouse(async (house) => {
    report = await tamperDrill(house, { trials: TRIALS, seed, leaves: 700, tell: () => undefined });
  });
  // First whether there was anything to see: every way was gone, in every class, on a log of several tiles.
  expect(report?.leaves).toBeGreaterThan(600);
  expect(DAMAGES.length).toBeLessThan(TRIALS);
  expect(Object.keys(report?.classes ?? {}).toSorted()).toEqual(["delete", "flip", "hold up", "insert", "reorder", "rewrite the chain", "seal without right", "truncate"]);
  expect(report?.harmless).toBeGreaterThan(10);
  expect(report?.unseen).toBeGreaterThan(2);
  expect(report?.brokeOff).toEqual([]);
  expect(report?.missed).toEqual([]);
  expect(report?.found).toBe(TRIALS);
  expect(report?.falseAlarms).toEqual([]);
  expect(report?.seenAfterAll).toEqual([]);
}, 180_000);
