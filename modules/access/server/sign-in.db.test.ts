import { Secret as OtpSecret, TOTP } from "otpauth";
import { beforeAll, describe, expect, test } from "vitest";
import { anonymousActor, cookieAfter } from "../public.ts";
import { BEIBEI, later, PASSWORD, useAccess } from "../testing/use-access.ts";

const house = useAccess();
const start = new Date("2026-11-23T02:00:00Z");
const wrong = { code: "access.session.wrong" };

beforeAll(async () => {
  await house.account("fuling-yi", "district-officer");
  await house.account("beibei-yi", "district-officer", BEIBEI);
});

describe("signing in", () => {
  test("makes the bearer of the token that account, with its unit and its roles' permissions", async () => {
    const actor = await house.actor("fuling-yi");
    expect(actor).toMatchObject({ kind: "official", unitCode: "500102", scope: "unit", department: "drug-control", roles: ["district-officer"], name: "演示·某某" });
    expect(actor.permissions.has("precursor.import")).toBe(true);
    expect(actor.permissions.has("access.grant.approve")).toBe(false);
  });

  test("leaves neither the password nor the token anywhere in the database, and never gives the token again", async () => {
    const commandId = house.gate.newId();
    const input = { account: "fuling-yi", password: PASSWORD };
    const output = await house.call(anonymousActor("10.0.0.9"), "access.session.open", input, commandId);
    const cookie = cookieAfter("access.session.open", output);
    const token = cookie && cookie !== "clear" ? cookie.set : "";
    expect(token).toHaveLength(43);
    expect(output).toMatchObject({ account: { name: "演**" } });
    const replayed = await house.call(anonymousActor("10.0.0.9"), "access.session.open", input, commandId);
    expect(replayed).toEqual(output);
    expect(cookieAfter("access.session.open", replayed)).toBeUndefined();
    const stored = await house.database.app.begin(async (tx) => {
      await tx`select set_config('qingyu.scope', 'city', true), set_config('qingyu.unit', '', true), set_config('qingyu.enterprise', '', true)`;
      const rows = await tx<{ text: string }[]>`
        select c::text as text from platform.command c union all select r::text from access.token_registry r union all select s::text from access.session s
        union all select a::text from access.account a union all select l.body from record.leaf l`;
      return rows.map((row) => row.text).join("\n");
    });
    expect(stored).toContain("fuling-yi");
    for (const secret of [token, PASSWORD, Buffer.from(token).toString("hex"), Buffer.from(PASSWORD).toString("hex")]) expect(stored).not.toContain(secret);
  });

  test("hashes the same for two different passwords, so the record cannot be used to guess one; the replay opens nothing", async () => {
    const commandId = house.gate.newId();
    const first = await house.call(anonymousActor("10.0.0.9"), "access.session.open", { account: "fuling-yi", password: PASSWORD }, commandId);
    expect(cookieAfter("access.session.open", first)).toMatchObject({ maxAgeSeconds: 43_200 });
    const replay = await house.call(anonymousActor("10.0.0.9"), "access.session.open", { account: "fuling-yi", password: "not the password at all" }, commandId);
    expect(cookieAfter("access.session.open", replay)).toBeUndefined();
  });

  test("answers an unknown account, a wrong password and a program's account alike", async () => {
    await house.account("fuling-jiekou", "program");
    for (const [account, password] of [["nobody-here", PASSWORD], ["fuling-yi", "wrong password"], ["fuling-jiekou", PASSWORD]] as const) {
      await expect(house.signIn(account, password, undefined, "10.0.0.2")).rejects.toMatchObject(wrong);
    }
    await house.signIn("fuling-yi");
  });

  test("opens only with a token that was given; any other makes its bearer nobody", async () => {
    for (const token of ["", "x", "a".repeat(43), "a".repeat(5000)]) expect(await house.as(token)).toMatchObject({ kind: "anonymous", scope: "none", unitCode: "000000" });
    await expect(house.call(await house.as("x"), "access.session.current", {})).rejects.toMatchObject({ code: "gate.signed-out" });
  });
});

