import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#kernel/actor.ts";
import type { ReadPurpose } from "#kernel/read-purpose.ts";
import { anActor, asSuperuser } from "#test/database.ts";
import { CITY, FULING, useAccess } from "../../access/testing/use-access.ts";
import type { ReadView } from "../contract/index.ts";
import { listReadsOf, verifyNow, type ReadPage } from "../public.ts";
import { readHandlers } from "./read-handlers.ts";

const house = useAccess();
const BEIBEI = "500109";
let audit: Actor;
let officer: Actor;
let neighbour: Actor;

beforeAll(async () => {
  await house.account("shenji-r", "audit-admin", CITY);
  await house.account("fuling-r", "district-officer", FULING, { name: "演示丙" });
  await house.account("beibei-r", "district-officer", BEIBEI, { name: "演示丁" });
  [audit, officer, neighbour] = [await house.actor("shenji-r"), await house.actor("fuling-r"), await house.actor("beibei-r")];
});

const ask = (actor: Actor, name: string, input: object = {}) => {
  const handler = readHandlers.find(({ endpoint }) => endpoint.name === name) ?? expect.fail(`no ${name}`);
  return house.gate.run(handler, { actor, input, commandId: house.gate.newId() }) as Promise<ReadPage>; // as its contract says
};
const look = (actor: Actor, subject: { kind: string; id: string; unitCode: string }, purpose: ReadPurpose = "supervision") => {
  house.now = new Date(house.now.getTime() + 1000);
  return house.gate.act(actor, "test.look", async ({ readOf }) => readOf({ subjects: [subject], purpose, fields: ["phone"] }));
};
const accountOf = ({ accountId, unitCode }: Actor) => ({ kind: "account", id: accountId, unitCode });
const everyPage = async (actor: Actor, name: string, input: object): Promise<ReadView[]> => {
  const rows: ReadView[] = [];
  let after: string | null | undefined;
  do {
    const page: ReadPage = await ask(actor, name, { ...input, ...(after ? { after } : {}) });
    rows.push(...page.rows);
    after = page.next;
  } while (after);
  return rows;
};

