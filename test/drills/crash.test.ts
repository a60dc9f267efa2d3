import { expect, it } from "vitest";
import { crashDrill } from "../../tools/bench/crash-drill.ts";

const seed = Number(process.env["QINGYU_SEED"] ?? Date.now() % 100_000);
const LOOPS = 20;

it(`loses and doubles nothing it acknowledged when server or database are killed at any moment, ${LOOPS} times (QINGYU_SEED=${seed})`, async () => {
  const report = await crashDrill({ loops: LOOPS, seed, clients: 6, tell: () => undefined });
  // First whether there was anything to see: a drill that could not look must not pass for one that found nothing.
  expect(report.couldNotCheck).toEqual([]);
  expect(report.loops).toBe(LOOPS);
  expect(report.acknowledged).toBeGreaterThan(LOOPS);
  expect(report.importsKilled).toBeGreaterThan(0);
  expect(report.lost).toEqual([]);
  expect(report.doubled).toEqual([]);
  expect(report.unbalanced).toEqual([]);
  expect(report.otherFaults).toEqual([]);
}, 400_000);