describe("five wrong passwords", () => {
  test("lock the account for thirty minutes even for the right one, and each counts though it was rolled back", async () => {
    house.now = start;
    await house.account("suo-yi", "market-officer");
    for (let i = 0; i < 5; i++) await expect(house.signIn("suo-yi", "wrong password")).rejects.toMatchObject(wrong);
    await expect(house.signIn("suo-yi")).rejects.toMatchObject({ code: "access.session.locked", data: { until: later(start, 30).toISOString() } });
    house.now = later(start, 30.01);
    await house.signIn("suo-yi");
    house.now = start;
  });

  test("at the same moment are five, not fifty", async () => {
    await house.account("suo-er", "market-officer");
    const answers = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => house.signIn("suo-er", `wrong password ${i}`, undefined, `10.1.0.${i}`)));
    const codes = answers.map((answer) => (answer.status === "rejected" ? (answer.reason as { code: string }).code : "in"));
    expect(codes.filter((code) => code === "access.session.wrong")).toHaveLength(5);
    expect(codes.filter((code) => code === "access.session.locked")).toHaveLength(15);
  });

  test("lock an unknown name like a known one, so locking tells nothing", async () => {
    for (let i = 0; i < 5; i++) await expect(house.signIn("nobody-2", "wrong password")).rejects.toMatchObject(wrong);
    await expect(house.signIn("nobody-2", "wrong password")).rejects.toMatchObject({ code: "access.session.locked" });
  });

  test("at forty different names lock the address and no one else", async () => {
    for (let i = 0; i < 40; i++) await expect(house.signIn(`nobody-a${i}`, "wrong password", undefined, "10.9.9.9")).rejects.toMatchObject(wrong);
    await expect(house.signIn("fuling-yi", PASSWORD, undefined, "10.9.9.9")).rejects.toMatchObject({ code: "access.session.locked" });
    await house.signIn("fuling-yi", PASSWORD, undefined, "10.9.9.10");
  });
});

test("tries are forgotten a day later, at the next sign-in that succeeds", async () => {
  house.now = start;
  const count = async () => Number((await house.database.app`select count(*)::int as count from access.attempt_registry`)[0]?.["count"]);
  for (let i = 0; i < 5; i++) await expect(house.signIn(`nobody-b${i}`, "wrong password")).rejects.toMatchObject(wrong);
  expect(await count()).toBeGreaterThan(5);
  house.now = later(start, 24 * 60 + 31);
  await house.signIn("fuling-yi");
  expect(await count()).toBeLessThan(5);
  house.now = start;
});

describe("a session", () => {
  test("ends after thirty idle minutes, lives on while used, and ends after twelve hours whatever happens", async () => {
    house.now = start;
    const token = await house.signIn("fuling-yi");
    for (let minutes = 20; minutes < 720; minutes += 20) {
      house.now = later(start, minutes);
      expect((await house.as(token)).kind).toBe("official");
    }
    house.now = later(start, 720);
    expect((await house.as(token)).kind).toBe("anonymous");
    house.now = start;
    const idle = await house.signIn("fuling-yi");
    house.now = later(start, 30);
    expect((await house.as(idle)).kind).toBe("anonymous");
    house.now = start;
  });

  test("is over at once when closed, killed from another one, or replaced by a new sign-in", async () => {
    const [one, two] = [await house.signIn("fuling-yi"), await house.signIn("fuling-yi")];
    const first = await house.as(one);
    await house.call(await house.as(two), "access.session.kill", { id: first.sessionId });
    expect((await house.as(one)).kind).toBe("anonymous");
    const second = await house.as(two);
    const renewed = cookieAfter("access.session.open", await house.call(second, "access.session.open", { account: "fuling-yi", password: PASSWORD }));
    expect((await house.as(two)).kind).toBe("anonymous");
    const third = await house.as(renewed && renewed !== "clear" ? renewed.set : "");
    expect(await house.call(third, "access.session.close", {})).toEqual({ closed: true });
    expect(cookieAfter("access.session.close", {})).toBe("clear");
    expect((await house.as(renewed && renewed !== "clear" ? renewed.set : "")).kind).toBe("anonymous");
  });

  test("of somebody else is neither listed nor killed, and answers like one that does not exist", async () => {
    const mine = await house.actor("fuling-yi");
    const other = await house.actor("beibei-yi");
    const { rows } = (await house.call(mine, "access.session.list", {})) as { rows: { id: string; current: boolean }[] };
    expect(rows.filter((row) => row.current).map((row) => row.id)).toEqual([mine.sessionId]);
    expect(rows.some((row) => row.id === other.sessionId)).toBe(false);
    await expect(house.call(mine, "access.session.kill", { id: other.sessionId })).rejects.toMatchObject({ code: "access.session.unknown" });
  });
});

