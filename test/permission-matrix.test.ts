import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BUSINESS_PERMISSIONS, ROLE_TABLE, startAccess, type Access } from "#access";
import { PERMISSIONS, ROLES, type Role } from "#access/contract";
import type { Actor } from "#kernel/actor.ts";
import { holidayCalendar } from "#kernel/calendar.ts";
import type { Endpoint } from "#kernel/contract.ts";
import { Refusal } from "#kernel/refusal.ts";
import type { Handler } from "#platform/module.ts";
import { makeVault } from "#platform/vault/make-vault.ts";
import { handlers } from "../entry/house.ts";
import { anActor, useTestHouse, type TestHouse } from "./database.ts";
import { minimalInput } from "./minimal-input.ts";
import { MARK, markRows } from "./marked-rows.ts";

const CITY = "500000";
const OWN = "500102";
const SIBLING = "500109";
const OWN_USCC = "91500102MA5U00000X";
const OTHER_USCC = `${MARK}0000000000`.slice(0, 18);

/** Where the actor stands to what is asked for. */
const RELATIONS = ["own unit", "sibling unit", "city", "other enterprise"] as const;
type Relation = (typeof RELATIONS)[number];
const aim = { "own unit": { unit: OWN, enterprise: OWN_USCC }, "sibling unit": { unit: SIBLING, enterprise: OTHER_USCC }, city: { unit: OWN, enterprise: OWN_USCC }, "other enterprise": { unit: OWN, enterprise: OTHER_USCC } };

const nobody = anActor({ kind: "anonymous", accountId: "anonymous:matrix", unitCode: "000000", scope: "none", department: "system" });

/** The account a role is meant for, as the gate would see it; undefined where the two cannot meet. */
function actorOf(role: Role, relation: Relation): Actor | undefined {
  const { kinds, departments, permissions } = ROLE_TABLE[role];
  const [kind, department] = [kinds[0] ?? "official", departments[0] ?? "system"];
  const isOfEnterprise = department === "enterprise";
  if ((relation === "city" && isOfEnterprise) || (relation === "other enterprise" && !isOfEnterprise)) return undefined;
  const place = relation === "city" ? { unitCode: CITY, scope: "city" as const } : { unitCode: OWN, scope: "unit" as const };
  return anActor({ kind, department, roles: [role], permissions, sessionId: "019d0000-0000-7000-8000-0000000000bb", ...place, ...(isOfEnterprise ? { enterpriseUscc: OWN_USCC } : {}) });
}

type Row = { readonly handler: Handler; readonly role: Role | "anonymous"; readonly relation: Relation; readonly actor: Actor };
const rows: Row[] = handlers.flatMap((handler) => [
  { handler, role: "anonymous" as const, relation: "own unit" as const, actor: nobody },
  ...ROLES.flatMap((role) =>
    RELATIONS.flatMap((relation) => {
      const actor = actorOf(role, relation);
      return actor ? [{ handler, role, relation, actor }] : [];
    }),
  ),
]);

/** The actors of the matrix are nobody's account: what works on one's own account says so, and cannot for anybody who signed in. */
const isListed = ({ refusals }: Endpoint, code: string) => code.startsWith("gate.") || code === "access.account.unknown" || refusals.includes(code);

/** What the table of roles says; the gate is asked the same. */
const mayPass = ({ permission }: Endpoint, actor: Actor) => permission === "public" || (actor.kind !== "anonymous" && (permission === "signed-in" || actor.permissions.has(permission)));

const name = ({ handler, role, relation }: Row) => `${handler.endpoint.name} · ${role} · ${relation}`;

type Answer = { readonly output: unknown } | { readonly refused: string } | { readonly bug: string };
async function ask(house: TestHouse, { handler, actor, relation }: Row): Promise<Answer> {
  try {
    return { output: await house.gate.run(handler, { actor, input: minimalInput(handler.endpoint.input, aim[relation]), commandId: house.gate.newId() }) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code };
    return { bug: String(error) };
  }
}

function useHouse(): TestHouse {
  const house = useTestHouse();
  let access: Access | undefined;
  beforeAll(() => {
    access = startAccess({ database: house.database, vault: makeVault(randomBytes(64), "aes"), cityCode: CITY, unitName: (code) => code, isUnit: () => true, calendar: holidayCalendar([]), demo: false, oidc: undefined, clock: () => house.now });
  });
  afterAll(() => access?.close());
  return house;
}

