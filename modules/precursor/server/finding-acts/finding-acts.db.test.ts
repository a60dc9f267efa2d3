import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#kernel/actor.ts";
import type { Endpoint, OutputOf } from "#kernel/contract.ts";
import { assignFinding, closeFinding, getFinding, listFindings, noteFinding, reopenFinding } from "../../contract/finding.api.ts";
import { getWork } from "../../contract/balance.api.ts";
import { aDeclaration, KG, onDay } from "../../testing/builders.ts";
import { loadCity, OTHER_UNIT, system } from "../../testing/loaded-city.ts";
import { buyer, cityOfficer, colleague, officer, otherOfficer, seller, staffOf, stranger, twoUnits } from "../../testing/two-units.ts";
import { useTestHouse } from "#test/database.ts";
import { postDeclarations } from "../books/post-declarations.ts";
import { viewHandlers } from "../views/handlers.ts";
import { findingActHandlers } from "./handlers.ts";

const house = useTestHouse([...viewHandlers, ...findingActHandlers]);
const ask = <E extends Endpoint>(actor: Actor, endpoint: E, input: object, commandId?: string) => house.call(actor, endpoint.name, input, commandId) as Promise<OutputOf<E>>;
const closing = { reason: "已到现场核对，货在途中因台风滞留", evidence: [{ text: "承运人书面说明 演示数据" }] };
let id = "";
beforeEach(async () => {
  house.now = new Date(onDay(60));
  await loadCity(house, twoUnits);
  const { rows } = await ask(officer, listFindings, { kind: "unmatched-dispatch" });
  id = rows[0]?.id ?? "";
});
const later = (minutes: number) => void (house.now = new Date(house.now.getTime() + minutes * 60_000));

/** The receipt that answers the second sale, filed late. */
const heal = () =>
  house.gate.act(system, "test.post", (context) =>
    postDeclarations({ ...context, sourceId: context.newId() }, [
      { row: aDeclaration(buyer.uscc, "bought-2", "receive", { unitCode: OTHER_UNIT, lot: "A1", massMg: 300 * KG, shipment: "WB-2", permit: "GM-9", counterparty: seller.uscc, occurredAt: onDay(7), reportedAt: onDay(59) }), line: 2, reportedGiven: true },
    ]),
  );

describe("working on a finding", () => {
  it("is taken by an officer, and then is theirs in the queue and in the work of the day", async () => {
    expect(await ask(officer, assignFinding, { id })).toMatchObject({ state: "assigned", assignee: officer.accountId, assigneeName: null });
    expect((await ask(officer, listFindings, { mine: "true" })).rows.map((row) => row.id)).toEqual([id]);
    expect((await ask(officer, listFindings, { state: "open" })).rows.map((row) => row.id)).not.toContain(id);
    expect(await ask(officer, getWork, {})).toMatchObject({ mine: 1 });
    later(1);
    expect(await ask(colleague, assignFinding, { id, note: "换岗" })).toMatchObject({ assignee: colleague.accountId, assigneeName: null });
    expect(await ask(officer, getFinding, { id })).toMatchObject({ acts: [{ kind: "assign", accountName: null }, { kind: "assign", accountName: null, reason: "换岗" }] });
  });

  it("is closed by a person only with a reason and with evidence, and both are kept", async () => {
    await expect(ask(officer, closeFinding, { id, reason: closing.reason, evidence: [] })).rejects.toMatchObject({ code: "gate.input.invalid" });
    await expect(ask(officer, closeFinding, { id, evidence: closing.evidence })).rejects.toMatchObject({ code: "gate.input.invalid" });
    expect(await ask(officer, closeFinding, { id, ...closing })).toMatchObject({ state: "closed", endedAt: house.now.toISOString(), endedReason: { zh: closing.reason } });
    expect((await ask(officer, listFindings, {})).rows.map((row) => row.id)).not.toContain(id);
    expect((await ask(officer, listFindings, { state: "closed" })).rows.map((row) => row.id)).toEqual([id]);
    expect(await ask(officer, getFinding, { id })).toMatchObject({ acts: [{ kind: "close", reason: closing.reason, evidence: [{ fileId: null, text: closing.evidence[0]?.text }] }], can: { assign: false, close: false, reopen: true } });
  });

  it("takes no file as evidence that the unit never stored", async () => {
    await expect(ask(officer, closeFinding, { id, reason: closing.reason, evidence: [{ fileId: "00000000-0000-7000-8000-00000000ffff", text: "照片" }] })).rejects.toMatchObject({ code: "gate.file.unknown" });
    expect(await ask(officer, getFinding, { id })).toMatchObject({ finding: { state: "open" }, acts: [] });
  });

  it("is noted on at any time, also after its end", async () => {
    await ask(officer, closeFinding, { id, ...closing });
    later(1);
    expect(await ask(colleague, noteFinding, { id, reason: "承运人补交回单", evidence: [{ text: "回单编号 演示数据" }] })).toMatchObject({ state: "closed" });
    expect((await ask(officer, getFinding, { id })).acts.map((act) => act.kind)).toEqual(["close", "note"]);
  });

  it("once ended is neither taken nor closed again", async () => {
    await ask(officer, closeFinding, { id, ...closing });
    await expect(ask(officer, assignFinding, { id })).rejects.toMatchObject({ code: "precursor.finding.ended" });
    await expect(ask(officer, closeFinding, { id, ...closing })).rejects.toMatchObject({ code: "precursor.finding.ended" });
  });

  it("that the facts healed cannot be closed, nor reopened by a person", async () => {
    await heal();
    expect((await ask(officer, getFinding, { id })).finding).toMatchObject({ state: "healed" });
    await expect(ask(officer, closeFinding, { id, ...closing })).rejects.toMatchObject({ code: "precursor.finding.ended" });
    await expect(ask(officer, reopenFinding, { id, reason: "需要再查一次" })).rejects.toMatchObject({ code: "precursor.finding.not-closed" });
  });

  it("is reopened only when a person closed it, and goes back to who had it", async () => {
    await expect(ask(officer, reopenFinding, { id, reason: "其实并未办结" })).rejects.toMatchObject({ code: "precursor.finding.not-closed" });
    await ask(officer, assignFinding, { id });
    await ask(officer, closeFinding, { id, ...closing });
    expect(await ask(colleague, reopenFinding, { id, reason: "证据不足，重新核查" })).toMatchObject({ state: "assigned", assignee: officer.accountId, endedAt: null, endedReason: null });
  });

  it("is shown as it stood at a past moment, with what had been done by then", async () => {
    const before = new Date(house.now.getTime() + 30_000);
    later(1);
    await ask(officer, assignFinding, { id });
    const between = new Date(house.now.getTime() + 30_000);
    later(1);
    await ask(officer, closeFinding, { id, ...closing });
    later(1);
    const state = async (asOf: Date) => (await ask(officer, listFindings, { state: "all", asOf: asOf.toISOString(), kind: "unmatched-dispatch" })).rows.map((row) => row.state);
    expect(await state(before)).toEqual(["open"]);
    expect(await state(between)).toEqual(["assigned"]);
    expect(await state(new Date(house.now.getTime() - 1))).toEqual(["closed"]);
  });
});

