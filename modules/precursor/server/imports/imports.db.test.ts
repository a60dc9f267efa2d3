import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#kernel/actor.ts";
import type { Refusal } from "#kernel/refusal.ts";
import { keepFile } from "#platform/files.ts";
import { openTable } from "#platform/table-file/read-table.ts";
import { xlsxBuffer } from "#platform/table-file/xlsx-write.ts";
import type { ImportKind, ImportView } from "../../contract/import.api.ts";
import { aDeclaration, aUscc, KG, onDay } from "../../testing/builders.ts";
import { DECLARATIONS_CSV, declarationsCsv, ENTERPRISES_CSV, NORMS_CSV, OPENING, PERMITS_CSV, PRODUCER, SALE, TRADERS, USER } from "../../testing/import-files.ts";
import { anActor, asSuperuser, useTestHouse } from "#test/database.ts";
import { postDeclarations } from "../books/post-declarations.ts";
import { importHandlers } from "./handlers.ts";
import { importJobs } from "./jobs.ts";
import { startImports } from "./parts.ts";
import { listStanding } from "./undo.sql.ts";

const PERMISSIONS = ["precursor.import"];
const city = anActor({ unitCode: "500000", scope: "city", permissions: PERMISSIONS });
const fuling = anActor({ permissions: PERMISSIONS, accountId: "00000000-0000-7000-8000-000000000002" });

