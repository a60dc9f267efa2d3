import { describe, expect, test } from "vitest";
import { startOfDay } from "#kernel/calendar.ts";
import { dutyModule } from "#duty";
import type { DutyDetail, DutyView } from "#duty/contract";
import { anActor, useTestHouse } from "#test/database.ts";
import type { Declaration } from "../contract/declaration.ts";
import type { Enterprise } from "../contract/enterprise.ts";
import type { Permit } from "../contract/permit.ts";
import { KG, aDeclaration, aPermit, aUscc, anEnterprise } from "../testing/builders.ts";
import { registerForTest } from "../testing/register.ts";
import { postDeclarations } from "./books/post-declarations.ts";
import { DUTY_JOB, dutyJobs } from "./duty-jobs.ts";

const FULING = "500102";
const BEIBEI = "500109";
const at = (text: string) => Date.parse(`${text}+08:00`);
const onDay = (day: string) => new Date(`${day}T10:00:00+08:00`);
const system = anActor({ kind: "system", scope: "city", unitCode: "500000", accountId: "system" });
const reader = anActor({ scope: "city", unitCode: "500000", permissions: ["duty.read"] });
const firmIn = (unit: string, number: number, part: Partial<Enterprise> = {}) => anEnterprise(number, { unitCode: unit, district: unit, ...part });

