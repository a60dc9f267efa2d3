import { beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "#access";
import type { Actor } from "#kernel/actor.ts";
import { CITY, FULING, useAccess } from "../../access/testing/use-access.ts";
import { onDay } from "../testing/builders.ts";
import { insertImport } from "./imports/import.sql.ts";
import { loadCity } from "../testing/loaded-city.ts";
import { staffOf, seller, twoUnits } from "../testing/two-units.ts";

const NAME = "欧阳演示";

describe("who worked on a finding or imported a file", () => {
  const house = useAccess();
  let officer: Actor = staffOf(seller.uscc);
  let id = "";
  const find = (actor: Actor, input: object = {}) => house.call(actor, "precursor.finding.list", { kind: "unmatched-dispatch", ...input }) as Promise<{ rows: { id: string; assigneeName: string | null }[] }>;
  const kept = async (table: "finding_act" | "import") =>
    house.database.owner.begin(async (tx) => {
      await tx`select set_config('qingyu.scope', 'city', true), set_config('qingyu.unit', '500000', true)`;
      return [...(await tx`select r::text as text from ${tx(`precursor.${table}`)} r`)].map(({ text }) => String(text));
    });

  beforeAll(async () => {
    await house.account("guanyuan", "district-officer", FULING, { name: NAME });
    officer = await house.actor("guanyuan");
    house.now = new Date(onDay(60));
    await loadCity(house, twoUnits);
    id = (await find(officer)).rows[0]?.id ?? "";
  });

  test("is shown by masked name in the queue, in the history and to the firm it is about, also as of a past moment", async () => {
    expect(await house.call(officer, "precursor.finding.assign", { id })).toMatchObject({ assignee: officer.accountId, assigneeName: "欧**" });
    const firm = staffOf(seller.uscc);
    for (const actor of [officer, firm]) expect(await house.call(actor, "precursor.finding.get", { id })).toMatchObject({ finding: { assigneeName: "欧**" }, acts: [{ kind: "assign", accountName: "欧**" }] });
    expect((await find(firm)).rows).toMatchObject([{ id, assigneeName: "欧**" }]);
    const asOf = house.now.toISOString();
    house.now = new Date(onDay(61));
    expect((await find(officer, { asOf })).rows).toMatchObject([{ id, assigneeName: "欧**" }]);
  });

  test("is shown by masked name with the import, and by none when it was done on the machine itself", async () => {
    const base = { kind: "norms" as const, fileId: null, fileName: "演示.csv", sha256: "0".repeat(64), state: "staged" as const, rowsTotal: 1, accepted: 1, unchanged: 0, voided: 0, refused: 0, done: 1, refusals: [], stagedAt: house.now, committedAt: null, undoneAt: null };
    const [byOfficer, byMachine] = [house.gate.newId(), house.gate.newId()];
    await house.gate.act(systemActor(CITY), "test.import", async ({ tx }) => {
      await insertImport(tx, { ...base, unitCode: FULING, id: byOfficer, accountId: officer.accountId });
      await insertImport(tx, { ...base, unitCode: FULING, id: byMachine, accountId: "operator:local" });
    });
    const { rows } = (await house.call(officer, "precursor.import.list", {})) as { rows: { id: string; accountName: string | null }[] };
    expect(new Map(rows.map(({ id: each, accountName }) => [each, accountName]))).toEqual(new Map([[byOfficer, "欧**"], [byMachine, null]]));
    expect(await house.call(officer, "precursor.import.get", { id: byOfficer })).toMatchObject({ accountName: "欧**" });
  });

  test("stands in no table by name, only by account", async () => {
    const rows = [...(await kept("finding_act")), ...(await kept("import")).filter((text) => !text.includes("operator:local"))];
    expect(rows).toHaveLength(2);
    expect(rows.filter((text) => text.includes(NAME) || !text.includes(officer.accountId))).toEqual([]);
  });
});
