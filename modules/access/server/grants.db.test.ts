import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#kernel/actor.ts";
import { asSuperuser } from "#test/database.ts";
import { accessModule, publicOutput, systemActor } from "../public.ts";
import type { OwnBreakGlass } from "../contract/index.ts";
import { CITY, FULING, later, useAccess } from "../testing/use-access.ts";

const house = useAccess({ cipher: "sm" });
const start = new Date("2026-11-23T02:00:00Z");
let system: Actor;
let security: Actor;
let audit: Actor;
const newcomer = { kind: "create-account", unit: FULING, login: "xinren", accountKind: "official", department: "drug-control", name: "演示某", phone: "13800001234", roles: ["district-officer"], reason: "新到岗位" };
const ok = { unit: FULING, reason: "属实" };

beforeAll(async () => {
  for (const role of ["system-admin", "security-admin", "audit-admin"] as const) await house.account(`g-${role}`, role, CITY);
  [system, security, audit] = [await house.actor("g-system-admin"), await house.actor("g-security-admin"), await house.actor("g-audit-admin")];
});

type Once = { readonly password?: string; readonly token?: string } | null;
const propose = async (actor: Actor, proposal: unknown) => (await house.tell(actor, "access.proposal.propose", { proposal })) as unknown as { id: string; accountId: string; onceOnly: Once };
const approve = async (actor: Actor, id: string) => (await house.tell(actor, "access.proposal.approve", { ...ok, id })).onceOnly as Once;

describe("a new account", () => {
  test("sleeps until the second administrator approves it, and then opens with a password of which each of the two was told one half", async () => {
    const { id, accountId, onceOnly: first } = await propose(system, newcomer);
    await expect(house.signIn("xinren")).rejects.toMatchObject({ code: "access.session.wrong" });
    const second = await approve(security, id);
    for (const half of [first?.password, second?.password]) await expect(house.signIn("xinren", half)).rejects.toMatchObject({ code: "access.session.wrong" });
    expect((await house.as(await house.signIn("xinren", `${first?.password}${second?.password}`))).permissions.has("precursor.read")).toBe(false);
    expect(await house.call(system, "access.account.get", { unit: FULING, id: accountId })).toMatchObject({ state: "active", nameMasked: "演**", phoneMasked: "138****1234", roles: ["district-officer"], mustChangePassword: true });
    await expect(house.call(security, "access.proposal.approve", { ...ok, id })).rejects.toMatchObject({ code: "access.proposal.decided" });
  });

  test("is not approved by the one who proposed it, by the wrong administrator, or by an officer", async () => {
    const { id } = await propose(system, { ...newcomer, login: "xinren-2" });
    await expect(house.call(system, "access.proposal.approve", { ...ok, id })).rejects.toMatchObject({ code: "access.proposal.not-yours" });
    await expect(house.call(audit, "access.proposal.approve", { ...ok, id })).rejects.toMatchObject({ code: "access.proposal.not-yours" });
    await house.account("g-officer", "district-officer");
    await expect(house.call(await house.actor("g-officer"), "access.proposal.approve", { ...ok, id })).rejects.toMatchObject({ code: "gate.not-permitted" });
    await expect(propose(security, { ...newcomer, login: "xinren-3" })).rejects.toMatchObject({ code: "access.proposal.not-yours" });
  });

  test("cannot be approved after seven days, only refused; refusing frees the name and makes the personal fields unreadable", async () => {
    house.now = start;
    const { id, accountId } = await propose(system, { ...newcomer, login: "xinren-4" });
    await expect(propose(system, { ...newcomer, login: "xinren-4" })).rejects.toMatchObject({ code: "access.account.login-taken" });
    house.now = later(start, 7 * 24 * 60);
    await expect(house.call(security, "access.proposal.approve", { ...ok, id })).rejects.toMatchObject({ code: "access.proposal.expired" });
    await house.call(security, "access.proposal.refuse", { ...ok, id });
    expect(await house.call(system, "access.account.get", { unit: FULING, id: accountId })).toMatchObject({ state: "refused", nameMasked: "***", phoneMasked: null });
    await expect(house.call(security, "access.account.reveal", { unit: FULING, id: accountId, fields: ["name"], purpose: "maintenance", reason: "核对" })).rejects.toMatchObject({ code: "gate.input.invalid" });
    await expect(house.call(security, "access.account.reveal", { unit: FULING, id: accountId, fields: ["name"], purpose: "maintenance", reason: "核对身份" })).rejects.toMatchObject({ code: "access.account.unknown" });
    await propose(system, { ...newcomer, login: "xinren-4" });
    house.now = start;
  });

  test("whose role, department and enterprise do not go together is refused before anything is written", async () => {
    await expect(propose(system, { ...newcomer, login: "bad-1", roles: ["system-admin"] })).rejects.toMatchObject({ code: "access.role.unsuitable" });
    await expect(propose(system, { ...newcomer, login: "bad-1", department: "system", roles: ["system-admin", "audit-admin"] })).rejects.toMatchObject({ code: "access.role.disjoint" });
    await expect(propose(system, { ...newcomer, login: "bad-1", enterpriseUscc: "91500102MA5U000000" })).rejects.toMatchObject({ code: "access.account.shape" });
  });
});

