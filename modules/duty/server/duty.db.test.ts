import { beforeAll, describe, expect, test } from "vitest";
import { holidayCalendar } from "#kernel/calendar.ts";
import type { Actor } from "#kernel/actor.ts";
import type { Tx } from "#platform/db.ts";
import { keepFile } from "#platform/files.ts";
import { anActor, useTestHouse } from "../../../test/database.ts";
import type { DutyDetail, DutyView, NewDuty } from "../contract/index.ts";
import { dutyModule, openDuties, settleDuties } from "../public.ts";

const USCC = "91500102MA00000000";
const OTHER_USCC = "91500102MA00000001";
const permissions = ["duty.read", "duty.work"];
const fuling = anActor({ permissions });
const beibei = anActor({ permissions, unitCode: "500109", accountId: "00000000-0000-7000-8000-000000000002" });
const city = anActor({ permissions, unitCode: "500000", scope: "city", accountId: "00000000-0000-7000-8000-000000000003" });
const clerk = anActor({ permissions, kind: "enterprise", department: "enterprise", enterpriseUscc: USCC, accountId: "00000000-0000-7000-8000-000000000004" });
const stranger: Actor = { ...clerk, enterpriseUscc: OTHER_USCC, accountId: "00000000-0000-7000-8000-000000000005" };

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-23T02:00:00Z");
const aDuty = (key: string, parts: Partial<NewDuty> = {}): NewDuty => ({
  key,
  title: { zh: `演示数据 ${key}`, en: `demo ${key}` },
  owner: { unitCode: "500102", department: "drug-control", accountId: null, enterprise: null },
  subject: { kind: "enterprise", key: USCC },
  legalBasis: { zh: "《易制毒化学品管理条例》第三十六条", en: "Regulation on Precursor Chemicals, art. 36", grade: "L", verified: true },
  clockMode: "calendar",
  startsAt: NOW - 10 * DAY,
  dueAt: NOW + 20 * DAY,
  reminders: [NOW + 13 * DAY, NOW + 19 * DAY],
  ...parts,
});
const owed = { unitCode: "500102", department: "enterprise" as const, accountId: null, enterprise: USCC };
const note = [{ kind: "note", text: "已现场核对（演示数据）" }];

