import { connect, type Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { cookieAfter, publicOutput } from "#access";
import { LIMITS } from "#platform/config.ts";
import { makeHttp } from "#platform/http.ts";
import { Live } from "#platform/live.ts";
import { makeLog } from "#platform/log.ts";
import { Metrics } from "#platform/metrics.ts";
import { handlers, refusals } from "../entry/house.ts";
import { BEIBEI, CITY, FULING, later, useAccess } from "../modules/access/testing/use-access.ts";
import { anEnterprise, aUscc } from "../modules/precursor/testing/builders.ts";
import { registerForTest } from "../modules/precursor/testing/register.ts";
import { anActor } from "./database.ts";

const live = new Live();
const house = useAccess({ onDoubt: (accountId) => live.doubt(accountId) });
const seller = anEnterprise(1);
const buyer = anEnterprise(3, { unitCode: BEIBEI, district: BEIBEI, uscc: aUscc(3, BEIBEI) });
let http: FastifyInstance;
let port = 0;
const sockets: Socket[] = [];

beforeAll(async () => {
  for (const [login, role, unit] of [["fuling", "district-officer", FULING], ["beibei", "district-officer", BEIBEI], ["shi", "city-officer", CITY], ["xitong", "system-admin", CITY], ["anquan", "security-admin", CITY], ["shenji", "audit-admin", CITY]] as const) await house.account(login, role, unit);
  house.afterCommit = (refreshes, unitCodes) => live.tell(refreshes, unitCodes);
  http = await makeHttp({ gate: house.gate, handlers, refusals, identify: house.access.identify, cookieAfter, publicOutput, ready: async () => ({ ready: true, parts: {} }), files: house.files, live, log: makeLog(() => undefined), metrics: new Metrics(), behindTls: false, uploadPermissions: [] });
  port = Number(new URL(await http.listen({ port: 0, host: "127.0.0.1" })).port);
  await house.gate.act(anActor({ scope: "city", unitCode: CITY }), "test.register", ({ tx }) => registerForTest(tx, { enterprises: [seller, buyer], permits: [] }));
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(async () => {
  live.close();
  await http?.close();
});

describe("who listens at the live channel", () => {
  test("hears nothing after one heartbeat once the session is over, though the end came from somewhere else", async () => {
    const token = await house.signIn("fuling");
    const screen = await listen(token);
    await live.beat();
    await screen.until(": alive");
    house.now = later(house.now, 31); // nobody used it
    await live.beat();
    await screen.end();
    expect((await get("/api/live", token)).status).toBe(401);
  });

  test("hears nothing from the moment the session is killed", async () => {
    const token = await house.signIn("fuling");
    const other = await house.actor("fuling");
    const screen = await listen(token);
    const { rows } = (await house.call(other, "access.session.list", {})) as { rows: { id: string; current: boolean }[] };
    const killed = rows.filter(({ current }) => !current);
    for (const { id } of killed) await house.call(other, "access.session.kill", { id });
    live.tell(["test.after"], [FULING]);
    await screen.end();
    expect(screen.text()).not.toContain("test.after");
  });

  test("keeps no session alive by listening", async () => {
    const token = await house.signIn("fuling");
    const screen = await listen(token);
    for (let minutes = 0; minutes < 30; minutes += 10) {
      await live.beat();
      house.now = later(house.now, 10);
    }
    await live.beat();
    await screen.end();
  });

  test("is dropped when it takes nothing of what it is told", async () => {
    const token = await house.signIn("fuling");
    const socket = await openSocket(token);
    socket.pause();
    const name = "x".repeat(60_000);
    const gone = new Promise<void>((done) => socket.once("close", () => done()));
    for (let i = 0; i < 400; i++) live.tell([name], [FULING]);
    socket.resume(); // what lay on the way is taken; then the connection is over
    await gone;
    expect(socket.bytesRead).toBeLessThan(400 * name.length);
  });

  test("has room for so many pages of one account, and for the next account's", async () => {
    const token = await house.signIn("beibei");
    for (let i = 0; i < LIMITS.liveConnectionsPerAccount; i++) await listen(token);
    const full = await get("/api/live", token);
    expect(full.status).toBe(429);
    expect(await full.json()).toMatchObject({ code: "gate.live.full" });
    await listen(await house.signIn("shi"));
  });
});

describe("what one unit does to another", () => {
  test("is told to the counterparty's unit when a sale is filed, and to no third", async () => {
    const screen = await listen(await house.signIn("beibei"));
    await house.call(await house.actor("fuling"), "precursor.declaration.file", filing("V-1", { kind: "opening" }));
    await house.call(await house.actor("fuling"), "precursor.declaration.file", filing("V-2", { kind: "dispatch", counterparty: buyer.uscc, shipment: "YD-1" }));
    await screen.until("precursor.finding.list");
    expect(screen.text().match(/precursor\.finding\.list/g)).toHaveLength(1); // the opening is nobody else's
  });

  test("is told to the unit whose finding the city works on", async () => {
    const city = await house.actor("shi");
    const { rows } = (await house.call(city, "precursor.finding.list", { unit: FULING })) as { rows: { id: string }[] };
    const screen = await listen(await house.signIn("fuling"));
    await house.call(city, "precursor.finding.note", { id: rows[0]?.id ?? "", reason: "已电话核实（演示数据）", evidence: [] });
    await screen.until("precursor.finding.get");
  });

  test("is told to the unit for which the city opens a duty, and waives it", async () => {
    const city = await house.actor("shi");
    const screen = await listen(await house.signIn("fuling"));
    await house.call(city, "duty.duty.open", { key: "演示-1", title: { zh: "演示数据", en: "demo" }, owner: { unitCode: FULING, department: "drug-control", accountId: null, enterprise: null }, subject: { kind: "enterprise", key: seller.uscc }, legalBasis: { zh: "演示", en: "demo", grade: "L", verified: false }, period: { mode: "calendar", days: 10 }, remindDaysBefore: [], startsAt: house.now.toISOString() });
    await screen.until("duty.duty.list");
    const { rows } = (await house.call(city, "duty.duty.list", { whose: "unit", state: "open", limit: 50 })) as { rows: { id: string }[] };
    const again = await listen(await house.signIn("fuling"));
    await house.call(city, "duty.duty.waive", { id: rows[0]?.id ?? "", reason: "演示数据，不再需要" });
    await again.until("duty.duty.list");
  });

  test("is told to the unit whose account is decided upon", async () => {
    const screen = await listen(await house.signIn("beibei"));
    const { rows } = (await house.call(await house.actor("anquan"), "access.account.list", { unit: BEIBEI, limit: 10 })) as { rows: { id: string }[] };
    const { id } = (await house.call(await house.actor("xitong"), "access.proposal.propose", { proposal: { kind: "disable-account", unit: BEIBEI, account: rows[0]?.id, reason: "调离（演示数据）" } })) as { id: string };
    await screen.until("access.proposal.list");
    const again = await listen(await house.signIn("beibei"));
    await house.call(await house.actor("anquan"), "access.proposal.refuse", { unit: BEIBEI, id, reason: "演示数据，暂不需要" });
    await again.until("access.account.list");
  });

  test("is told to those who review emergency access, and then to the one who was reviewed", async () => {
    const reviewer = await listen(await house.signIn("shenji"));
    const { id } = (await house.call(await house.actor("fuling"), "access.break-glass.open", { reason: "urgent-case", words: "演示：案件紧急，来不及走授权", caseNo: "演示-1" })) as { id: string };
    await reviewer.until("access.break-glass.list");
    const screen = await listen(await house.signIn("fuling"));
    await house.call(await house.actor("shenji"), "access.break-glass.review", { unit: FULING, id, justified: true, words: "确属紧急（演示数据）" });
    await screen.until("access.break-glass.own");
  });
});

const filing = (id: string, part: object) => ({ declaration_id: id, declarant: seller.uscc, substance: "甲苯", lot: "L1", quantity: "10", unit: "kg", occurred_at: "2026-01-02", note: "演示数据", ...part });

const get = (path: string, token: string) => fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie: `qingyu_session=${token}` } });

/** A connection on which the stream has begun. */
async function openSocket(token: string): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  const begun = new Promise<void>((done) => {
    let text = "";
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      if (!text.includes(": open")) return;
      socket.off("data", read);
      done();
    };
    socket.on("data", read);
  });
  socket.write(`GET /api/live HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: qingyu_session=${token}\r\n\r\n`);
  await begun;
  return socket;
}

/** What a screen hears, as text; waits for words, or for the end of the stream. */
async function listen(token: string) {
  const socket = await openSocket(token);
  let text = "";
  let isOver = false;
  let changed = () => undefined as void;
  socket.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    if (text.endsWith("0\r\n\r\n")) isOver = true; // the last chunk of a chunked answer
    changed();
  });
  const wait = (met: () => boolean) => new Promise<void>((done) => {
    changed = () => void (met() && done());
    changed();
  });
  return { text: () => text, until: (words: string) => wait(() => text.includes(words)), end: () => wait(() => isOver) };
}
