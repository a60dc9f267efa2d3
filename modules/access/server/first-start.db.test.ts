import { describe, expect, test } from "vitest";
import { anonymousActor, bootstrapAdministrators, DEMO_PASSWORD, operatorActor, seedDemoAccounts, systemActor } from "../public.ts";
import { ROLES } from "../contract/index.ts";
import { BEIBEI, CITY, FULING, useAccess, type AccessHouse } from "../testing/use-access.ts";

const bootstrapIn = (house: AccessHouse) => house.gate.act(systemActor(CITY), "access.bootstrap", (context) => bootstrapAdministrators(context, CITY));
const places = { cityCode: CITY, district: { code: FULING, short: "涪陵", latin: "fuling" }, otherDistrict: { code: BEIBEI, short: "北碚", latin: "beibei" }, enterprise: { unitCode: FULING, uscc: "91500102MA5U000000", short: "某企业" } };
const seedIn = (house: AccessHouse) => house.gate.act(systemActor(CITY), "access.demo", (context) => seedDemoAccounts(context, places));

describe("an empty house", () => {
  const house = useAccess();

  test("gets three administrators, each with a password that must be changed; made anew as long as nobody has come in", async () => {
    const lost = await bootstrapIn(house);
    const made = await bootstrapIn(house);
    expect(made.map(({ role }) => role)).toEqual(["system-admin", "security-admin", "audit-admin"]);
    await expect(house.signIn("system-admin", lost[0]?.oneTimePassword)).rejects.toMatchObject({ code: "access.session.wrong" });
    for (const { login, oneTimePassword } of made) {
      const actor = await house.as(await house.signIn(login, oneTimePassword));
      expect(actor).toMatchObject({ scope: "city", department: "system" });
      expect([...actor.permissions]).toEqual(["access.session.own"]);
      expect(await bootstrapIn(house), `after ${login} came in`).toEqual([]);
    }
  });

  test("that came into use takes no demonstration, whose password everybody can read", async () => {
    await expect(seedIn(house)).rejects.toMatchObject({ code: "access.house.real" });
    await expect(house.signIn("shi-jinduban", DEMO_PASSWORD)).rejects.toMatchObject({ code: "access.session.wrong" });
  });
});

describe("the demonstration", () => {
  const house = useAccess({ demo: true });
  const seed = () => seedIn(house);

  test("has an account for every role, named by office, marked as invented, and seeded once", async () => {
    const added = await seed();
    expect(new Set(added.map(({ role }) => role))).toEqual(new Set(ROLES));
    expect(await seed()).toEqual([]);
    const ways = (await house.call(anonymousActor("10.0.0.3"), "access.session.ways", {})) as { demo: { password: string; accounts: { login: string; name: string }[] } };
    expect(ways.demo.accounts).toHaveLength(12);
    for (const { login, name } of ways.demo.accounts) {
      expect(name).toMatch(/^演示·/);
      const actor = await house.as(await house.signIn(login, DEMO_PASSWORD));
      expect(await house.call(actor, "access.session.current", {})).toMatchObject({ account: { login, demo: true } });
    }
  });

  test("never becomes a house in use", async () => {
    await expect(bootstrapIn(house)).rejects.toMatchObject({ code: "access.house.demonstration" });
  });

  test("binds enterprise staff to their enterprise and their unit", async () => {
    const actor = await house.as(await house.signIn("qiye-guanli", DEMO_PASSWORD));
    expect(actor).toMatchObject({ kind: "enterprise", enterpriseUscc: "91500102MA5U000000", unitCode: FULING, scope: "unit" });
  });
});

describe("who is nobody's account", () => {
  const house = useAccess();

  test("the local operator and jobs do the business of the whole city and none of an administrator's", async () => {
    for (const actor of [operatorActor(CITY), systemActor(CITY)]) {
      expect(actor.scope).toBe("city");
      expect([...actor.permissions].filter((name) => name.startsWith("access."))).toEqual([]);
      expect(actor.permissions.has("precursor.import")).toBe(true);
    }
    expect(await house.call(operatorActor(CITY), "access.session.current", {})).toMatchObject({ account: { kind: "operator", unitCode: CITY } });
  });
});