describe("duties", () => {
  const house = useTestHouse(dutyModule.handlers);
  const list = async (actor: Actor, input: object = {}) => (await house.call(actor, "duty.duty.list", input)) as { rows: DutyView[]; next: string | null };
  const open = (actor: Actor, duties: NewDuty[]) => house.gate.act(actor, "test.open", (context) => openDuties(context, duties));
  const idOf = async (key: string) => (await list(city, { whose: "unit", state: "open", limit: 500 })).rows.find((duty) => duty.key === key)?.id ?? "";
  const complete = (actor: Actor, id: string, evidence: unknown = note) => house.call(actor, "duty.duty.complete", { id, evidence }) as Promise<DutyDetail>;

  beforeAll(async () => {
    await open(city, [
      aDuty("upcoming"),
      aDuty("soon", { dueAt: NOW + 2 * DAY, reminders: [NOW - DAY] }),
      aDuty("overdue", { dueAt: NOW - DAY }),
      aDuty("of-beibei", { owner: { unitCode: "500109", department: "drug-control", accountId: null, enterprise: null } }),
      aDuty("of-enterprise", { owner: owed, dueAt: NOW + 5 * DAY }),
      aDuty("of-police", { owner: { unitCode: "500102", department: "public-security", accountId: null, enterprise: null } }),
    ]);
  });

  test("open once however often they are offered", async () => {
    expect(await open(fuling, [aDuty("twice"), aDuty("upcoming")])).toBe(1);
    expect(await open(fuling, [aDuty("twice")])).toBe(0);
    expect(await open(fuling, [])).toBe(0);
  });

  test("show each actor their own: the department's, the enterprise's, and the unit's on asking", async () => {
    const keys = async (actor: Actor, input: object) => (await list(actor, input)).rows.map((duty) => duty.key);
    expect(await keys(fuling, {})).toEqual(expect.arrayContaining(["overdue", "soon", "upcoming"]));
    expect(await keys(fuling, {})).not.toEqual(expect.arrayContaining(["of-police"]));
    expect(await keys(fuling, { whose: "unit" })).toEqual(expect.arrayContaining(["of-police", "of-enterprise"]));
    expect(await keys(fuling, { whose: "unit" })).not.toContain("of-beibei");
    expect(await keys(beibei, { whose: "unit" })).toEqual(["of-beibei"]);
    expect(await keys(city, { whose: "unit", unit: "500109" })).toEqual(["of-beibei"]);
    expect(await keys(clerk, { whose: "unit" })).toEqual(["of-enterprise"]);
    expect(await keys(stranger, { whose: "unit" })).toEqual([]);
  });

  test("are found by the state that the clock gives them at the moment of asking", async () => {
    const inState = async (state: string) => (await list(fuling, { whose: "unit", state })).rows.map((duty) => [duty.key, duty.state]);
    expect(await inState("overdue")).toEqual([["overdue", "overdue"]]);
    expect(await inState("due-soon")).toEqual([["soon", "due-soon"]]);
    house.now = new Date(NOW + 3 * DAY);
    expect(await inState("overdue")).toEqual([["overdue", "overdue"], ["soon", "overdue"]]);
    house.now = new Date(NOW);
  });

  test("come in pages, the soonest due first, each once", async () => {
    const all = (await list(fuling, { whose: "unit", limit: 500 })).rows.map((duty) => duty.key);
    const paged: string[] = [];
    let after: string | undefined;
    do {
      const page = await list(fuling, { whose: "unit", limit: 2, after });
      paged.push(...page.rows.map((duty) => duty.key));
      after = page.next ?? undefined;
    } while (after !== undefined && paged.length < 50);
    expect(paged).toEqual(all);
    expect(all[0]).toBe("overdue");
  });

  test("are completed with evidence, told late when they are, and then closed for good", async () => {
    const id = await idOf("overdue");
    const done = await complete(fuling, id);
    expect(done).toMatchObject({ state: "done", outcome: { kind: "done", late: true, by: null }, evidence: [{ kind: "note" }], can: [] });
    await expect(complete(fuling, id)).rejects.toMatchObject({ code: "duty.duty.closed" });
    await expect(house.call(fuling, "duty.duty.waive", { id, reason: "企业已依法注销" })).rejects.toMatchObject({ code: "duty.duty.closed" });
  });

  test("hand out a file of their evidence to who may read them, and to nobody else", async () => {
    const stored = (actor: Actor) =>
      house.gate.act(actor, "test.upload", async ({ tx, newId, now }) => {
        const file = newId();
        await keepFile(tx, { unitCode: actor.unitCode, id: file, accountId: actor.accountId, name: "回执 演示.html", mediaType: "text/html", sizeBytes: 9, sha256: "cd".repeat(32), storedAt: now });
        return file;
      });
    const read = (actor: Actor, id: string, file: string) => house.call(actor, "duty.duty.file", { id, file });
    await open(city, [aDuty("with-file", { owner: owed }), aDuty("with-file-of-city"), aDuty("without-file", { owner: owed })]);
    const [own, citys, other] = [await idOf("with-file"), await idOf("with-file-of-city"), await idOf("without-file")];
    const file = await stored(clerk);
    await expect(read(clerk, own, file)).rejects.toMatchObject({ code: "gate.file.unknown" });
    await expect(complete(fuling, own, [{ kind: "file", reference: file }])).rejects.toMatchObject({ code: "duty.evidence.file-unknown" });
    await complete(clerk, own, [{ kind: "file", reference: file }]);
    for (const actor of [clerk, fuling, city]) expect(await read(actor, own, file)).toEqual({ fileName: "回执 演示.html", mediaType: "application/octet-stream", stored: { sha256: "cd".repeat(32), sizeBytes: 9 } });
    for (const actor of [beibei, stranger]) await expect(read(actor, own, file)).rejects.toMatchObject({ code: "duty.duty.unknown" });
    await expect(read(clerk, other, file)).rejects.toMatchObject({ code: "gate.file.unknown" });

    const givenByCity = await stored(city);
    await complete(city, citys, [{ kind: "file", reference: givenByCity }]);
    expect(await read(fuling, citys, givenByCity)).toMatchObject({ fileName: "回执 演示.html" });
  });

  test("are not completed without evidence, nor with a file that is not there, and nothing is kept of the attempt", async () => {
    const id = await idOf("soon");
    await expect(complete(fuling, id, [])).rejects.toMatchObject({ code: "duty.evidence.missing" });
    await expect(complete(fuling, id, [{ kind: "file", reference: "00000000-0000-7000-8000-000000000009" }])).rejects.toMatchObject({ code: "duty.evidence.file-unknown" });
    await expect(complete(fuling, id, [{ kind: "file", reference: "'; drop" }])).rejects.toMatchObject({ code: "duty.evidence.file-unknown" });
    await expect(complete(fuling, id, [{ kind: "note", text: " " }])).rejects.toMatchObject({ code: "gate.input.invalid" });
    expect(await house.call(fuling, "duty.duty.get", { id })).toMatchObject({ state: "due-soon", evidence: [] });
  });

  test("are waived by an official with a reason, never by the enterprise that owes them", async () => {
    await open(city, [aDuty("to-waive", { owner: owed })]);
    const id = await idOf("to-waive");
    const waive = (actor: Actor, reason: string) => house.call(actor, "duty.duty.waive", { id, reason });
    await expect(waive(clerk, "本企业认为不需要办理")).rejects.toMatchObject({ code: "duty.waive.officials-only" });
    await expect(waive(fuling, "不用")).rejects.toMatchObject({ code: "duty.reason.missing" });
    expect(await waive(fuling, "企业已依法注销（演示数据）")).toMatchObject({ state: "waived", outcome: { kind: "waived" } });
  });

  test("of others answer like duties that do not exist", async () => {
    const id = await idOf("of-enterprise");
    for (const actor of [beibei, stranger]) {
      await expect(house.call(actor, "duty.duty.get", { id })).rejects.toMatchObject({ code: "duty.duty.unknown" });
      await expect(complete(actor, id)).rejects.toMatchObject({ code: "duty.duty.unknown" });
    }
    await expect(house.call(fuling, "duty.duty.get", { id: house.gate.newId() })).rejects.toMatchObject({ code: "duty.duty.unknown" });
    await expect(complete(anActor({ permissions: ["duty.read"] }), id)).rejects.toMatchObject({ code: "gate.not-permitted" });
  });

  test("completed twice by the same command are completed once; by two people at once, the second is told", async () => {
    await open(city, [aDuty("replayed"), aDuty("raced")]);
    const [replayed, raced] = [await idOf("replayed"), await idOf("raced")];
    const commandId = house.gate.newId();
    const input = { id: replayed, evidence: note };
    const first = await house.call(fuling, "duty.duty.complete", input, commandId);
    expect(await house.call(fuling, "duty.duty.complete", input, commandId)).toEqual(first);

    const both = await Promise.allSettled([complete(fuling, raced), complete(city, raced)]);
    expect(both.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((result) => result.status === "rejected")).toMatchObject({ reason: { code: "duty.duty.closed" } });
    expect(((await house.call(city, "duty.duty.get", { id: raced })) as DutyDetail).evidence).toHaveLength(1);
  });

  test("interrupted before the commit leave nothing behind", async () => {
    const broken = house.gate.act(fuling, "test.open", async (context) => {
      await openDuties(context, [aDuty("interrupted")]);
      throw new Error("power cut");
    });
    await expect(broken).rejects.toThrow("power cut");
    expect(await idOf("interrupted")).toBe("");
  });

  test("are settled by the declaration that fulfils them, once, and unknown keys are passed over", async () => {
    await open(city, [aDuty("to-settle", { owner: owed })]);
    const id = await idOf("to-settle");
    const settle = () => house.gate.act(fuling, "test.settle", (context) => settleDuties(context, ["to-settle", "no-such"].map((key) => ({ unitCode: "500102", key, evidence: { kind: "declaration" as const, reference: `${USCC}/D1` }, reason: "已申报" }))));
    expect(await settle()).toBe(1);
    expect(await settle()).toBe(0);
    expect(await house.call(fuling, "duty.duty.get", { id })).toMatchObject({ state: "done", outcome: { reason: "已申报" }, evidence: [{ kind: "declaration", reference: `${USCC}/D1` }] });
  });

  test("are opened by hand by working days over a holiday, for the own unit only", async () => {
    const input = { ...aDuty("by-hand"), period: { days: 10, mode: "working" }, startsAt: "2026-02-13T10:00:00+08:00" };
    const command = { key: input.key, title: input.title, owner: input.owner, subject: input.subject, legalBasis: input.legalBasis, period: input.period, startsAt: input.startsAt };
    expect(await house.call(fuling, "duty.duty.open", command)).toEqual({ opened: true, dueAt: "2026-03-05T15:59:59.999Z" });
    expect(await house.call(city, "duty.duty.open", command)).toMatchObject({ opened: false });
    await expect(house.call(beibei, "duty.duty.open", command)).rejects.toMatchObject({ code: "duty.owner.elsewhere" });
    await expect(house.call(clerk, "duty.duty.open", command)).rejects.toMatchObject({ code: "duty.owner.elsewhere" });
  });

  describe("opened by hand at the edges of time", () => {
    const byHand = (key: string, startsAt: string, days: number, parts: object = {}) => {
      const { title, owner, subject, legalBasis } = aDuty(key);
      return house.call(fuling, "duty.duty.open", { key, title, owner, subject, legalBasis, period: { days, mode: "calendar", rollsOver: false }, startsAt, ...parts });
    };

    test("are shown, completed and waived like any other, without reminders from before they began", async () => {
      await byHand("first-days", "1900-01-05T00:00:00+08:00", 0);
      await byHand("far-offset", "1900-01-02T00:00:00+14:00", 30);
      const all = (await list(fuling, { whose: "unit", limit: 500 })).rows;
      expect(all.slice(0, 2).map((duty) => [duty.key, duty.startsAt, duty.reminders])).toEqual([
        ["first-days", "1900-01-04T16:00:00.000Z", []],
        ["far-offset", "1900-01-01T10:00:00.000Z", ["1900-01-24T01:00:00.000Z", "1900-01-30T01:00:00.000Z"]],
      ]);
      expect(await complete(fuling, await idOf("first-days"))).toMatchObject({ state: "done" });
      expect(await house.call(fuling, "duty.duty.waive", { id: await idOf("far-offset"), reason: "演示数据，误建" })).toMatchObject({ state: "waived" });
    });

    test("are refused when the deadline leaves the years that can be shown, from whichever room they come", async () => {
      await expect(byHand("too-far", "2999-12-31T00:00:00+08:00", 10)).rejects.toMatchObject({ code: "duty.deadline.out-of-range", data: { day: "3000-01-10" } });
      await expect(open(fuling, [aDuty("too-far", { dueAt: Date.UTC(3000, 0, 1) })])).rejects.toMatchObject({ code: "duty.deadline.out-of-range" });
      expect(await idOf("too-far")).toBe("");
    });

    test("are reached page by page though they were due before 1970, and a cursor that is none begins at the beginning", async () => {
      await byHand("of-1950", "1950-01-01T00:00:00+08:00", 1);
      await byHand("of-1960", "1960-01-01T00:00:00+08:00", 1);
      const page = (after?: string) => list(fuling, { whose: "unit", limit: 1, after });
      const first = await page();
      expect((await page(first.next ?? "")).rows.map(({ key }) => key)).toEqual(["of-1960"]);
      const id = first.rows[0]?.id ?? "";
      for (const after of [`1.${"-".repeat(36)}`, `999999999999999.${id}`, `-99999999999999.${id}`, `1.${id}x`]) expect((await page(after)).rows.map(({ key }) => key), after).toEqual(["of-1950"]);
    });
  });

  test("counted when a year's holidays were not known stay marked when they are known later", async () => {
    const knownThen = holidayCalendar([{ date: "2025-10-01", kind: "holiday" }]);
    const times = { startsAt: Date.parse("2025-12-29T10:00:00+08:00"), dueAt: Date.parse("2026-01-05T15:59:59.999Z"), reminders: [] };
    await house.gate.act(fuling, "test.open", (context) => openDuties(context, [aDuty("unknown-then", { ...times, clockMode: "working" }), aDuty("of-custody", { ...times, clockMode: "custody" })], knownThen));
    await open(fuling, [aDuty("known-then", { ...times, clockMode: "working" }), aDuty("into-2027", { clockMode: "working", dueAt: Date.parse("2027-01-05T15:59:59.999Z") })]);
    const known = new Map((await list(fuling, { whose: "unit", limit: 500 })).rows.map((duty) => [duty.key, duty.calendarKnown]));
    expect(["unknown-then", "of-custody", "known-then", "into-2027"].map((key) => known.get(key))).toEqual([false, true, true, false]);
  });

  test("stay behind the second fence: another unit's rows are neither seen nor written, and nothing is changed or deleted", async () => {
    const asBeibei = (work: (tx: Tx) => PromiseLike<readonly unknown[]>) =>
      house.database.app.begin(async (tx) => {
        await tx`select set_config('qingyu.scope', 'unit', true), set_config('qingyu.unit', '500109', true), set_config('qingyu.enterprise', '', true)`;
        return [...(await work(tx))];
      });
    expect(await asBeibei((tx) => tx`select 1 from duty.duty where unit_code = '500102'`)).toHaveLength(0);
    await expect(open(beibei, [aDuty("smuggled")])).rejects.toMatchObject({ code: "42501" });
    await expect(asBeibei((tx) => tx`delete from duty.outcome`)).rejects.toMatchObject({ code: "42501" });
    await expect(asBeibei((tx) => tx`update duty.duty set due_at = now()`)).rejects.toMatchObject({ code: "42501" });
  });
});