test("a proposal or decision repeated with its command id is answered again and done once", async () => {
  const commandId = house.gate.newId();
  const input = { proposal: { ...newcomer, login: "xinren-7" } };
  const first = (await house.call(system, "access.proposal.propose", input, commandId)) as { id: string };
  const half = (publicOutput("access.proposal.propose", first) as { onceOnly: { password: string } }).onceOnly.password;
  const repeated = await house.call(system, "access.proposal.propose", input, commandId);
  expect(repeated).toEqual(first);
  expect(publicOutput("access.proposal.propose", repeated)).toMatchObject({ onceOnly: null });
  const approval = { ...ok, id: first.id };
  const approvalId = house.gate.newId();
  const approved = await house.call(security, "access.proposal.approve", approval, approvalId);
  const password = String((publicOutput("access.proposal.approve", approved) as { onceOnly: { password: string } }).onceOnly.password);
  const again = await house.call(security, "access.proposal.approve", approval, approvalId);
  expect(publicOutput("access.proposal.approve", again)).toMatchObject({ id: first.id, onceOnly: null });
  await house.signIn("xinren-7", `${half}${password}`);
});

test("an approval that fails half way leaves the account asleep and the proposal pending", async () => {
  const { id, accountId } = await propose(system, { ...newcomer, login: "xinren-8" });
  const handler = accessModule.handlers.find(({ endpoint }) => endpoint.name === "access.proposal.approve");
  if (!handler?.run) throw new Error("no such use case");
  const { run } = handler;
  const broken = house.gate.act(security, "test.interrupted", async (context) => {
    await run(context, { ...ok, id });
    throw new Error("power cut before the commit");
  });
  await expect(broken).rejects.toThrow("power cut");
  expect(await house.call(system, "access.account.get", { unit: FULING, id: accountId })).toMatchObject({ state: "proposed", roles: [] });
  expect(await house.call(security, "access.proposal.list", { state: "pending", limit: 500 })).toMatchObject({ rows: expect.arrayContaining([expect.objectContaining({ id, can: { decide: true } })]) });
  await house.call(security, "access.proposal.approve", { ...ok, id });
});

describe("a role", () => {
  test("is granted by two, takes effect in a session already open, and is revoked the same way", async () => {
    const account = await house.account("juese", "market-officer");
    await expect(propose(security, { kind: "grant-role", unit: FULING, account, role: "district-officer", reason: "兼职岗位" })).rejects.toMatchObject({ code: "access.role.unsuitable" });
    await expect(propose(security, { kind: "grant-role", unit: FULING, account, role: "market-officer", reason: "兼职岗位" })).rejects.toMatchObject({ code: "access.role.held" });
    const token = await house.signIn("juese");
    expect((await house.as(token)).permissions.has("precursor.read")).toBe(true);
    const { id } = await propose(security, { kind: "revoke-role", unit: FULING, account, role: "market-officer", reason: "岗位调整" });
    await expect(propose(security, { kind: "revoke-role", unit: FULING, account, role: "market-officer", reason: "岗位调整" })).rejects.toMatchObject({ code: "access.proposal.pending" });
    await house.call(audit, "access.proposal.approve", { ...ok, id });
    expect((await house.as(token)).permissions.has("precursor.read")).toBe(false);
    await expect(propose(security, { kind: "revoke-role", unit: FULING, account, role: "market-officer", reason: "岗位调整" })).rejects.toMatchObject({ code: "access.role.not-held" });
  });

  test("of the last administrator of a kind is never taken away", async () => {
    await expect(propose(system, { kind: "disable-account", unit: CITY, account: audit.accountId, reason: "人员离岗" })).rejects.toMatchObject({ code: "access.role.last-administrator" });
    await expect(propose(security, { kind: "revoke-role", unit: CITY, account: system.accountId, role: "system-admin", reason: "人员离岗" })).rejects.toMatchObject({ code: "access.role.last-administrator" });
    await expect(propose(security, { kind: "reset-password", unit: CITY, account: security.accountId, reason: "忘记密码" })).rejects.toMatchObject({ code: "access.proposal.same-person" });
  });
});

