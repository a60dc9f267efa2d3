import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { operatorActor } from "#access";
import { connectAs } from "#platform/db.ts";
import { ownCity } from "#territory";
import type { House } from "../../entry/open-house.ts";
import { importDeclarationsFile } from "../../modules/precursor/server/imports/import-directly.ts";
import { registerForTest } from "../../modules/precursor/testing/register.ts";
import type { Declaration } from "../../modules/precursor/contract/declaration.ts";
import { copyLines, copyText } from "./copy-text.ts";
import { cpuSeconds } from "./cpu-of.ts";
import { numberOption, printReport, progress } from "./report.ts";
import { withScratchHouse } from "./scratch-house.ts";
import { aTrade } from "./trade.ts";
import { writeTradeFile } from "./trade-file.ts";

/**
 * `qingyu bench ledger [--rows N] [--firms N] [--json]`: a declarations file imported, validated, posted and matched, against
 * COPY of the same rows by the same client into a bare table with two indexes, before and after in the same run.
 */
const rows = numberOption("rows", 1_000_000);
const firms = numberOption("firms", 300);
const COPY_ROWS = 20_000;

const folder = mkdtempSync(join(tmpdir(), "qingyu-ledger-"));
await withScratchHouse(async (house) => {
  const trade = aTrade(7, rows, firms);
  const file = join(folder, "declarations.csv");
  const count = await writeTradeFile(file, trade.rows);
  await house.gate.act(operatorActor(ownCity().code), "bench.register", ({ tx }) => registerForTest(tx, trade));
  const before = await copyBare(house, Math.min(count, 200_000), "before");
  let peakRss = 0;
  const watch = setInterval(() => (peakRss = Math.max(peakRss, process.memoryUsage().rss)), 100);
  const cpuStart = cpuSeconds(house.database.serverPid);
  const started = performance.now();
  const done = await importDeclarationsFile(house, file, (at) => progress(`${at} rows, ${Math.round(at / ((performance.now() - started) / 1000))} rows/s`));
  const seconds = (performance.now() - started) / 1000;
  const cpuEnd = cpuSeconds(house.database.serverPid);
  clearInterval(watch);
  const after = await copyBare(house, Math.min(count, 200_000), "after");
  const bare = (before + after) / 2;
  const bad = await importWithBadRows(house);
  printReport({
    bench: "ledger",
    reference: "COPY of the same rows into a bare table with two indexes",
    unit: "rows/s",
    measured: done.accepted / seconds,
    referenceMeasured: bare,
    ratio: done.accepted / seconds / bare,
    goal: "≥ 0.30 of the reference, RSS ≤ 1 GiB",
    met: done.accepted / seconds / bare >= 0.3 && peakRss <= 1_073_741_824,
    details: { rows: count, accepted: done.accepted, refused: done.refused, seconds, peakRssMiB: peakRss / 1_048_576, clientCpuMicrosPerRow: ((cpuEnd.client - cpuStart.client) / count) * 1e6, serverCpuMicrosPerRow: ((cpuEnd.server - cpuStart.server) / count) * 1e6, firms, ...bad },
  });
});
rmSync(folder, { recursive: true, force: true });

/**
 * The same with one unreadable row beside every hundred: it must cost those rows, not the others' speed. And with one in a hundred
 * unreadable itself: then its movement is missing too, and the books say so in findings, which is work of another kind.
 */
async function importWithBadRows(house: House): Promise<{ cleanRowsPerSecond: number; oneBadBesideHundredRowsPerSecond: number; oneInHundredMissingRowsPerSecond: number }> {
  const size = Math.min(rows, 100_000);
  const speed = async (name: string, from: number, badEvery: number, isInstead = false) => {
    const file = join(folder, name);
    const trade = aTrade(11, size, firms, from);
    await house.gate.act(operatorActor(ownCity().code), "bench.register", ({ tx }) => registerForTest(tx, trade));
    await writeTradeFile(file, trade.rows, badEvery, isInstead);
    const started = performance.now();
    await importDeclarationsFile(house, file, () => {});
    return size / ((performance.now() - started) / 1000);
  };
  const cleanRowsPerSecond = await speed("clean.csv", 10_000, 0);
  const oneBadBesideHundredRowsPerSecond = await speed("beside.csv", 20_000, 100);
  return { cleanRowsPerSecond, oneBadBesideHundredRowsPerSecond, oneInHundredMissingRowsPerSecond: await speed("instead.csv", 30_000, 100, true) };
}

async function copyBare(house: House, count: number, name: string): Promise<number> {
  const sql = connectAs(house.database.ownerUrl, 1);
  await sql.unsafe(`create table platform.bare_${name} (declaration_id text, declarant text, kind text, substance text, lot text, mass_mg bigint, unit text, content int, occurred_at timestamptz, reported_at timestamptz, counterparty text, shipment text, permit text, sigma int, note text)`);
  await sql.unsafe(`create index on platform.bare_${name} (declarant, declaration_id)`);
  await sql.unsafe(`create index on platform.bare_${name} (declarant, occurred_at)`);
  const source = aTrade(7, rows, firms).rows;
  let copied = 0;
  const started = performance.now();
  let batch: Declaration[] = [];
  const flush = async () => {
    const lines = copyLines(batch, (row) => [row.declarationId, row.declarant, row.kind, row.substanceId, row.lot, row.massMg, row.unit, row.contentPpm, new Date(row.occurredAt).toISOString(), new Date(row.reportedAt).toISOString(), row.counterparty, row.shipment, row.permit, row.sigmaPpm, row.note]);
    await sql.begin(async (tx) => copyText(await tx`copy ${tx.unsafe(`platform.bare_${name}`)} from stdin`.writable(), lines));
    copied += batch.length;
    batch = [];
  };
  for (const row of source) {
    batch.push(row);
    if (batch.length >= COPY_ROWS) await flush();
    if (copied >= count) break;
  }
  const speed = copied / ((performance.now() - started) / 1000);
  await sql.end();
  return speed;
}
