import { beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "#access";
import type { Actor } from "#kernel/actor.ts";
import { CITY, FULING, useAccess } from "../../access/testing/use-access.ts";
import type { DutyDetail, DutyView, NewDuty } from "../contract/index.ts";
import { openDuties, settleDuties } from "../public.ts";

const USCC = "91500102MA00000000";
const NAME = "欧阳演示";
const words = { zh: "演示数据", en: "demonstration" };
const aDuty = (key: string): NewDuty => ({
  key, title: words, owner: { unitCode: FULING, department: "enterprise", accountId: null, enterprise: USCC }, subject: { kind: "enterprise", key: USCC }, legalBasis: { ...words, grade: "L", verified: true },
  clockMode: "calendar", startsAt: Date.parse("2026-11-01T00:00:00Z"), dueAt: Date.parse("2026-12-31T15:59:59.999Z"), reminders: [],
});

describe("who closed a duty", () => {
  const house = useAccess();
  let [officer, clerk]: Actor[] = [];
  const who = () => ({ officer: officer ?? expect.fail(), clerk: clerk ?? expect.fail() });
  const asSystem = (work: Parameters<typeof house.gate.act<number>>[2]) => house.gate.act(systemActor(CITY), "test.duties", work);
  const listed = async () => ((await house.call(who().clerk, "duty.duty.list", { whose: "unit", state: "done" })) as { rows: DutyView[] }).rows;
  const idOf = async (key: string) => ((await house.call(who().clerk, "duty.duty.list", { whose: "unit", limit: 500 })) as { rows: DutyView[] }).rows.find((duty) => duty.key === key)?.id ?? "";
  const detail = async (id: string) => (await house.call(who().clerk, "duty.duty.get", { id })) as DutyDetail;

  beforeAll(async () => {
    await house.account("guanyuan", "district-officer", FULING, { name: NAME });
    await house.account("qiye", "enterprise-clerk", FULING, { uscc: USCC });
    officer = await house.actor("guanyuan");
    clerk = await house.actor("qiye");
    await asSystem((context) => openDuties(context, ["waived", "done", "settled"].map(aDuty)));
  });

  test("is shown by masked name to whoever may see the duty, and by none when the program did", async () => {
    const [waived, done, settled] = [await idOf("waived"), await idOf("done"), await idOf("settled")];
    await house.call(who().officer, "duty.duty.waive", { id: waived, reason: "企业已依法注销（演示数据）" });
    await house.call(who().officer, "duty.duty.complete", { id: done, evidence: [{ kind: "note", text: "已现场核对（演示数据）" }] });
    await asSystem((context) => settleDuties(context, [{ unitCode: FULING, key: "settled", evidence: { kind: "declaration", reference: `${USCC}/D1` }, reason: "已备案" }]));
    expect((await detail(waived)).outcome).toMatchObject({ by: "欧**" });
    expect(await detail(done)).toMatchObject({ outcome: { by: "欧**" }, evidence: [{ addedBy: "欧**" }] });
    expect(await detail(settled)).toMatchObject({ outcome: { by: null }, evidence: [{ addedBy: null }] });
    expect((await listed()).map(({ key, outcome }) => [key, outcome?.by]).sort()).toEqual([["done", "欧**"], ["settled", null]]);
  });

  test("stands in no table by name, only by account", async () => {
    const kept = await house.database.owner.begin(async (tx) => {
      await tx`select set_config('qingyu.scope', 'city', true), set_config('qingyu.unit', ${CITY}, true)`;
      return [...(await tx`select o::text as text from duty.outcome o union all select e::text from duty.evidence e`)].map(({ text }) => String(text));
    });
    expect(kept).toHaveLength(5);
    expect(kept.filter((text) => text.includes(NAME))).toEqual([]);
    expect(kept.filter((text) => text.includes(who().officer.accountId))).toHaveLength(3);
  });
});