test("disabling an account ends its sessions at once, and enabling it needs two again", async () => {
  const account = await house.account("tingyong", "district-officer");
  const token = await house.signIn("tingyong");
  expect((await house.as(token)).kind).toBe("official");
  const { id } = await propose(system, { kind: "disable-account", unit: FULING, account, reason: "人员离岗" });
  expect((await house.as(token)).kind).toBe("official");
  await house.call(security, "access.proposal.approve", { ...ok, id });
  expect((await house.as(token)).kind).toBe("anonymous");
  await expect(house.signIn("tingyong")).rejects.toMatchObject({ code: "access.session.wrong" });
  await expect(propose(security, { kind: "reset-password", unit: FULING, account, reason: "忘记密码" })).rejects.toMatchObject({ code: "access.account.state" });
  await house.call(security, "access.proposal.approve", { ...ok, id: (await propose(system, { kind: "enable-account", unit: FULING, account, reason: "人员回岗" })).id });
  await house.signIn("tingyong");
});

test("a forgotten password is replaced by two administrators and the old one no longer opens", async () => {
  const account = await house.account("wangji", "district-officer");
  const { id, onceOnly: first } = await propose(security, { kind: "reset-password", unit: FULING, account, reason: "忘记密码" });
  const second = await approve(audit, id);
  await expect(house.signIn("wangji")).rejects.toMatchObject({ code: "access.session.wrong" });
  await house.signIn("wangji", `${first?.password}${second?.password}`);
  const kept = await house.gate.act(systemActor(CITY), "test.look", ({ tx }) => tx`select 1 from access.proposal where state <> 'pending' and (wrapped_key is not null or sealed_half is not null)`);
  expect(kept, "once decided, nobody can open the first half").toHaveLength(0);
});

describe("a program's token", () => {
  test("grants what it names and its roles grant, until it expires or is revoked", async () => {
    house.now = start;
    const account = await house.account("jiekou", "program");
    const asked = { kind: "issue-token", unit: FULING, account, label: "对接", permissions: ["precursor.import"], days: 1, reason: "系统对接" };
    await expect(propose(security, { ...asked, permissions: ["access.account.manage"] })).rejects.toMatchObject({ code: "access.token.beyond-roles" });
    const asProgram = (programToken: string) => house.access.identify({ sessionToken: undefined, programToken, address: "10.0.0.1" });
    const issue = async () => {
      const { id, onceOnly: first } = await propose(security, asked);
      const second = await approve(audit, id);
      for (const half of [first?.token, second?.token]) expect((await asProgram(String(half))).kind).toBe("anonymous");
      return `${first?.token}${second?.token}`;
    };
    const token = await issue();
    expect(await asProgram(token)).toMatchObject({ kind: "program", unitCode: FULING, scope: "unit" });
    expect([...(await asProgram(token)).permissions]).toEqual(["precursor.import"]);
    expect((await house.as(token)).kind).toBe("anonymous"); // a program's token in a browser's cookie opens nothing
    const { rows } = (await house.call(system, "access.token.list", { unit: FULING, account })) as { rows: { id: string }[] };
    await house.call(system, "access.token.revoke", { unit: FULING, id: rows[0]?.id });
    expect((await asProgram(token)).kind).toBe("anonymous");
    const second = await issue();
    house.now = later(start, 24 * 60);
    expect((await asProgram(second)).kind).toBe("anonymous");
    house.now = start;
  });
});