describe("importing files", () => {
  const house = useTestHouse(importHandlers);
  const unitsTold = new Set<string>();
  beforeAll(() => startImports({ files: house.files, tell: (refreshes, unitCode) => (house.told.push(...refreshes), void unitsTold.add(unitCode)) }));

  async function upload(actor: Actor, body: Uint8Array | string, name = "演示.csv"): Promise<string> {
    const stored = await house.files.store(Readable.from([Buffer.from(body)]));
    return house.gate.act(actor, "test.upload", async ({ tx, newId, now }) => {
      const id = newId();
      await keepFile(tx, { unitCode: actor.unitCode, id, accountId: actor.accountId, name, mediaType: "text/csv", sizeBytes: stored.sizeBytes, sha256: stored.sha256, storedAt: now });
      return id;
    });
  }
  const stage = async (actor: Actor, kind: ImportKind, body: Uint8Array | string) => (await house.call(actor, "precursor.import.stage", { kind, fileId: await upload(actor, body) })) as ImportView;
  const view = async (actor: Actor, id: string) => (await house.call(actor, "precursor.import.get", { id })) as ImportView;
  const runJob = async (task: string, payload: object) => importJobs.find((job) => job.task === task)?.run(payload, { gate: house.gate, isLastAttempt: false });
  async function commit(actor: Actor, staged: ImportView): Promise<ImportView> {
    await house.call(actor, "precursor.import.commit", { id: staged.id });
    await runJob("precursor.import.take", { unitCode: staged.unitCode, id: staged.id });
    house.now = new Date(house.now.getTime() + 1_000); // what comes next comes later
    return view(actor, staged.id);
  }
  const take = async (actor: Actor, kind: ImportKind, body: Uint8Array | string) => commit(actor, await stage(actor, kind, body));
  /** A session of this house's database waits for another's lock. */
  async function someoneWaits(): Promise<void> {
    const [here] = await house.database.owner<{ name: string }[]>`select current_database() as name`;
    await asSuperuser(async (sql) => {
      while ((await sql`select 1 from pg_stat_activity where datname = ${here?.name ?? ""} and wait_event_type = 'Lock'`).length === 0);
    });
  }
  const undo = async ({ id }: ImportView) => (await house.call(city, "precursor.import.undo", { id, reason: "演示撤销" })) as ImportView;
  const counts = ({ state, accepted, unchanged, refused }: ImportView) => ({ state, accepted, unchanged, refused });
  const findings = async () => {
    const rows = await house.gate.act(city, "test.findings", ({ tx }) => tx<{ kind: string; status: string }[]>`select kind, status from precursor.finding order by kind, status`);
    return rows.map((row) => `${row.kind} ${row.status}`);
  };

  it("takes the four files, and finds them unchanged when they come again", async () => {
    const staged = await stage(city, "enterprises", ENTERPRISES_CSV);
    expect(counts(staged)).toEqual({ state: "staged", accepted: 3, unchanged: 0, refused: 0 });
    const [none] = await house.gate.act(city, "test.count", ({ tx }) => tx<{ count: number }[]>`select count(*)::int as count from precursor.enterprise`);
    expect(none?.count).toBe(0);
    expect(counts(await commit(city, staged))).toEqual({ state: "done", accepted: 3, unchanged: 0, refused: 0 });
    expect(counts(await take(city, "declarations", DECLARATIONS_CSV))).toEqual({ state: "done", accepted: 3, unchanged: 0, refused: 0 });
    expect(await findings()).toEqual(["no-permit open", "quantity-mismatch open"]);
    expect(unitsTold).toEqual(new Set(["500000", "500102"])); // the city imported it, the district's books changed
    expect(counts(await take(city, "permits", PERMITS_CSV))).toMatchObject({ accepted: 1 });
    expect(await findings()).toEqual(["no-permit healed", "quantity-mismatch open"]);
    expect(counts(await take(city, "norms", NORMS_CSV))).toMatchObject({ accepted: 1 });
    for (const [kind, file, rows] of [["enterprises", ENTERPRISES_CSV, 3], ["permits", PERMITS_CSV, 1], ["norms", NORMS_CSV, 1], ["declarations", DECLARATIONS_CSV, 3]] as const) {
      expect(counts(await stage(city, kind, file))).toEqual({ state: "staged", accepted: 0, unchanged: rows, refused: 0 });
    }
    expect(house.told).toContain("precursor.import.get");
  });

  it("says of every refused row its line, column, code and words, and returns the rows with them", async () => {
    const bad = declarationsCsv(OPENING.replace("8000", "8001"), `X-1,${PRODUCER.slice(0, 17)}?,opening,甲苯,,1,kg,2026-01-01,,,,,`, `X-2,${PRODUCER},opening,没有的东西,,-1,kg,2026-01-01,,,,,`, `X-3,${PRODUCER},opening,甲苯,,1,kg,2026-01-01,,,,,`);
    const staged = await stage(city, "declarations", bad);
    expect(counts(staged)).toEqual({ state: "staged", accepted: 1, unchanged: 0, refused: 3 });
    expect(staged.refusals.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, "declaration_id", "precursor.declaration.conflict"],
      [3, "declarant", "precursor.row.uscc-syntax"],
      [4, "substance", "precursor.row.substance-unknown"],
      [4, "quantity", "precursor.row.number-not-positive"],
    ]);
    expect(staged.refusals.every((refusal) => refusal.words.zh !== "" && refusal.words.en !== "" && !/[{}]/.test(refusal.words.zh))).toBe(true);
    const file = (await house.call(city, "precursor.import.errors", { id: staged.id })) as { body: Uint8Array };
    const table = await openTable(file.body);
    const rows: string[][] = [];
    for await (const batch of table.batches) rows.push(...batch.records);
    expect(table.header.at(-1)).toBe("错误");
    expect(rows).toHaveLength(3);
    expect(rows[2]?.at(-1)).toContain("第 4 行 substance [precursor.row.substance-unknown]");
  });

  it("returns the rows that were refused as they were refused, all of them, whatever was registered since", async () => {
    const late = aUscc(77);
    const rows = [`E-0,${PRODUCER},opening,丙酮,,1,kg,2026-01-05,2026-01-06,,,,演示数据`, ...Array.from({ length: 1_100 }, (_, i) => `E-${i + 1},${late},opening,丙酮,,1,kg,2026-01-05,2026-01-06,,,,演示数据`)];
    const done = await take(city, "declarations", declarationsCsv(...rows));
    expect(counts(done)).toEqual({ state: "done", accepted: 1, unchanged: 0, refused: 1_100 });
    await take(city, "enterprises", `${ENTERPRISES_CSV.split("\n")[0]}\n${late},演示后登记厂,500102,use,2024-01-01,active\n`);
    const { body } = (await house.call(city, "precursor.import.errors", { id: done.id })) as { body: Uint8Array };
    const returned: string[][] = [];
    for await (const batch of (await openTable(body)).batches) returned.push(...batch.records);
    expect(returned.map(([id]) => id)).toEqual(Array.from({ length: 1_100 }, (_, i) => `E-${i + 1}`));
    expect(returned.every((row) => row.at(-1)?.includes("precursor.row.enterprise-unknown"))).toBe(true);
  });

  it("keeps the register as it stands when the same code comes with other content", async () => {
    const staged = await stage(city, "enterprises", ENTERPRISES_CSV.replace("演示化工一厂", "演示化工厂"));
    expect(counts(staged)).toEqual({ state: "staged", accepted: 0, unchanged: 2, refused: 1 });
    expect(staged.refusals[0]).toMatchObject({ line: 2, column: "uscc", code: "precursor.row.conflict", value: PRODUCER });
    expect(staged.can.commit).toBe(false);
  });

  it("refuses the rows of another unit to a district's officer, row by row", async () => {
    const staged = await stage(fuling, "declarations", declarationsCsv(TRADERS, `A-9,${PRODUCER},opening,丙酮,,1,t,2026-01-01,,,,,演示数据`));
    expect(counts(staged)).toEqual({ state: "staged", accepted: 1, unchanged: 0, refused: 1 });
    expect(staged.refusals[0]).toMatchObject({ line: 2, column: "declarant", code: "precursor.row.other-unit" });
    expect(counts(await commit(fuling, staged))).toEqual({ state: "done", accepted: 1, unchanged: 0, refused: 1 });
    await expect(house.call(anActor({ unitCode: "500103", permissions: PERMISSIONS }), "precursor.import.get", { id: staged.id })).rejects.toMatchObject({ code: "precursor.import.unknown" });
    expect(counts(await take(city, "declarations", declarationsCsv(TRADERS)))).toMatchObject({ accepted: 1 });
  });

  it("reads a GBK file and a workbook like the UTF-8 file", async () => {
    // 甲苯 and 丙酮 in GBK; everything else in these rows is ASCII.
    const ascii = declarationsCsv(OPENING, SALE).replaceAll("演示数据", "").replace("甲苯", "@@");
    const gbk = Buffer.from(ascii.replace("@@", "\xbc\xd7\xb1\xbd"), "latin1");
    expect(counts(await stage(city, "declarations", gbk.subarray(0, -1)))).toMatchObject({ unchanged: 0, refused: 2 }); // the note differs
    const fresh = Buffer.from(declarationsCsv(OPENING.replace("A-1", "G-1").replace("甲苯", "@@").replace("演示数据", "")).replace("@@", "\xbc\xd7\xb1\xbd"), "latin1");
    expect(counts(await take(city, "declarations", fresh))).toMatchObject({ accepted: 1, refused: 0 });
    const lines = DECLARATIONS_CSV.trim().split("\n").map((line) => line.split(","));
    const book = await xlsxBuffer({ sheetName: "申报", columns: (lines[0] ?? []).map((name) => ({ name, kind: "id" })), rows: lines.slice(1), exportId: "test", createdAt: house.now });
    expect(counts(await stage(city, "declarations", book))).toMatchObject({ unchanged: 3, refused: 0 });
  });

  it("refuses a file whose header or bytes it cannot read, in words", async () => {
    await expect(stage(city, "permits", "number,colour\n1,2\n")).rejects.toMatchObject({ code: "precursor.import.columns" });
    await expect(stage(city, "permits", "a\0b")).rejects.toMatchObject({ code: "precursor.import.unreadable" });
    await expect(house.call(city, "precursor.import.stage", { kind: "norms", fileId: house.gate.newId() })).rejects.toMatchObject({ code: "gate.file.unknown" });
  });

  it("takes an import back by voiding its rows, and heals what they had raised", async () => {
    const sale = (await take(city, "declarations", declarationsCsv(`U-1,${PRODUCER},dispatch,甲苯,L1,10,kg,2026-01-05,2026-03-05,${USER},YD-9,,演示数据`)));
    expect(await findings()).toContain("unmatched-dispatch open");
    const undone = (await house.call(city, "precursor.import.undo", { id: sale.id, reason: "演示撤销" })) as ImportView;
    expect(undone.state).toBe("undone");
    expect(await findings()).not.toContain("unmatched-dispatch open");
    await expect(house.call(city, "precursor.import.undo", { id: sale.id, reason: "再撤" })).rejects.toMatchObject({ code: "precursor.import.not-done" });
  });

  it("says of the rows of an undone import that come again that they are voided, and tells a corrected one to take a new id", async () => {
    const row = `W-1,${PRODUCER},opening,丙酮,LW,10,kg,2026-01-05,2026-01-06,,,,演示数据`;
    const first = await take(city, "declarations", declarationsCsv(row));
    await undo(first);
    const again = await stage(city, "declarations", declarationsCsv(row, row.replace("W-1", "W-2")));
    expect(again).toMatchObject({ accepted: 1, unchanged: 1, voided: 1, refused: 0 });
    expect(await commit(city, again)).toMatchObject({ state: "done", accepted: 1, unchanged: 1, voided: 1, refused: 0 });
    const corrected = await stage(city, "declarations", declarationsCsv(row.replace(",10,kg", ",11,kg"), row.replace("W-1", "W-3")));
    expect(corrected.refusals).toMatchObject([{ line: 2, column: "declaration_id", code: "precursor.declaration.voided" }]);
    expect((await commit(city, corrected)).refusals).toMatchObject([{ line: 2, code: "precursor.declaration.voided" }]);
  });

  describe("of lots that were used since", () => {
    const made = (id: string, lot: string) => `${id},${PRODUCER},produce,丙酮,${lot},10,kg,2026-01-05,2026-01-06,,,,演示数据`;
    const sold = (id: string, lot: string) => `${id},${PRODUCER},dispatch,丙酮,${lot},4,kg,2026-01-07,2026-01-08,${USER},YD-${id},,演示数据`;
    const turned = (id: string, lot: string) => declarationsCsv(`${id},${PRODUCER},transform,甲苯,${lot}-T,4,kg,2026-01-07,2026-01-08,,,,演示数据,${lot}=4`).replace(",note", ",note,inputs");

    it("is not taken back while a sale or a transform of them stands, and is when it no longer does", async () => {
      const first = await take(city, "declarations", declarationsCsv(made("LU-1", "LU1"), made("LU-2", "LU2")));
      const sale = await take(city, "declarations", declarationsCsv(sold("LU-3", "LU1")));
      const use = await take(city, "declarations", turned("LU-4", "LU2"));
      await expect(undo(first)).rejects.toMatchObject({ code: "precursor.import.built-on", data: { count: 2 } });
      await undo(sale);
      await expect(undo(first)).rejects.toMatchObject({ code: "precursor.import.built-on", data: { count: 1 } });
      await undo(use);
      expect(await undo(first)).toMatchObject({ state: "undone" });
    });

    it("waits for a filing that is under way, and then sees what it filed", async () => {
      const first = await take(city, "declarations", declarationsCsv(made("LC-1", "LC1")));
      const row = aDeclaration(PRODUCER, "LC-2", "dispatch", { substanceId: "acetone", lot: "LC1", massMg: 4 * KG, counterparty: USER, shipment: "LC", occurredAt: onDay(7) });
      let finish = () => {};
      const held = new Promise<void>((resolve) => (finish = resolve));
      let posted = () => {};
      const isPosted = new Promise<void>((resolve) => (posted = resolve));
      const filing = house.gate.act(city, "test.post", async (context) => {
        const { outcomes } = await postDeclarations({ ...context, sourceId: context.newId() }, [{ row, line: 1, reportedGiven: true }]);
        posted();
        await held;
        return outcomes;
      });
      await isPosted;
      const undone = undo(first).then(() => "undone", (error: Refusal) => error.code);
      await someoneWaits();
      finish();
      expect(await filing).toMatchObject([{ state: "accepted" }]);
      expect(await undone).toBe("precursor.import.built-on");
    });

    it("stops between two steps of a large undo when something is filed on the rest, and goes on when that is gone", async () => {
      const first = await take(city, "declarations", declarationsCsv(made("LS-1", "LS1"), made("LS-2", "LS2")));
      // As a large undo stands after its first step: one row is voided, the other not yet.
      const [standing] = await house.gate.act(city, "test.standing", ({ tx }) => listStanding(tx, null, first.id, 1));
      expect(standing?.declarationId).toBe("LS-1");
      await house.gate.act(city, "test.step", (context) => postDeclarations({ ...context, sourceId: context.newId() }, [{ row: aDeclaration(PRODUCER, `undo:${first.id.slice(-8)}:LS-1`, "void", { ref: "LS-1", massMg: 0, occurredAt: house.now.getTime(), reportedAt: house.now.getTime() }), line: 1, reportedGiven: true }]));
      await house.gate.act(city, "test.undoing", ({ tx }) => tx`update precursor.import set state = 'undoing', done = 1 where id = ${first.id}`);
      const sale = await take(city, "declarations", declarationsCsv(sold("LS-3", "LS2")));
      await runJob("precursor.import.undo", { unitCode: first.unitCode, id: first.id, reason: "演示撤销" });
      expect(await view(city, first.id)).toMatchObject({ state: "done", can: { undo: true }, refusals: [{ line: 0, code: "precursor.import.built-on" }] });
      await undo(sale);
      expect(await undo(first)).toMatchObject({ state: "undone" });
    });
  });

  it("knows a void again that states no time of its own", async () => {
    const file = declarationsCsv(`V-1,${PRODUCER},opening,丙酮,,5,kg,2026-01-02,2026-01-03,,,,演示数据`, `V-2,${PRODUCER},void,,,,,,,,,,演示数据`).replace(",note", ",note,ref").replace(/(V-1.*)$/m, "$1,").replace(/(V-2.*)$/m, "$1,V-1");
    expect(counts(await take(city, "declarations", file))).toMatchObject({ accepted: 2, refused: 0 });
    expect(counts(await stage(city, "declarations", file))).toMatchObject({ unchanged: 2, refused: 0 });
    const fresh = await stage(city, "declarations", `${file}V-3,${PRODUCER},opening,丙酮,,1,kg,2026-01-04,2026-01-05,,,,演示数据,\n`);
    expect(counts(await commit(city, fresh))).toMatchObject({ accepted: 1, unchanged: 2, refused: 0 });
  });

  it("does not take back what something rests on, nor what is older than a day", async () => {
    const enterprises = await take(city, "enterprises", `${ENTERPRISES_CSV.split("\n")[0]}\n${aUscc(4)},演示四厂,500102,use,2024-01-01,active\n`);
    expect(enterprises).toMatchObject({ state: "done", accepted: 1 });
    const history = ((await house.call(city, "precursor.import.list", { kind: "permits" })) as { rows: ImportView[] }).rows;
    const permits = history.find((row) => row.state === "done");
    await expect(house.call(city, "precursor.import.undo", { id: permits?.id, reason: "演示撤销" })).rejects.toMatchObject({ code: "precursor.import.built-on", data: { count: 1 } });
    expect(await house.call(city, "precursor.import.undo", { id: enterprises.id, reason: "演示撤销" })).toMatchObject({ state: "undone" });
    const counted = await take(city, "declarations", declarationsCsv(`S-1,${PRODUCER},opening,丙酮,,5,kg,2026-01-02,2026-01-03,,,,演示数据`));
    await take(city, "declarations", declarationsCsv(`S-2,${PRODUCER},stocktake,丙酮,,1005,kg,2026-01-09,2026-01-09,,,,演示数据`));
    await expect(house.call(city, "precursor.import.undo", { id: counted.id, reason: "演示撤销" })).rejects.toMatchObject({ code: "precursor.import.built-on" });
    house.now = new Date(house.now.getTime() + 25 * 3_600_000);
    await expect(house.call(city, "precursor.import.undo", { id: counted.id, reason: "演示撤销" })).rejects.toMatchObject({ code: "precursor.import.too-late" });
  });

  it("goes on behind the last chunk when a commit was interrupted, and takes no row twice", async () => {
    const staged = await stage(city, "declarations", declarationsCsv(`I-1,${USER},opening,丙酮,,5,kg,2026-01-02,2026-01-03,,,,演示数据`, `I-2,${USER},opening,丙酮,,7,kg,2026-01-02,2026-01-03,,,,演示数据`));
    await house.call(city, "precursor.import.commit", { id: staged.id });
    await house.gate.act(city, "test.interrupt", ({ tx }) => tx`update precursor.import set done = 1, accepted = 1 where id = ${staged.id}`);
    await runJob("precursor.import.take", { unitCode: staged.unitCode, id: staged.id });
    await runJob("precursor.import.take", { unitCode: staged.unitCode, id: staged.id });
    expect(await view(city, staged.id)).toMatchObject({ state: "done", accepted: 2, done: 2, rowsTotal: 2 });
    const rows = await house.gate.act(city, "test.count", ({ tx }) => tx<{ id: string }[]>`select declaration_id as id from precursor.declaration where source_id = ${staged.id}`);
    expect(rows.map((row) => row.id)).toEqual(["I-2"]);
  });

  it("hands out a template for each kind", async () => {
    for (const kind of ["enterprises", "permits", "norms", "declarations"]) {
      const { body } = (await house.call(city, "precursor.import.template", { kind })) as { body: Uint8Array };
      expect((await openTable(body)).header.length).toBeGreaterThan(5);
    }
  });
});