describe("the duties job", () => {
  const house = useTestHouse(dutyModule.handlers);

  const run = async (payload: unknown = {}) => {
    for (const job of dutyJobs) await job.run(payload, { gate: house.gate, isLastAttempt: false });
  };
  const register = (enterprises: Enterprise[], permits: Permit[] = []) => house.gate.act(system, "test.register", ({ tx }) => registerForTest(tx, { enterprises, permits }));
  const post = (...rows: Declaration[]) =>
    house.gate.act(system, "test.post", async (context) => {
      const { outcomes } = await postDeclarations({ ...context, sourceId: context.newId() }, rows.map((row, i) => ({ row, line: i + 2, reportedGiven: true })));
      expect(outcomes.filter(({ state }) => state !== "accepted")).toEqual([]);
    });
  const dutiesOf = async (owner: Enterprise, state = "open") => {
    const found: DutyView[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const page = (await house.call(reader, "duty.duty.list", { whose: "unit", state, unit: owner.unitCode, limit: 500, ...(after ? { after } : {}) })) as { rows: DutyView[]; next: string | null };
      found.push(...page.rows.filter((duty) => duty.owner.enterprise === owner.uscc));
      after = page.next;
    }
    return found.sort((a, b) => (a.key < b.key ? -1 : 1));
  };
  const keysOf = async (owner: Enterprise, state?: string) => (await dutiesOf(owner, state)).map((duty) => duty.key);
  const evidenceOf = async (owner: Enterprise, subjectKey: string) => {
    const duty = (await dutiesOf(owner, "done")).find(({ subject }) => subject.key === subjectKey);
    return duty && { ...duty.outcome, evidence: ((await house.call(reader, "duty.duty.get", { id: duty.id })) as DutyDetail).evidence.map(({ kind, reference }) => `${kind} ${reference}`) };
  };

  test("tells the open screens of the units it asks something of, once", async () => {
    house.now = onDay("2026-11-23");
    await register([firmIn(FULING, 3000), firmIn(BEIBEI, 3001)]);
    const told: { views: readonly string[]; units: readonly string[] }[] = [];
    house.afterCommit = (views, units) => told.push({ views, units: units.toSorted() });
    await run();
    await run();
    house.afterCommit = undefined;
    expect(told).toEqual([{ views: ["duty.duty.list", "duty.duty.get"], units: [FULING, BEIBEI] }]);
  });

  test("asks every enterprise that is not closed for its next annual report, each once, in batches to the last one", async () => {
    house.now = onDay("2026-11-23");
    const many = Array.from({ length: 501 }, (_, i) => firmIn("500101", 1000 + i));
    const closed = firmIn("500101", 2000, { status: "closed" });
    const suspended = firmIn("500101", 2001, { status: "suspended" });
    await register([...many, closed, suspended]);
    await run({ unitCode: "500101" });
    await run({ unitCode: "500101" });
    const last = many.at(-1) ?? expect.fail("nobody");
    expect(await dutiesOf(last)).toMatchObject([{ key: `annual-report/${last.uscc}/2026`, dueAt: "2027-03-31T15:59:59.999Z", state: "upcoming" }]);
    expect([(await keysOf(suspended)).length, (await keysOf(closed)).length]).toEqual([1, 0]);
    const counted = (await house.database.owner.begin(async (tx) => {
      await tx`select set_config('qingyu.scope', 'city', true), set_config('qingyu.unit', '500000', true)`;
      return tx`select count(*)::int as count from duty.duty where unit_code = '500101'`;
    })) as unknown as { count: number }[];
    expect(counted).toEqual([{ count: 502 }]);
  });

  test("asks for last year's report until 31 March and for this year's from 1 April", async () => {
    const firm = firmIn("500103", 3000);
    await register([firm]);
    house.now = new Date(at("2027-03-31T23:59:59.999"));
    await run({ unitCode: "500103" });
    expect(await keysOf(firm)).toEqual([`annual-report/${firm.uscc}/2026`]);
    house.now = new Date(at("2027-04-01T00:00:00"));
    await run({ unitCode: "500103" });
    expect((await dutiesOf(firm)).map(({ key, state }) => [key.split("/")[2], state])).toEqual([["2026", "overdue"], ["2027", "upcoming"]]);
  });

  test("opens the renewal or the expiry of a document when its window opens, and not of one that is used up or replaced", async () => {
    const firm = firmIn(FULING, 1, { activities: ["operation", "use"] });
    const document = (number: string, kind: Permit["kind"], lastDay: string, part: Partial<Permit> = {}) => aPermit(firm.uscc, { number, kind, validFrom: startOfDay("2024-01-01"), validTo: startOfDay(lastDay), ...part });
    const other = firmIn(FULING, 2);
    const closed = firmIn(FULING, 3, { status: "closed" });
    await register([firm, other, closed], [
      aPermit(other.uscc, { number: "演示他人-1", kind: "operation", validTo: startOfDay("2030-12-31") }),
      aPermit(closed.uscc, { number: "演示停业-1", kind: "operation", validTo: startOfDay("2026-12-31") }),
      document("演示经营-1", "operation", "2027-02-23"),
      document("演示经营-2", "operation", "2027-02-24", { substanceId: "acetone" }),
      document("演示生产-1", "production", "2025-11-22"),
      document("演示生产-2", "production", "2025-11-23", { substanceId: "acetone" }),
      document("演示购买-1", "purchase", "2026-12-23"),
      document("演示购买-2", "purchase", "2026-12-24", { substanceId: "acetone" }),
      document("演示运输-1", "transport", "2026-12-01"),
      document("演示运输-2", "transport", "2027-12-01"),
      document("演示进口-1", "import", "2026-12-02", { uses: "single" }),
      document("演示出口-1", "export", "2026-12-02", { uses: "single" }),
    ]);
    await post(aDeclaration(firm.uscc, "I1", "import", { permit: "演示进口-1", counterparty: "JP:demo", customsNo: "演示", occurredAt: at("2026-11-01T10:00:00") }));
    house.now = onDay("2026-11-23");
    await run({ unitCode: FULING });
    await run({ unitCode: FULING });
    expect(await keysOf(firm)).toEqual([
      `annual-report/${firm.uscc}/2026`,
      "permit-expiry/export/演示出口-1/2026-12-02",
      "permit-expiry/purchase/演示购买-1/2026-12-23",
      "production-operation-renewal/operation/演示经营-1/2027-02-23",
      "production-operation-renewal/production/演示生产-2/2025-11-23",
    ]);
    expect([await keysOf(firm, "done"), await keysOf(closed)]).toEqual([[], []]);
    house.now = onDay("2026-11-24");
    await run({ unitCode: FULING });
    expect((await keysOf(firm)).slice(2)).toEqual([
      "permit-expiry/purchase/演示购买-1/2026-12-23",
      "permit-expiry/purchase/演示购买-2/2026-12-24",
      "production-operation-renewal/operation/演示经营-1/2027-02-23",
      "production-operation-renewal/operation/演示经营-2/2027-02-24",
      "production-operation-renewal/production/演示生产-2/2025-11-23",
    ]);
  });

  test("closes a renewal by the new document or the longer date of the same one, and a mere reminder on the document's last day, when nobody can be late with it", async () => {
    const firm = firmIn("500104", 4);
    const document = (number: string, kind: Permit["kind"], lastDay: string) => aPermit(firm.uscc, { unitCode: "500104", number, kind, validFrom: startOfDay("2024-01-01"), validTo: startOfDay(lastDay) });
    await register([firm], [document("演示-旧证", "operation", "2026-12-31"), document("演示-购买", "purchase", "2026-12-10"), document("演示-延期", "production", "2026-12-31")]);
    house.now = onDay("2026-12-09");
    await run({ unitCode: "500104" });
    expect(await keysOf(firm)).toHaveLength(4);
    await house.gate.act(system, "test.extend", ({ tx }) => tx`with gone as (delete from precursor.permit where number = '演示-延期' returning *) delete from precursor.permit_registry where number in (select number from gone)`);
    await register([], [document("演示-延期", "production", "2029-12-31")]);
    await register([], [document("演示-新证", "operation", "2029-12-31")]);
    house.now = onDay("2026-12-10");
    await run({ unitCode: "500104" });
    expect(await keysOf(firm)).toEqual([`annual-report/${firm.uscc}/2026`]);
    expect(await evidenceOf(firm, "operation/演示-旧证")).toMatchObject({ kind: "done", late: false, evidence: ["document 演示-新证"] });
    expect(await evidenceOf(firm, "production/演示-延期")).toMatchObject({ kind: "done", late: false, evidence: ["document 演示-延期"] });
    expect(await evidenceOf(firm, "purchase/演示-购买")).toMatchObject({ kind: "done", late: false, evidence: ["document 演示-购买"] });
  });

  describe("of sales known from the buyer's receipt only", () => {
    const seller = firmIn("500105", 10, { activities: ["operation"] });
    const buyer = firmIn(BEIBEI, 11, { activities: ["use"] });
    const receivedAt = at("2026-11-20T15:00:00.123");
    const receipt = (id: string, part: Partial<Declaration> = {}) => aDeclaration(buyer.uscc, id, "receive", { unitCode: BEIBEI, counterparty: seller.uscc, lot: "L1", massMg: 10 * KG, occurredAt: receivedAt, ...part });
    const dispatch = (id: string, part: Partial<Declaration> = {}) => aDeclaration(seller.uscc, id, "dispatch", { unitCode: "500105", counterparty: buyer.uscc, lot: "L1", massMg: 10 * KG, occurredAt: receivedAt - 3_600_000, ...part });
    const act = (shipment: string | number, substanceId = "toluene") => `${seller.uscc}/${buyer.uscc}/${substanceId}/${shipment}`;
    const salesOf = async (state?: string) => (await dutiesOf(seller, state)).filter(({ subject }) => subject.kind === "shipment");

    test("opens the filing for the seller, in the seller's unit, though the buyer's unit ran it: 5 days for class 1, 30 for class 3", async () => {
      house.now = onDay("2026-11-23");
      await register([seller, buyer]);
      await post(
        receipt("R1", { shipment: "W/1", substanceId: "piperonal" }),
        receipt("R2", { shipment: "W2" }),
        receipt("R2b", { shipment: "W2", lot: "L2", occurredAt: receivedAt + 1_000 }),
        receipt("R3", { shipment: null, lot: null }),
        receipt("R4", { shipment: "W4", lot: "L4" }),
        receipt("R5", { shipment: "W5" }),
        dispatch("D5", { shipment: "W5" }),
        receipt("R6", { shipment: "W6", counterparty: aUscc(999) }),
        receipt("R8", { shipment: "W8" }),
        dispatch("D8", { shipment: "W8", lot: "L8" }),
        receipt("R9", { shipment: "W9" }),
        dispatch("D9", { shipment: "W9", massMg: 20 * KG }),
        receipt("R7", { shipment: "W7", counterparty: "JP:demo" }),
      );
      await run({ unitCode: "500106" });
      expect(await salesOf()).toEqual([]);
      await run({ unitCode: BEIBEI });
      expect(await salesOf()).toHaveLength(4);
      await run();
      expect(await salesOf("done")).toEqual([]);
      expect((await salesOf()).map(({ subject, dueAt, state }) => [subject.key, dueAt, state])).toEqual([
        [act("W/1", "piperonal"), "2026-11-25T15:59:59.999Z", "due-soon"],
        [act(receivedAt), "2026-12-20T15:59:59.999Z", "upcoming"],
        [act("W2"), "2026-12-20T15:59:59.999Z", "upcoming"],
        [act("W4"), "2026-12-20T15:59:59.999Z", "upcoming"],
      ]);
    });

    test("closes it by the seller's declaration: the same waybill, none, or another waybill the match pairs; late when late", async () => {
      house.now = onDay("2026-11-26");
      await post(dispatch("D1", { shipment: "W/1", substanceId: "piperonal" }), dispatch("D3", { shipment: null, lot: null }), dispatch("D4", { shipment: "演示-另号", lot: "L4" }));
      await run({ unitCode: "500105" });
      expect((await salesOf()).map(({ subject }) => subject.key)).toEqual([act("W2")]);
      const ended = [await evidenceOf(seller, act("W/1", "piperonal")), await evidenceOf(seller, act(receivedAt)), await evidenceOf(seller, act("W4"))];
      expect(ended.map((outcome) => [outcome?.evidence, outcome?.late])).toEqual([
        [[`declaration ${seller.uscc}/D1`], true],
        [[`declaration ${seller.uscc}/D3`], false],
        [[`declaration ${seller.uscc}/D4`], false],
      ]);
    });

    test("leaves it open while one lot of the waybill is not filed", async () => {
      await post(dispatch("D2", { shipment: "W2" }));
      await run();
      expect((await salesOf()).map(({ subject }) => subject.key)).toEqual([act("W2")]);
      await post(dispatch("D2b", { shipment: "W2", lot: "L2" }));
      await run();
      expect(await salesOf()).toEqual([]);
      expect(await salesOf("done")).toHaveLength(4);
    });

    test("opens it again when the filing that closed it is voided, as often as that happens, and not when a person decided", async () => {
      const voidOf = (id: string) => aDeclaration(seller.uscc, `V-${id}`, "void", { unitCode: "500105", ref: id, massMg: 0, occurredAt: house.now.getTime() });
      const keys = async () => (await salesOf()).map(({ key }) => key.replace(act("W/1", "piperonal"), "…"));
      await post(voidOf("D1"));
      await run({ unitCode: "500105" });
      await run();
      expect(await salesOf()).toMatchObject([{ key: `sale-report-class-1/2/${act("W/1", "piperonal")}`, startsAt: new Date(receivedAt).toISOString(), dueAt: "2026-11-25T15:59:59.999Z", state: "overdue" }]);

      await post(dispatch("D1-again", { shipment: "W/1", substanceId: "piperonal" }));
      await run();
      expect(await keys()).toEqual([]);
      await post(voidOf("D1-again"));
      await run();
      expect(await keys()).toEqual(["sale-report-class-1/3/…"]);

      const official = anActor({ permissions: ["duty.work", "duty.read"], unitCode: "500105" });
      await house.call(official, "duty.duty.waive", { id: (await salesOf())[0]?.id, reason: "企业已依法注销（演示数据）" });
      await run();
      expect(await keys()).toEqual([]);
    });

    test("follows a receipt that the buyer voided and filed again with another lot, at the same moment or a corrected one", async () => {
      const cancel = (id: string) => aDeclaration(buyer.uscc, `V-${id}`, "void", { unitCode: BEIBEI, ref: id, massMg: 0, occurredAt: house.now.getTime() });
      await post(receipt("R20", { shipment: "W20" }), receipt("R21", { shipment: "W21" }));
      await run();
      expect((await salesOf()).map(({ subject }) => subject.key)).toEqual([act("W20"), act("W21")]);
      await post(cancel("R20"), cancel("R21"));
      await post(receipt("R20-again", { shipment: "W20", lot: "L20" }), receipt("R21-again", { shipment: "W21", lot: "L21", occurredAt: receivedAt + 3_600_000 }));
      await run();
      expect(await salesOf()).toHaveLength(2);
      await post(dispatch("D20", { shipment: "W20", lot: "L20" }), dispatch("D21", { shipment: "W21", lot: "L21" }));
      await run();
      expect(await salesOf()).toEqual([]);
      expect((await evidenceOf(seller, act("W21")))?.evidence).toEqual([`declaration ${seller.uscc}/D21`]);
    });
  });

  test("asks a giver among firms that only use precursors to file the transfer within three days, and closes it by the dispatch", async () => {
    house.now = onDay("2026-11-23");
    const giver = firmIn("500108", 40, { activities: ["use"] });
    const taker = firmIn("500110", 41, { activities: ["use"] });
    await register([giver, taker]);
    const goods = { shipment: "Z1", lot: "L1", massMg: 10 * KG, occurredAt: at("2026-11-20T15:00:00") };
    await post(aDeclaration(taker.uscc, "taken", "receive", { unitCode: "500110", counterparty: giver.uscc, ...goods }));
    await run();
    const act = `${giver.uscc}/${taker.uscc}/toluene/Z1`;
    expect((await dutiesOf(giver))[1]).toMatchObject({ key: `user-transfer-filing/${act}`, dueAt: "2026-11-23T15:59:59.999Z", legalBasis: { zh: "《重庆市禁毒条例》第二十二条" }, title: { zh: "备案使用单位之间的转让、赠送或出借（甲苯）" } });
    await post(aDeclaration(giver.uscc, "given", "dispatch", { unitCode: "500108", counterparty: taker.uscc, ...goods }));
    await run();
    expect(await evidenceOf(giver, act)).toMatchObject({ kind: "done", late: false, reason: "已备案 / filed", evidence: [`declaration ${giver.uscc}/given`] });
    expect(await dutiesOf(giver)).toHaveLength(1);
  });

  test("asks nothing of firms of other provinces, whose books are not kept here, and still asks the firms here that trade with them", async () => {
    house.now = onDay("2026-11-23");
    const guizhou = firmIn("520302", 30, { activities: ["operation"] });
    const here = firmIn("500107", 31, { activities: ["operation", "use"] });
    await register([guizhou, here], [aPermit(guizhou.uscc, { unitCode: "520302", number: "演示贵州-1", kind: "operation", validTo: startOfDay("2026-12-31") })]);
    const trade = { lot: "L1", massMg: 10 * KG, occurredAt: at("2026-11-20T15:00:00") };
    await post(
      aDeclaration(here.uscc, "bought", "receive", { unitCode: "500107", counterparty: guizhou.uscc, shipment: "WG1", ...trade }),
      aDeclaration(guizhou.uscc, "bought", "receive", { unitCode: "520302", counterparty: here.uscc, shipment: "WG2", ...trade }),
    );
    await run();
    await run({ unitCode: "500107" });
    expect(await dutiesOf(guizhou)).toEqual([]);
    expect(await keysOf(here)).toEqual([`annual-report/${here.uscc}/2026`, `sale-report-class-2-3/${here.uscc}/${guizhou.uscc}/toluene/WG2`]);
  });

  test("comes back the next day at 01:00 when it ran for the whole city, once however often it ran, and not for one unit", async () => {
    const waiting = () => house.database.owner`select run_at as "runAt" from graphile_worker.jobs where task_identifier = ${DUTY_JOB}`;
    await house.database.owner`select graphile_worker.remove_job(key) from graphile_worker.jobs where task_identifier = ${DUTY_JOB}`;
    house.now = onDay("2026-12-31");
    await run({ unitCode: FULING });
    expect(await waiting()).toHaveLength(0);
    await run({ unitCode: "500000" });
    expect(await waiting()).toHaveLength(1);
    await run();
    expect(await waiting()).toMatchObject([{ runAt: new Date(at("2027-01-01T01:00:00")) }]);
  });

  test("comes back the next day though today's run fails, and today's keeps its own attempts", async () => {
    const waiting = () => house.database.owner`select run_at as "runAt", key from graphile_worker.jobs where task_identifier = ${DUTY_JOB} order by run_at`;
    await house.database.owner`select graphile_worker.remove_job(key) from graphile_worker.jobs where task_identifier = ${DUTY_JOB}`;
    house.now = onDay("2027-01-04");
    await house.database.owner`revoke select on precursor.permit from qingyu_app`;
    await expect(run()).rejects.toThrow("permission denied");
    await house.database.owner`grant select on precursor.permit to qingyu_app`;
    const [failed] = await waiting();
    expect(failed).toMatchObject({ runAt: new Date(at("2027-01-05T01:00:00")) });
    house.now = new Date(at("2027-01-05T01:00:00"));
    await run();
    expect(await waiting()).toMatchObject([failed, { runAt: new Date(at("2027-01-06T01:00:00")) }]);
  });

  test("is not stopped by duties that people opened at the edges of time", async () => {
    house.now = onDay("2027-01-05");
    const official = anActor({ permissions: ["duty.work"] });
    const owner = { unitCode: FULING, department: "drug-control", accountId: null, enterprise: null };
    const words = { zh: "演示数据", en: "demonstration" };
    await house.call(official, "duty.duty.open", { key: "by-hand", title: words, owner, subject: { kind: "permit", key: "purchase/演示-1" }, legalBasis: { ...words, grade: "R", verified: false }, period: { days: 0, mode: "calendar" }, startsAt: "1900-01-05T00:00:00+08:00" });
    await run();
    const [first] = ((await house.call(reader, "duty.duty.list", { whose: "unit", unit: FULING, subjectKind: "permit" })) as { rows: DutyView[] }).rows;
    expect(first).toMatchObject({ key: "by-hand", state: "overdue", reminders: [] });
  });

  test("takes no payload it does not know", async () => {
    await expect(run({ unitCode: "涪陵" })).rejects.toThrow();
    await expect(run("500102")).rejects.toThrow();
  });
});
