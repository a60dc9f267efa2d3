import { describe, expect, it } from "vitest";
import { z } from "zod";
import { endpoint } from "#kernel/contract.ts";
import { Refusal } from "#kernel/refusal.ts";
import { handle, handleGrouped } from "./module.ts";
import { anActor, asSuperuser, useTestHouse } from "../test/database.ts";

const noted = endpoint({ name: "test.note.keep", method: "POST", path: "/test/notes", permission: "test.note", summary: { zh: "记", en: "note" }, input: z.object({ text: z.string().max(10) }), output: z.object({ id: z.string(), text: z.string() }), refreshes: ["test.note.list"] });
const slow = endpoint({ ...noted, name: "test.note.keep-slowly", path: "/test/slow" });
const grouped = endpoint({ ...noted, name: "test.note.keep-many", path: "/test/many" });

const keep = handle(noted, async ({ newId }, { text }) => {
  if (text === "no") throw new Refusal("test.no");
  if (text === "break") throw new Error("broken after the work");
  return { id: newId(), text };
});
/** Like what may happen once: the second to come is refused, or finds its row taken. */
const keepSlowly = handle(slow, async ({ tx, newId }, { text }) => {
  await tx`select pg_sleep(0.1)`;
  if (text === "closed" && closed++ > 0) throw new Refusal("test.closed");
  return { id: newId(), text };
});
let closed = 0;
let batches = 0;
const keepMany = handleGrouped(grouped, async ({ newId }, items) => {
  batches += 1;
  return items.map(({ input }) => (input.text === "no" ? new Refusal("test.no") : { id: newId(), text: input.text }));
});

