import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#kernel/actor.ts";
import type { Endpoint, OutputOf } from "#kernel/contract.ts";
import { useTestHouse } from "#test/database.ts";
import { closeFinding, getFinding, listFindings } from "../../contract/finding.api.ts";
import { aDeclaration, KG, onDay } from "../../testing/builders.ts";
import { loadCity, OTHER_UNIT, system } from "../../testing/loaded-city.ts";
import { holdBeforeCommit, untilOneWaits } from "../../testing/postings-at-once.ts";
import { buyer, officer, seller, twoUnits } from "../../testing/two-units.ts";
import { postDeclarations } from "../books/post-declarations.ts";
import { viewHandlers } from "../views/handlers.ts";
import { closeWithEvidence } from "./close-finding.ts";
import { findingActHandlers } from "./handlers.ts";

const house = useTestHouse([...viewHandlers, ...findingActHandlers]);
const ask = <E extends Endpoint>(actor: Actor, endpoint: E, input: object) => house.call(actor, endpoint.name, input) as Promise<OutputOf<E>>;
const closing = { reason: "承运人说明途中损耗", evidence: [{ text: "书面说明 演示数据" }] };
const mismatches = async (more: object = {}) => (await ask(officer, listFindings, { kind: "quantity-mismatch", ...more })).rows.map(({ id, state, massMg }) => ({ id, state, massMg }));
const later = (minutes: number) => (house.now = new Date(house.now.getTime() + minutes * 60_000));

/** A part of what the second sale brought. */
const receive = (declarationId: string, massMg: number) =>
  house.gate.act(system, "test.post", (context) =>
    postDeclarations({ ...context, sourceId: context.newId() }, [
      { row: aDeclaration(buyer.uscc, declarationId, "receive", { unitCode: OTHER_UNIT, lot: "A1", massMg, shipment: "WB-2", permit: "GM-9", counterparty: seller.uscc, occurredAt: onDay(7), reportedAt: house.now.getTime() }), line: 2, reportedGiven: true },
    ]),
  );

describe("a finding that was closed and whose facts change", () => {
  let id = "";
  beforeEach(async () => {
    house.now = new Date(onDay(60));
    await loadCity(house, twoUnits);
    await receive("part-1", 200 * KG);
    id = (await mismatches())[0]?.id ?? "";
    later(1);
  });

  it("is open again, says why in its history, and is shown so as of that moment and not before", async () => {
    await ask(officer, closeFinding, { id, ...closing });
    const closed = house.now;
    later(1);
    await receive("part-2", 50 * KG);
    const reopened = house.now;
    later(1);

    const open = [{ id, state: "open", massMg: 50 * KG }];
    expect(await mismatches()).toEqual(open);
    expect(await mismatches({ asOf: reopened.toISOString() })).toEqual(open);
    expect(await mismatches({ asOf: closed.toISOString(), state: "all" })).toEqual([{ id, state: "closed", massMg: 100 * KG }]);
    const { acts } = await ask(officer, getFinding, { id });
    expect(acts).toMatchObject([{ kind: "close", reason: closing.reason, why: null }, { kind: "reopen", reason: null, at: reopened.toISOString(), why: { zh: expect.stringContaining("part-2"), en: expect.stringContaining("part-2") } }]);
  });

  it("stays closed when nothing of it changed", async () => {
    await ask(officer, closeFinding, { id, ...closing });
    later(1);
    await receive("part-1", 200 * KG);
    expect(await mismatches()).toEqual([]);
    expect((await ask(officer, getFinding, { id })).acts.map(({ kind }) => kind)).toEqual(["close"]);
  });

  it("is reopened also when it is being closed at that very moment", async () => {
    const { done, commit } = await holdBeforeCommit((hold) =>
      house.gate.act(officer, "test.close", async (context) => {
        await closeWithEvidence({ ...context, now: new Date(context.now.getTime() + 30_000) }, { id, ...closing }); // it began after the posting it holds up
        await hold();
      }),
    );
    const posting = receive("part-2", 50 * KG);
    await untilOneWaits(house);
    commit();
    await Promise.all([done, posting]);
    later(1);
    const open = [{ id, state: "open", massMg: 50 * KG }];
    expect(await mismatches()).toEqual(open);
    expect(await mismatches({ asOf: house.now.toISOString() })).toEqual(open);
    expect((await ask(officer, getFinding, { id })).acts.map(({ kind }) => kind)).toEqual(["close", "reopen"]);
  });

  it("stays closed when what heals it arrives while it is being closed", async () => {
    const { done, commit } = await holdBeforeCommit((hold) =>
      house.gate.act(officer, "test.close", async (context) => {
        await closeWithEvidence(context, { id, ...closing });
        await hold();
      }),
    );
    const posting = receive("rest", 100 * KG);
    await untilOneWaits(house);
    commit();
    await Promise.all([done, posting]);
    expect((await ask(officer, getFinding, { id })).finding).toMatchObject({ state: "closed", endedReason: { zh: closing.reason } });
  });
});
