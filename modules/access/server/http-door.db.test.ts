import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LIMITS } from "#platform/config.ts";
import { makeHttp } from "#platform/http.ts";
import { Live } from "#platform/live.ts";
import { makeLog } from "#platform/log.ts";
import { Metrics } from "#platform/metrics.ts";
import { platformRefusals } from "#platform/refusals.ts";
import { accessModule, cookieAfter, publicOutput } from "../public.ts";
import { later, PASSWORD, useAccess } from "../testing/use-access.ts";

const house = useAccess();
let http: FastifyInstance;
const log: string[] = [];
const door = (more: { readonly behindTls: boolean; readonly gateway?: string }) =>
  makeHttp({ gate: house.gate, handlers: accessModule.handlers, refusals: { ...platformRefusals.words, ...accessModule.refusals }, identify: house.access.identify, cookieAfter, publicOutput, ready: async () => ({ ready: true, parts: {} }), files: house.files, live: new Live(), log: makeLog((line) => void log.push(line)), metrics: new Metrics(), uploadPermissions: ["precursor.import"], ...more });

beforeAll(async () => {
  await house.account("wang-yi", "district-officer");
  http = await door({ behindTls: false });
});
afterAll(() => http?.close());

const post = (url: string, payload: object, cookie?: string) => http.inject({ method: "POST", url, payload, headers: { "x-command-id": house.gate.newId(), ...(cookie ? { cookie } : {}) } });

test("over HTTP the token is only in a cookie no script can read, and signing out takes it away", async () => {
  const signedIn = await post("/api/session", { account: "WANG-YI ", password: PASSWORD });
  expect(signedIn.statusCode).toBe(200);
  const set = String(signedIn.headers["set-cookie"]);
  expect(set).toMatch(/^qingyu_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict/);
  const cookie = set.split(";")[0] ?? "";
  expect(signedIn.body).not.toContain(cookie.split("=")[1]);
  expect((await http.inject({ url: "/api/session", headers: { cookie } })).json()).toMatchObject({ account: { login: "wang-yi", unitCode: "500102" } });
  const closed = await post("/api/session/close", {}, cookie);
  expect(String(closed.headers["set-cookie"])).toContain("qingyu_session=;");
  expect((await http.inject({ url: "/api/session", headers: { cookie } })).statusCode).toBe(401);
});

test("a wrong password is a 401 in both languages, and neither account nor password stands in the log", async () => {
  const answer = await post("/api/session", { account: "wang-yi", password: "wrong password" });
  expect(answer.statusCode).toBe(401);
  expect(answer.json()).toMatchObject({ code: "access.session.wrong", words: { zh: "账号或密码不对。" } });
  expect(answer.headers["set-cookie"]).toBeUndefined();
  expect(log.join("\n")).not.toMatch(/wang-yi|wrong password/);
});

test("malformed sign-ins are refused, never a fault of ours", async () => {
  for (const payload of [{}, { account: 1, password: [] }, { account: "a".repeat(500), password: "x" }, { account: "wang-yi", password: "x".repeat(5000) }, { account: "\u0000", password: "\u0000" }, { account: "wang-yi", password: "\ud800" }]) {
    const answer = await post("/api/session", payload);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
  }
});

test("the published description asks for passwords as text and answers with no token", async () => {
  const text = (await http.inject({ url: "/openapi.json" })).json() as { paths: { [path: string]: { post: { requestBody: { content: { [type: string]: { schema: { properties: object } } } } } } } };
  expect(text.paths["/api/session"]?.post.requestBody.content["application/json"]?.schema.properties).toMatchObject({ password: { type: "string" } });
});

test("a thousand requests of one session are answered from one look-up, until something about the account changes", async () => {
  const token = await house.signIn("wang-yi");
  house.now = later(house.now, 1); // past the seconds in which the sign-out above makes every request ask again
  const actors = await Promise.all(Array.from({ length: 1000 }, () => house.as(token)));
  expect(new Set(actors).size).toBe(1);
  const [actor] = actors;
  await house.call(actor ?? (await house.as(token)), "access.session.close", {});
  expect((await house.as(token)).kind).toBe("anonymous");
});

test("who comes through a gateway is counted by the address the gateway saw, whatever else the request says", async () => {
  const attempts = async (gateway: string | undefined, at: string, forwarded: (n: number) => string) => {
    const behind = await door({ behindTls: true, ...(gateway ? { gateway } : {}) });
    const answers: string[] = [];
    for (let n = 0; n < LIMITS.signInPerMinute + 1; n++) {
      const answer = await behind.inject({ method: "POST", url: "/api/session", remoteAddress: at, payload: { account: `nobody-${n}` }, headers: { "x-forwarded-for": forwarded(n) } });
      answers.push((answer.json() as { code: string }).code);
    }
    await behind.close();
    return answers.at(-1);
  };
  expect(await attempts(undefined, "127.0.0.1", (n) => `198.51.100.${n}, 203.0.113.9`), "the client made the first address up").toBe("gate.too-many-requests");
  expect(await attempts(undefined, "203.0.113.9", (n) => `198.51.100.${n}`), "past the gateway").toBe("gate.too-many-requests");
  expect(await attempts("203.0.113.0/24", "203.0.113.9", (n) => `198.51.100.${n}`), "as many clients").not.toBe("gate.too-many-requests");
});

test("a screen nobody uses does not keep its session alive by asking, and one that is used does", async () => {
  const ask = (token: string, headers: { [name: string]: string } = {}) => http.inject({ url: "/api/session", headers: { cookie: `qingyu_session=${token}`, ...headers } });
  const left = await house.signIn("wang-yi");
  for (let minutes = 10; minutes < 30; minutes += 10) {
    house.now = later(house.now, 10);
    expect((await ask(left, { "x-unattended": "1" })).statusCode).toBe(200);
  }
  house.now = later(house.now, 10);
  expect((await ask(left, { "x-unattended": "1" })).statusCode).toBe(401);

  const used = await house.signIn("wang-yi");
  for (let minutes = 10; minutes <= 60; minutes += 10) {
    house.now = later(house.now, 10);
    expect((await ask(used, { "x-unattended": "1" })).statusCode).toBe(200);
    expect((await ask(used)).statusCode).toBe(200); // right behind the other, and counts all the same
  }
});