describe("who may work on a finding", () => {
  const acts = [
    { endpoint: assignFinding, input: {} },
    { endpoint: noteFinding, input: { reason: "记录一笔" } },
    { endpoint: closeFinding, input: closing },
    { endpoint: reopenFinding, input: { reason: "需要重新核查" } },
  ];

  it.each(acts)("$endpoint.name is closed to who was not permitted, to another unit and to the enterprise of another book, and leaves no trace", async ({ endpoint, input }) => {
    await expect(ask(stranger, endpoint, { id, ...input })).rejects.toMatchObject({ code: "gate.not-permitted" });
    for (const actor of [otherOfficer, staffOf(buyer.uscc, OTHER_UNIT), staffOf(buyer.uscc)]) {
      await expect(ask(actor, endpoint, { id, ...input })).rejects.toMatchObject({ code: "precursor.finding.unknown" });
    }
    await expect(ask(officer, endpoint, { id: "00000000-0000-4000-8000-000000000000", ...input })).rejects.toMatchObject({ code: "precursor.finding.unknown" });
    expect(await ask(officer, getFinding, { id })).toMatchObject({ finding: { state: "open" }, acts: [] });
  });

  it("lets the city's officers work in every unit, in the unit's own record", async () => {
    expect(await ask(cityOfficer, closeFinding, { id, ...closing })).toMatchObject({ state: "closed", unitCode: "500102" });
    expect((await ask(officer, getFinding, { id })).acts).toHaveLength(1);
  });

  it("does a repeated command once", async () => {
    const commandId = house.gate.newId();
    const first = await ask(officer, closeFinding, { id, ...closing }, commandId);
    expect(await ask(officer, closeFinding, { id, ...closing }, commandId)).toEqual(first);
    expect((await ask(officer, getFinding, { id })).acts).toHaveLength(1);
  });

  it("lets one of two who decide at the same moment win, and tells the other", async () => {
    const settled = await Promise.allSettled([ask(officer, closeFinding, { id, ...closing }), ask(colleague, closeFinding, { id, ...closing })]);
    expect(settled.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(settled.find((each) => each.status === "rejected")).toMatchObject({ reason: { code: "precursor.finding.ended" } });
    expect((await ask(officer, getFinding, { id })).acts).toHaveLength(1);
  });
});