describe("the permission matrix", () => {
  const house = useHouse();

  test("every endpoint of every contract is served by the house", async () => {
    const served = new Set(handlers.map(({ endpoint }) => endpoint.name));
    const modules = join(import.meta.dirname, "..", "modules");
    for (const module of readdirSync(modules)) {
      const contract = (await import(join(modules, module, "contract", "index.ts"))) as { [name: string]: unknown };
      const endpoints = Object.values(contract).filter((value): value is Endpoint => typeof value === "object" && value !== null && "permission" in value && "refreshes" in value);
      expect(endpoints.map((endpoint) => endpoint.name).filter((each) => !served.has(each)), module).toEqual([]);
    }
  });

  test("every endpoint names a permission that the table of roles knows, and somebody holds it", () => {
    const known = new Set<string>(["public", "signed-in", ...PERMISSIONS]);
    expect(handlers.map(({ endpoint }) => endpoint).filter(({ permission }) => !known.has(permission)).map((endpoint) => `${endpoint.name}: ${endpoint.permission}`)).toEqual([]);
    const held = new Set<string>(ROLES.flatMap((role) => ROLE_TABLE[role].permissions));
    expect(PERMISSIONS.filter((permission) => !held.has(permission))).toEqual([]);
  });

  test("none of the three administrators holds a permission of the business", () => {
    const business = new Set<string>(BUSINESS_PERMISSIONS.filter((permission) => !permission.startsWith("record.")));
    for (const role of ["system-admin", "security-admin", "audit-admin"] as const) expect(ROLE_TABLE[role].permissions.filter((permission) => business.has(permission)), role).toEqual([]);
  });

  test("lets through whom the table lets through, and nobody else; what answers, answers as its contract says", { timeout: 120_000 }, async () => {
    const wrong = new Set<string>();
    const unparsed = handlers.filter(({ endpoint }) => !endpoint.input.safeParse(minimalInput(endpoint.input, aim["own unit"])).success);
    const started = performance.now();
    for (const row of rows) {
      const { endpoint } = row.handler;
      const answer = await ask(house, row);
      const refused = "refused" in answer ? answer.refused : undefined;
      const isThrough = refused !== "gate.not-permitted" && refused !== "gate.signed-out";
      if (isThrough !== mayPass(endpoint, row.actor)) wrong.add(`${name(row)}: ${isThrough ? "let through" : refused}`);
      if ("bug" in answer) wrong.add(`${endpoint.name}: broke with ${answer.bug}`);
      if (refused !== undefined && !isListed(endpoint, refused)) wrong.add(`${endpoint.name}: refused ${refused}, which its contract does not list`);
    }
    console.info(`permission matrix: ${handlers.length} endpoints × ${ROLES.length + 1} roles × relations = ${rows.length} rows in ${Math.round((performance.now() - started) / 1000)} s`);
    expect({ wrong: [...wrong], unparsed: unparsed.map(({ endpoint }) => endpoint.name) }).toEqual({ wrong: [], unparsed: [] });
    expect(rows.length).toBeGreaterThan(handlers.length * ROLES.length);
  });
});

describe("the walls, with a row that must not be seen in every table", () => {
  const house = useHouse();
  const views = (relation: Relation) => rows.filter((row) => row.relation === relation && row.handler.endpoint.method === "GET" && mayPass(row.handler.endpoint, row.actor));
  /** Views that were given a marked row: they show the mark, or stumble over its senseless values. */
  const given = async (asked: readonly Row[]): Promise<string[]> => {
    const found: string[] = [];
    for (const row of asked) {
      const answer = await ask(house, row);
      if ("bug" in answer || ("output" in answer && textOf(answer.output).includes(MARK))) found.push(name(row));
    }
    return found;
  };
  const names = (found: readonly string[]) => [...new Set(found.map((each) => each.split(" ")[0]))];

  test("a row of the sibling unit is given to nobody of this unit, official or enterprise, whatever they ask for", async () => {
    await markRows(house.database.ownerUrl, { unit: SIBLING, enterprise: OTHER_USCC });
    const asked = RELATIONS.flatMap(views).filter(({ actor }) => actor.scope === "unit");
    expect(await given(asked)).toEqual([]);
  });

  test("the same rows are given to the city, so the test above can fail", async () => {
    expect(names(await given(views("city"))).length).toBeGreaterThan(5);
  });

  test("a row of another enterprise of the same unit is given to no enterprise", async () => {
    await markRows(house.database.ownerUrl, { unit: OWN, enterprise: OTHER_USCC });
    const asked = RELATIONS.flatMap(views).filter(({ actor }) => actor.department === "enterprise");
    expect(await given(asked)).toEqual([]);
  });

  test("and to the officials of the unit it is", async () => {
    expect(names(await given(views("own unit").filter(({ actor }) => actor.department !== "enterprise"))).length).toBeGreaterThan(5);
  });
});

const textOf = (output: unknown) => (output instanceof Uint8Array ? Buffer.from(output).toString("utf8") : JSON.stringify(output) ?? "");
