import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import postgres from "postgres";
import { systemActor } from "#access";
import { startRecord } from "#record";
import { anActor, useTestHouse } from "#test/database.ts";
import { LogHealth } from "../contract/index.ts";
import { haltedBecause, integrateOnce } from "./integrate.ts";
import { warnOfWaiting } from "./integrator.ts";
import { readWaiting } from "./log.sql.ts";
import { verifyNow } from "./verify-now.ts";

/** Leaves that are kept from their place can be taken away without a trace: whoever keeps them from it must be noticed. */
const house = useTestHouse();
const auditor = anActor({ unitCode: "500000", scope: "city", department: "system", permissions: ["record.read"] });
const file = (count: number) => Promise.all(Array.from({ length: count }, () => house.gate.act(systemActor("500102"), "test.filing", async () => null)));
const later = (seconds: number) => void (house.now = new Date(house.now.getTime() + seconds * 1000));
const troubles = async () => (await verifyNow(undefined, () => undefined)).troubles;
const waiting = async () => (await readWaiting(house.database.auditor)).count;
const warned: string[] = [];
let intruder: postgres.Sql;

beforeEach(async () => {
  const [row] = await house.database.app<{ name: string }[]>`select current_database() as name`;
  intruder = postgres(inject("superuserUrl"), { max: 1, onnotice: () => {}, database: row?.name ?? "" });
  await startRecord({ database: house.database, dataDir: house.folder, origin: "qingyu.test/record", cityCode: "500000", clock: () => house.now, warn: (event, fields) => void warned.push(`${event} ${String(fields["count"] ?? fields["reason"])}`) });
  warned.length = 0;
});
afterEach(() => intruder.end({ timeout: 5 }));

describe("leaves that wait", () => {
  it("are nothing to be alarmed about when the program stood still over night: they get their place before the record is looked at", async () => {
    await file(3);
    later(36_000);
    expect(await troubles()).toEqual([]);
    expect(await waiting()).toBe(0);
  });

  it("for over a minute because somebody holds the head are told in the log, on the health page and by a verification; once it is let go all is well", async () => {
    await intruder`begin`;
    await intruder`select from record.head for update`;
    await file(2);
    later(8);
    await warnOfWaiting();
    expect(warned).toEqual([]);
    later(60);
    await file(1);
    expect(await integrateOnce()).toBe(0);
    expect(haltedBecause()).toBeUndefined();
    await warnOfWaiting();
    expect(warned).toEqual(["record.waiting 3"]);
    expect(LogHealth.parse(await house.call(auditor, "record.log.get", {})).state).toBe("behind");
    expect(await troubles()).toEqual([{ code: "waiting-overdue", at: expect.stringMatching(/^[0-9a-f-]{36}, [0-9a-f-]{36}$/), count: 2 }]);
    await intruder`rollback`;
    expect(await troubles()).toEqual([]);
    expect(await waiting()).toBe(0);
  });

  it("because the head is gone stop the log, also when the head is put back", async () => {
    await intruder`create table public.kept as table record.head`;
    await intruder`delete from record.head`;
    await file(1);
    expect(await integrateOnce()).toBe(0);
    expect(haltedBecause()).toBe("the head of the log is gone");
    expect(warned).toEqual(["record.halted the head of the log is gone"]);
    expect((await troubles()).map(({ code }) => code)).toContain("checkpoint-missing");
    await intruder`insert into record.head table public.kept`;
    expect([await integrateOnce(), await waiting()]).toEqual([0, 1]);
    later(90);
    expect((await troubles()).map(({ code }) => code)).toEqual(["waiting-overdue"]);
  });
});