describe("a password", () => {
  test("given by an administrator opens nothing but its own change; the change ends every other session", async () => {
    await house.account("xin-yi", "district-officer", undefined, { mustChangePassword: true });
    const [token, other] = [await house.signIn("xin-yi"), await house.signIn("xin-yi")];
    const actor = await house.as(token);
    expect([...actor.permissions]).toEqual(["access.session.own"]);
    await expect(house.call(actor, "access.session.password.change", { current: PASSWORD, next: "short" })).rejects.toMatchObject({ code: "access.password.too-short" });
    await expect(house.call(actor, "access.session.password.change", { current: PASSWORD, next: PASSWORD })).rejects.toMatchObject({ code: "access.password.same" });
    await expect(house.call(actor, "access.session.password.change", { current: "wrong", next: "Another-way-9k" })).rejects.toMatchObject({ code: "access.password.current-wrong" });
    expect(await house.call(actor, "access.session.password.change", { current: PASSWORD, next: "Another-way-9k" })).toEqual({ killed: 1 });
    expect((await house.as(other)).kind).toBe("anonymous");
    expect((await house.as(token)).permissions.has("precursor.read")).toBe(true);
    await expect(house.signIn("xin-yi")).rejects.toMatchObject(wrong);
    await house.signIn("xin-yi", "Another-way-9k");
  });
});

describe("a second factor", () => {
  const codeAt = (secret: string, at: Date) => new TOTP({ secret: OtpSecret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: 30 }).generate({ timestamp: at.getTime() });

  test("is asked for after the password, takes each code once, and each recovery code once", async () => {
    house.now = start;
    await house.account("er-yi", "police-officer");
    const actor = await house.actor("er-yi");
    const begun = await house.tell(actor, "access.second-factor.enrol", { password: PASSWORD });
    const secret = String(begun.onceOnly?.["secret"]);
    expect(String(begun.onceOnly?.["otpauthUri"])).toMatch(/^otpauth:\/\/totp\//);
    await house.signIn("er-yi"); // not confirmed yet: nobody is locked out by half a set-up
    await expect(house.call(actor, "access.second-factor.confirm", { code: "000000" })).rejects.toMatchObject({ code: "access.session.second-factor-wrong" });
    const confirmed = await house.tell(actor, "access.second-factor.confirm", { code: codeAt(secret, house.now) });
    const recoveryCodes = confirmed.onceOnly?.["recoveryCodes"] as string[];
    expect(new Set(recoveryCodes).size).toBe(8);
    await expect(house.signIn("er-yi")).rejects.toMatchObject({ code: "access.session.second-factor-needed" });
    await expect(house.signIn("er-yi", PASSWORD, codeAt(secret, house.now))).rejects.toMatchObject({ code: "access.session.second-factor-wrong" });
    house.now = later(start, 1);
    await house.signIn("er-yi", PASSWORD, codeAt(secret, house.now));
    await house.signIn("er-yi", PASSWORD, recoveryCodes[0]);
    await expect(house.signIn("er-yi", PASSWORD, recoveryCodes[0])).rejects.toMatchObject({ code: "access.session.second-factor-wrong" });
    house.now = later(start, 2);
    expect(await house.call(await house.as(await house.signIn("er-yi", PASSWORD, recoveryCodes[1])), "access.second-factor.disable", { password: PASSWORD, code: codeAt(secret, house.now) })).toEqual({ disabled: true });
    await house.signIn("er-yi");
    house.now = start;
  });

  test("cannot be guessed by asking for the code again and again: that neither counts against the owner nor clears the count", async () => {
    await house.account("er-er", "police-officer");
    const actor = await house.actor("er-er");
    const secret = String((await house.tell(actor, "access.second-factor.enrol", { password: PASSWORD })).onceOnly?.["secret"]);
    await house.call(actor, "access.second-factor.confirm", { code: codeAt(secret, house.now) });
    for (let i = 0; i < 5; i++) {
      await expect(house.signIn("er-er")).rejects.toMatchObject({ code: "access.session.second-factor-needed" });
      await expect(house.signIn("er-er", PASSWORD, "111111")).rejects.toMatchObject({ code: "access.session.second-factor-wrong" });
    }
    await expect(house.signIn("er-er")).rejects.toMatchObject({ code: "access.session.locked" });
  });
});