describe("a personal field", () => {
  test("is shown masked, found by its whole value, revealed only with a reason and on the record, and stored sealed", async () => {
    const id = await house.account("yinsi", "district-officer", FULING, { phone: "13912345678", name: "演示乙" });
    const found = (await house.call(system, "access.account.list", { phone: "13912345678" })) as { rows: { id: string; phoneMasked: string }[] };
    expect(found.rows.map((row) => [row.id, row.phoneMasked])).toEqual([[id, "139****5678"]]);
    await expect(house.call(system, "access.account.reveal", { unit: FULING, id, fields: ["phone"], purpose: "maintenance", reason: "核对身份" })).rejects.toMatchObject({ code: "gate.not-permitted" });
    const told = await house.tell(security, "access.account.reveal", { unit: FULING, id, fields: ["phone"], purpose: "maintenance", reason: "核对身份" });
    expect(told.onceOnly).toEqual({ phone: "13912345678" });
    const rows = await house.gate.act(systemActor(CITY), "test.look", ({ tx }) => tx<{ text: string }[]>`
      select a::text as text from access.account a union all select c.output from platform.command c union all select r.reason || r.revealed_by from access.reveal r`);
    const stored = rows.map((row) => row.text).join("\n");
    expect(stored).toContain(`核对身份${security.accountId}`);
    const [leaf] = await house.database.auditor<{ id: string; body: string }[]>`select id, body from record.leaf where name = 'access.account.reveal' order by at desc, id desc limit 1`;
    expect(JSON.parse(leaf?.body ?? "{}")).toMatchObject({ actor: { id: security.accountId }, read: { purpose: "maintenance", subjects: [{ kind: "account", id }], fields: ["phone"] } });
    const laidOut = await house.database.auditor`select unit_code, leaf_unit, subject_id, account_id, purpose, fields from record.read where leaf_id = ${leaf?.id ?? ""}`;
    expect([...laidOut]).toEqual([{ unit_code: FULING, leaf_unit: CITY, subject_id: id, account_id: security.accountId, purpose: "maintenance", fields: ["phone"] }]);
    for (const secret of ["13912345678", "演示乙", Buffer.from("13912345678").toString("hex"), Buffer.from("演示乙").toString("hex")]) expect(stored).not.toContain(secret);
  });
});

describe("a look that cannot be put on the record", () => {
  test("is refused, and no field is told", async () => {
    const id = await house.account("yinsi-2", "district-officer", FULING, { phone: "13912345679" });
    const own = new URL(house.database.ownerUrl).pathname.slice(1);
    await asSuperuser((sql) => sql.unsafe("revoke insert on record.leaf from qingyu_app"), own);
    const looked = house.tell(security, "access.account.reveal", { unit: FULING, id, fields: ["phone"], purpose: "audit", reason: "核对身份" });
    await expect(looked).rejects.toMatchObject({ code: "gate.read.unrecorded" });
    await asSuperuser((sql) => sql.unsafe("grant insert on record.leaf to qingyu_app"), own);
    expect(await house.gate.act(systemActor(CITY), "test.look", ({ tx }) => tx`select 1 from access.reveal where account_id = ${id}`)).toHaveLength(0);
  });

  test("needs a purpose: without one it is not even asked", async () => {
    const asked = { unit: FULING, id: house.gate.newId(), fields: ["phone"], reason: "核对身份" };
    await expect(house.call(security, "access.account.reveal", asked)).rejects.toMatchObject({ code: "gate.input.invalid" });
    await expect(house.call(security, "access.account.reveal", { ...asked, purpose: "curiosity" })).rejects.toMatchObject({ code: "gate.input.invalid" });
  });
});

describe("the fence", () => {
  test("keeps the accounts and sessions of one unit from an administrator of another", async () => {
    await house.account("beibei-guanli", "system-admin", "500109");
    const administrator = await house.actor("beibei-guanli");
    const { rows } = (await house.call(administrator, "access.account.list", {})) as { rows: { unitCode: string }[] };
    expect(new Set(rows.map((row) => row.unitCode))).toEqual(new Set(["500109"]));
    await expect(propose(administrator, { ...newcomer, login: "xinren-5" })).rejects.toMatchObject({ code: "access.account.unit-unknown" });
    await expect(propose(administrator, { kind: "disable-account", unit: FULING, account: system.accountId, reason: "越权尝试" })).rejects.toMatchObject({ code: "access.account.unknown" });
  });

  test("knows no unit that the territory does not know", async () => {
    await expect(propose(system, { ...newcomer, unit: "999999", login: "xinren-6" })).rejects.toMatchObject({ code: "access.account.unit-unknown" });
  });

  test("lets the app role neither take back a look nor change one", async () => {
    for (const statement of ["delete from access.reveal", "update access.reveal set reason = 'x'", "delete from access.break_glass", "update access.break_glass_review set words = 'x'", "delete from access.proposal", "delete from access.account"]) {
      await expect(house.database.app.unsafe(statement)).rejects.toThrow("permission denied");
    }
  });
});