describe("who looked at mine", () => {
  it("is shown to the person: who, masked, from which unit, when, why and which fields, the latest first", async () => {
    await look(neighbour, accountOf(officer), "case-handling");
    await look(audit, accountOf(officer), "audit");
    const { rows, next } = await ask(officer, "record.read.own");
    expect(next).toBeNull();
    expect(rows).toMatchObject([
      { reader: { kind: "official", id: audit.accountId, name: "演**" }, purpose: "audit", what: "test.look", fields: ["phone"], subject: { kind: "account", id: officer.accountId }, unit: FULING },
      { reader: { id: neighbour.accountId, name: "演**" }, purpose: "case-handling" },
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/演示/);
  });

  it("shows nothing of looks at anybody else, also of the same id in another kind or unit", async () => {
    await look(officer, accountOf(neighbour));
    await look(audit, { kind: "person", id: officer.accountId, unitCode: FULING });
    await look(audit, { kind: "account", id: officer.accountId, unitCode: BEIBEI });
    const { rows } = await ask(officer, "record.read.own");
    expect(rows.every(({ subject, unit }) => subject.kind === "account" && subject.id === officer.accountId && unit === FULING)).toBe(true);
    expect(rows).toHaveLength(2);
  });

  it("is a door for rooms, who ask for the record of a person of theirs", async () => {
    await look(officer, { kind: "person", id: "r-1", unitCode: FULING });
    const page = await house.gate.act(officer, "test.ask", (context) => listReadsOf(context, { kind: "person", id: "r-1", unitCode: FULING }, { limit: 10 }));
    expect(page.rows).toMatchObject([{ subject: { kind: "person", id: "r-1" }, reader: { id: officer.accountId } }]);
  });

  it("has no name for programs of this machine, and is closed to who is not signed in", async () => {
    await look(anActor({ kind: "operator", accountId: "operator:local", scope: "city", unitCode: CITY, department: "system" }), accountOf(neighbour), "maintenance");
    const { rows } = await ask(neighbour, "record.read.own", { limit: 1 });
    expect(rows).toMatchObject([{ reader: { kind: "operator", id: "operator:local", name: null } }]);
    await expect(ask(anActor({ kind: "anonymous", scope: "none" }), "record.read.own")).rejects.toMatchObject({ code: "gate.signed-out" });
  });
});

describe("every look in the city", () => {
  it("is listed for the audit administrator, who filters by reader, subject, unit, purpose and time", async () => {
    const all = await ask(audit, "record.read.list");
    expect(new Set(all.rows.map(({ unit }) => unit))).toEqual(new Set([FULING, BEIBEI]));
    const of = async (filter: object) => (await ask(audit, "record.read.list", filter)).rows;
    expect((await of({ reader: neighbour.accountId })).map(({ reader }) => reader.id)).toEqual([neighbour.accountId]);
    expect((await of({ subjectKind: "person", subject: "r-1" }))).toHaveLength(1);
    expect((await of({ unit: BEIBEI })).every(({ unit }) => unit === BEIBEI)).toBe(true);
    expect(await of({ purpose: "maintenance" })).toHaveLength(1);
    const newest = all.rows[0]?.at ?? "";
    expect((await of({ from: newest })).map(({ at }) => at)).toEqual([newest]);
    expect(await of({ to: "2026-01-01T00:00:00Z" })).toEqual([]);
  });

  it("comes in pages that neither lose nor repeat a look, even where one line tells of many persons", async () => {
    house.now = new Date(house.now.getTime() + 1000);
    const subjects = Array.from({ length: 25 }, (_, i) => ({ kind: "person", id: `many-${i}`, unitCode: i % 2 ? FULING : BEIBEI }));
    await house.gate.act(audit, "test.many", async ({ readOf }) => readOf({ subjects, purpose: "audit", fields: ["name"] }));
    const whole = (await ask(audit, "record.read.list", { limit: 500 })).rows;
    expect(await everyPage(audit, "record.read.list", { limit: 4 })).toEqual(whole);
    expect(new Set(whole.map(({ id, subject }) => `${id} ${subject.kind} ${subject.id}`)).size).toBe(whole.length);
    for (const after of ["", "nonsense", Buffer.from("[1]").toString("base64url"), Buffer.from(JSON.stringify(["1", house.gate.newId(), "\u0000", "x"])).toString("base64url")]) {
      expect((await ask(audit, "record.read.list", { limit: 500, after })).rows, "a cursor that is none begins at the beginning").toEqual(whole);
    }
  });

  it("of one unit is what an auditor of that unit sees, and no row of another", async () => {
    const ofUnit = anActor({ permissions: ["record.audit.read"], unitCode: FULING, department: "system" });
    const rows = (await ask(ofUnit, "record.read.list", { limit: 500 })).rows;
    expect(new Set(rows.map(({ unit }) => unit))).toEqual(new Set([FULING]));
    expect((await ask(ofUnit, "record.read.list", { unit: BEIBEI })).rows).toEqual([]);
  });

  it("is nobody else's to list", async () => {
    for (const actor of [officer, neighbour, anActor({ permissions: ["record.read"] })]) await expect(ask(actor, "record.read.list")).rejects.toMatchObject({ code: "gate.not-permitted" });
    expect(audit.permissions.has("precursor.read")).toBe(false);
  });

  it("is laid out from the leaves, and neither changed nor deleted by the program", async () => {
    for (const statement of ["delete from record.read", "update record.read set purpose = 'audit'"]) await expect(house.database.app.unsafe(statement)).rejects.toMatchObject({ code: "42501" });
  });

  it("that was interrupted before the commit left neither line nor row", async () => {
    const before = (await ask(audit, "record.read.list", { limit: 500 })).rows.length;
    const broken = house.gate.act(officer, "test.look", async ({ readOf }) => {
      readOf({ subjects: [accountOf(neighbour)], purpose: "audit", fields: ["name"] });
      throw new Error("interrupted");
    });
    await expect(broken).rejects.toThrow("interrupted");
    expect((await ask(audit, "record.read.list", { limit: 500 })).rows).toHaveLength(before);
  });

  it("holds against the leaves: a row another hand put in or changed is found by the verification", async () => {
    await house.record.settle();
    expect(await troubles()).toEqual([]);
    const name = new URL(house.database.ownerUrl).pathname.slice(1);
    await asSuperuser((sql) => sql`update record.read set purpose = 'own-duty' where subject_id = 'r-1'`, name);
    expect(await troubles()).toEqual(["read-changed"]);
    await asSuperuser((sql) => sql`update record.read set purpose = 'supervision' where subject_id = 'r-1'`, name);
    await asSuperuser((sql) => sql`delete from record.read where subject_id = 'many-7'`, name);
    expect(await troubles()).toEqual(["read-changed"]);
  });
});


const troubles = async () => (await verifyNow(undefined, () => undefined)).troubles.map(({ code }) => code);