describe("the gate", () => {
  const house = useTestHouse([keep, keepMany, keepSlowly]);
  const officer = anActor({ permissions: ["test.note"] });
  const leaves = async () => {
    const [row] = await house.database.auditor<{ count: number }[]>`select count(*)::int as count from record.leaf`;
    return row?.count ?? 0;
  };

  it("does what is asked, once, and writes one leaf in the same transaction", async () => {
    const before = await leaves();
    const answer = (await house.call(officer, "test.note.keep", { text: "one" })) as { text: string };
    expect(answer.text).toBe("one");
    expect(await leaves()).toBe(before + 1);
    expect(house.told).toContain("test.note.list");
  });

  it("answers a repeated command with the first answer and does it no second time", async () => {
    const commandId = house.gate.newId();
    const first = await house.call(officer, "test.note.keep", { text: "twice" }, commandId);
    const before = await leaves();
    expect(await house.call(officer, "test.note.keep", { text: "twice" }, commandId)).toEqual(first);
    expect(await leaves()).toBe(before);
    await expect(house.call(officer, "test.note.keep", { text: "other" }, commandId)).rejects.toMatchObject({ code: "gate.command-id.reused" });
  });

  it("answers a command sent again while the first is under way as the first, whatever it ran into", async () => {
    for (const text of ["row", "closed"]) {
      const commandId = house.gate.newId();
      const before = await leaves();
      const [first, again] = await Promise.all([1, 2].map(() => house.call(officer, "test.note.keep-slowly", { text }, commandId)));
      expect(again, text).toEqual(first);
      expect(await leaves(), text).toBe(before + 1);
    }
    await expect(house.call(officer, "test.note.keep-slowly", { text: "closed" })).rejects.toMatchObject({ code: "test.closed" });
  });

  it("refuses whom it does not know, whom it did not permit, and input that is wrong, and records none of them", async () => {
    const before = await leaves();
    await expect(house.call(anActor({ kind: "anonymous" }), "test.note.keep", { text: "x" })).rejects.toMatchObject({ code: "gate.signed-out" });
    await expect(house.call(anActor(), "test.note.keep", { text: "x" })).rejects.toMatchObject({ code: "gate.not-permitted" });
    await expect(house.call(officer, "test.note.keep", { text: "far too long a text" })).rejects.toMatchObject({ code: "gate.input.invalid", data: { count: 1 } });
    await expect(house.call(officer, "test.note.keep", { text: "no" })).rejects.toMatchObject({ code: "test.no" });
    await expect(house.call(officer, "test.note.keep", { text: "break" })).rejects.toThrow("broken");
    expect(await leaves()).toBe(before);
  });

  it("commits commands that wait together in one transaction, and one refused costs the others nothing", async () => {
    batches = 0;
    const before = await leaves();
    const texts = ["a", "b", "no", "c", "d"];
    const settled = await Promise.allSettled(texts.map((text) => house.call(officer, "test.note.keep-many", { text })));
    expect(settled.map((item) => item.status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled", "fulfilled"]);
    expect(batches).toBeLessThanOrEqual(2);
    expect(await leaves()).toBe(before + 4);
  });

  it("answers a command repeated within one group the same, and does it once", async () => {
    const commandId = house.gate.newId();
    const [one, two] = await Promise.all([house.call(officer, "test.note.keep-many", { text: "same" }, commandId), house.call(officer, "test.note.keep-many", { text: "same" }, commandId)]);
    expect(one).toEqual(two);
  });

  it("commits nothing when a write nobody waited for fails, and says what failed", async () => {
    const before = await leaves();
    const work = house.gate.act(officer, "test.sent", async ({ tx, send }) => {
      send(tx`select 1 / 0`.execute());
      send(tx`select 1`.execute());
      return null;
    });
    await expect(work).rejects.toThrow("division by zero");
    expect(await leaves()).toBe(before);
    const late = house.gate.act(officer, "test.sent", async ({ tx, send }) => {
      send(tx`select 1 / 0`.execute());
      await tx`select 1`;
      return null;
    });
    await expect(late).rejects.toThrow("division by zero");
    expect(await leaves()).toBe(before);
  });

  it("lets no statement follow the commit of its transaction", async () => {
    let behind: unknown;
    const said = await house.gate.act(officer, "test.behind", async ({ tx, send }) => {
      send(tx`select pg_sleep(0.05)`.execute());
      setTimeout(() => {
        try {
          void tx`select 1`.execute();
        } catch (error) {
          behind = error;
        }
      }, 10);
      return "done";
    });
    expect(said).toBe("done");
    expect(String(behind)).toContain("behind the commit");
  });

  it("goes on after a connection was lost between two commands", async () => {
    const [name] = await house.database.owner<{ name: string }[]>`select current_database() as name`;
    await asSuperuser(async (sql) => {
      await sql`select 1`;
      await house.call(officer, "test.note.keep", { text: "a" }); // its connection is kept a moment for the next
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'qingyu_app' and datname = ${name?.name ?? ""}`;
    });
    await new Promise((done) => setTimeout(done, 50));
    expect(await house.call(officer, "test.note.keep", { text: "b" })).toMatchObject({ text: "b" });
  });

  it("fails a command whose connection is lost under it, commits nothing of it, and goes on", async () => {
    const before = await leaves();
    const lost = house.gate.act(officer, "test.lost", async ({ tx }) => {
      const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await asSuperuser((sql) => sql`select pg_terminate_backend(${own?.pid ?? 0}::int)`);
      return tx`select pg_sleep(5)`;
    });
    await expect(lost).rejects.toThrow();
    expect(await leaves()).toBe(before);
    expect(await house.call(officer, "test.note.keep", { text: "on" })).toMatchObject({ text: "on" });
  });

  it("shows a unit's rows to that unit and to the city only", async () => {
    await house.call(officer, "test.note.keep", { text: "fence" });
    const count = (scope: string, unit: string) =>
      house.database.app.begin(async (tx) => {
        await tx`select set_config('qingyu.scope', ${scope}, true), set_config('qingyu.unit', ${unit}, true)`;
        const [row] = await tx<{ count: number }[]>`select count(*)::int as count from platform.command`;
        return row?.count ?? -1;
      });
    expect(await count("unit", "500102")).toBeGreaterThan(0);
    expect(await count("unit", "500109")).toBe(0);
    expect(await count("city", "500000")).toBeGreaterThan(0);
    expect(await count("none", "")).toBe(0);
  });

  it("lets the app role neither change nor delete what stands on the record", async () => {
    await expect(house.database.app`update record.leaf set name = 'x'`).rejects.toMatchObject({ code: "42501" });
    await expect(house.database.app`delete from record.leaf`).rejects.toMatchObject({ code: "42501" });
    await expect(house.database.auditor`select 1 from platform.command`).rejects.toMatchObject({ code: "42501" });
  });
});