describe("breaking the glass", () => {
  test("opens sixty minutes for who is eligible, tells the auditor at once, and is reviewed by another person once", async () => {
    await house.account("jinji", "district-officer");
    await house.account("qiye", "enterprise-clerk", FULING, { uscc: "91500102MA5U000000" });
    const officer = await house.actor("jinji");
    const input = { reason: "danger-to-life", words: "演示：人员失联，需立即查询", caseNo: "演示-1" };
    await expect(house.call(await house.actor("qiye"), "access.break-glass.open", input)).rejects.toMatchObject({ code: "gate.not-permitted" });
    const opened = (await house.call(officer, "access.break-glass.open", input)) as { id: string; openedAt: string; endsAt: string };
    expect(Date.parse(opened.endsAt) - Date.parse(opened.openedAt)).toBe(3_600_000);
    await expect(house.call(officer, "access.break-glass.open", input)).rejects.toMatchObject({ code: "access.break-glass.open-already" });
    const notices = await house.gate.act(systemActor(CITY), "test.look", ({ tx }) => tx`select for_role from access.notice where about_id = ${opened.id}`);
    expect(notices).toEqual([{ for_role: "audit-admin" }]);
    const review = { unit: FULING, id: opened.id, justified: true, words: "情况属实" };
    await expect(house.call(officer, "access.break-glass.review", review)).rejects.toMatchObject({ code: "gate.not-permitted" });
    expect(await house.call(audit, "access.break-glass.review", review)).toMatchObject({ review: { justified: true } });
    await expect(house.call(audit, "access.break-glass.review", review)).rejects.toMatchObject({ code: "access.break-glass.reviewed" });
  });

  test("tells the one who opened it and the reviewer when its review was counted without a year's holidays", async () => {
    await house.account("jinji-suimo", "district-officer");
    const officer = await house.actor("jinji-suimo");
    const began = house.now;
    house.now = new Date("2026-12-30T10:00:00+08:00");
    const opened = await house.call(officer, "access.break-glass.open", { reason: "urgent-case", words: "演示：案件紧急，来不及走授权", caseNo: "演示-岁末" });
    const own = await house.call(officer, "access.break-glass.own", {});
    const reviewed = await house.call(audit, "access.break-glass.review", { unit: FULING, id: (opened as { id: string }).id, justified: true, words: "情况属实" });
    expect([opened, (own as { rows: unknown[] }).rows[0], reviewed]).toMatchObject(Array.from({ length: 3 }, () => ({ reviewDueAt: "2027-01-04T15:59:59.999Z", reviewCalendarKnown: false })));
    house.now = began;
  });

  test("is listed to the one who opened it, open or ended, with who found what; and to nobody else", async () => {
    await house.account("jinji-ben", "district-officer");
    await house.account("jinji-tong", "district-officer");
    const officer = await house.actor("jinji-ben");
    const own = async (actor: Actor, input: object = {}) => (await house.call(actor, "access.break-glass.own", input)) as { rows: OwnBreakGlass[]; next: string | null };
    expect(await own(officer)).toEqual({ rows: [], next: null });

    const open = (caseNo: string) => house.call(officer, "access.break-glass.open", { reason: "urgent-case", words: "演示：案件紧急，来不及走授权", caseNo });
    const began = house.now;
    await open("演示-一");
    house.now = later(began, 61);
    await open("演示-二");
    const [second, first] = (await own(officer)).rows;
    expect([second, first]).toMatchObject([{ caseNo: "演示-二", review: null, endsAt: later(began, 121).toISOString() }, { caseNo: "演示-一", review: null, endsAt: later(began, 60).toISOString() }]);
    expect(second).not.toHaveProperty("accountId");

    await house.call(audit, "access.break-glass.review", { unit: FULING, id: first?.id, justified: false, words: "不属紧急" });
    expect(house.told).toContain("access.break-glass.own");
    expect((await own(officer)).rows[1]).toMatchObject({ review: { justified: false, words: "不属紧急", byMasked: "演**" } });

    const page = await own(officer, { limit: 1 });
    expect(page.rows.map(({ caseNo }) => caseNo)).toEqual(["演示-二"]);
    expect((await own(officer, { limit: 1, after: page.next })).rows.map(({ caseNo }) => caseNo)).toEqual(["演示-一"]);
    expect((await own(officer, { after: "no mark" })).rows).toHaveLength(2);

    expect((await own(await house.actor("jinji-tong"))).rows).toEqual([]);
    await house.account("jinji-shi", "city-officer", CITY);
    expect((await own(await house.actor("jinji-shi"))).rows).toEqual([]);
    await expect(own(audit)).rejects.toMatchObject({ code: "gate.not-permitted" });
    house.now = began;
  });
});
