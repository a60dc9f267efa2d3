import { describe, expect, it } from "vitest";
import { anActor, asSuperuser, useTestHouse } from "#test/database.ts";
import { Verification } from "../contract/index.ts";
import { verificationJobs } from "./verifications.ts";

const house = useTestHouse();
const officer = anActor({ permissions: ["record.read"] });
const order = async (since?: string) => Verification.parse(await house.call(officer, "record.verification.start", since === undefined ? {} : { since }));
const shown = async (id: string) => Verification.parse(await house.call(officer, "record.verification.get", { id }));
const attempt = (payload: object, isLastAttempt = false) => verificationJobs[0]?.run(payload, { gate: house.gate, isLastAttempt });
const checkpoint = async () => Buffer.from(((await house.call(officer, "record.checkpoint.export", {})) as { body: Uint8Array }).body).toString();
/** What stands in the queue for verifications: key, and what is asked. */
const queued = async (): Promise<{ key: string; payload: { id?: string; startedBy?: string; since?: string } }[]> => {
  let rows: { key: string; payload: object }[] = [];
  await onHouse("select j.key, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'record.verify' order by j.id", (found) => (rows = found));
  return rows as { key: string; payload: { id?: string } }[]; // as addJob wrote them
};
const payloadOf = async (id: string) => (await queued()).find(({ payload }) => payload.id === id)?.payload ?? {};
/** The auditor's role loses its right for the length of the work: the verification cannot be done. */
const withoutReading = async (work: () => Promise<unknown>) => {
  await onHouse("revoke select on record.leaf from qingyu_auditor");
  await work();
  await onHouse("grant select on record.leaf to qingyu_auditor");
};

describe("an order for a verification", () => {
  it("stands until it is done; who asks the same meanwhile gets the same, who asks another thing gets another, and both are done", async () => {
    await house.gate.act(officer, "test.filing", async () => null);
    await house.record.settle();
    const first = await order();
    house.now = new Date(house.now.getTime() + 1_000);
    expect(await order()).toEqual(first);
    expect(await shown(first.id)).toEqual(first);
    const since = await checkpoint();
    const second = await order(since);
    expect(second.id).not.toBe(first.id);
    expect(await order(since)).toEqual(second);
    for (const { payload } of await queued()) await attempt(payload);
    expect([(await shown(first.id)).verdict?.since, (await shown(second.id)).verdict?.since]).toEqual([null, Number(since.split("\n")[1])]);
    const third = await order();
    expect(third.id).not.toBe(first.id);
    await attempt(await payloadOf(third.id));
  });

  it("that could not be done is tried again, and the verdict of a later attempt counts", async () => {
    const { id } = await order();
    const payload = await payloadOf(id);
    await withoutReading(() => expect(attempt(payload)).rejects.toThrow(/permission denied/));
    expect(await shown(id)).toMatchObject({ state: "running", verdict: null });
    await onHouse("update record.leaf set name = 'harmless.act' where name = 'test.filing'");
    await attempt(payload);
    expect(await shown(id)).toMatchObject({ state: "done", verdict: { sound: false, troubles: [{ code: "columns-changed" }] } });
    await onHouse("update record.leaf set name = 'test.filing' where name = 'harmless.act'");
  });

  it("has failed when the last attempt has, or when nothing more is heard of it", async () => {
    const { id } = await order();
    await withoutReading(async () => expect(attempt(await payloadOf(id), true)).rejects.toThrow(/permission denied/));
    expect(await shown(id)).toMatchObject({ state: "failed", verdict: null });
    const lost = await order();
    expect((await shown(lost.id)).state).toBe("running");
    house.now = new Date(house.now.getTime() + 2 * 3_600_000);
    expect((await shown(lost.id)).state).toBe("failed");
    expect((await order()).id).not.toBe(lost.id);
  });
});

it("the daily verification of tomorrow stands in the queue before today's begins, whatever becomes of that", async () => {
  const daily = async () => (await queued()).filter(({ payload }) => payload.id === undefined).map(({ key }) => key);
  expect(await daily()).toEqual([]);
  await withoutReading(() => expect(attempt({})).rejects.toThrow(/permission denied/));
  expect(await daily()).toEqual(["record.verify/2026-11-24"]);
  await attempt({}, true);
  expect(await daily()).toEqual(["record.verify/2026-11-24"]);
});

async function onHouse(statement: string, onRows: (rows: { key: string; payload: object }[]) => void = () => undefined): Promise<void> {
  const [row] = await house.database.app<{ name: string }[]>`select current_database() as name`;
  await asSuperuser(async (sql) => onRows(await sql.unsafe(statement)), row?.name);
}
