import type { FastifyInstance } from "fastify";
import { createHash, createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { canonicalJson } from "#kernel/canonical-json.ts";
import { endpoint, type Endpoint } from "#kernel/contract.ts";
import { anActor, asSuperuser, useTestHouse } from "../test/database.ts";
import { makeHttp } from "./http.ts";
import { commitInput, inputKeyOf } from "./input-commitment.ts";
import { installationKey } from "./installation-key.ts";
import { Live } from "./live.ts";
import { makeLog } from "./log.ts";
import { Metrics } from "./metrics.ts";
import { handle, handleGrouped, type UseCaseContext } from "./module.ts";
import { platformRefusals } from "./refusals.ts";

const SECRET = "某某的住址-FULING-77";
const words = { zh: "测试", en: "test" };
const file = z.object({ id: z.string(), unit: z.string().default("500102"), how: z.string().default("said") });
const shown = z.object({ address: z.string() });
const protectedView = endpoint({ name: "test.person.get", method: "GET", path: "/test/persons/:id", permission: "test.person", summary: words, input: file, output: shown, reads: "protected" });
const protectedList = endpoint({ name: "test.person.list", method: "GET", path: "/test/persons", permission: "test.person", summary: words, input: z.object({ count: z.coerce.number().default(0), how: z.string().default("said") }), output: z.object({ rows: z.array(shown), next: z.null() }), reads: "protected" });
const openView = endpoint({ name: "test.town.get", method: "GET", path: "/test/town", permission: "test.person", summary: words, input: z.object({}), output: z.object({ readOnly: z.string() }) });
const looking = endpoint({ ...protectedView, name: "test.person.reveal", method: "POST", path: "/test/persons/:id/reveal", reads: "open" }) as Endpoint<typeof file, typeof shown>; // the spread keeps the types
const grouped = endpoint({ ...looking, name: "test.person.reveal-many", path: "/test/persons/:id/many" }) as Endpoint<typeof file, typeof shown>; // as above

const look = ({ readOf }: UseCaseContext, id: string, unitCode: string) => readOf({ subjects: [{ kind: "person", id, unitCode }], purpose: "case-handling", fields: ["name", "address"] });
const say = (context: UseCaseContext, { id, unit, how }: z.output<typeof file>) => {
  if (how !== "silent") look(context, id, unit);
  if (how === "broken") throw new Error(`broken over ${SECRET}`);
  if (how === "two purposes") context.readOf({ subjects: [{ kind: "person", id, unitCode: unit }], purpose: "audit", fields: ["name"] });
  return { address: SECRET };
};
const handlers = [
  handle(protectedView, async (context, input) => say(context, input)),
  handle(protectedList, async (context, { count, how }) => {
    const ids = Array.from({ length: count }, (_, i) => `p${i}`);
    if (how === "said") for (const id of ids) look(context, id, "500102");
    return { rows: ids.map(() => ({ address: SECRET })), next: null };
  }),
  handle(openView, async ({ tx }) => ({ readOnly: (await tx<{ mode: string }[]>`select current_setting('transaction_read_only') as mode`)[0]?.mode ?? "" })),
  handle(looking, async (context, input) => say(context, input)),
  handleGrouped(grouped, async (context, items) => items.map(({ input }) => say(context, input))),
];

const house = useTestHouse(handlers);
const officer = anActor({ permissions: ["test.person"] });
const log: string[] = [];
let http: FastifyInstance;
beforeAll(async () => {
  http = await makeHttp({ gate: house.gate, handlers, refusals: platformRefusals.words, identify: async () => officer, cookieAfter: () => undefined, publicOutput: (_, output) => output, ready: async () => ({ ready: true, parts: {} }), files: house.files, live: new Live(), log: makeLog((line) => void log.push(line)), metrics: new Metrics(), behindTls: false, uploadPermissions: ["test.person"] });
});
afterAll(() => http?.close());

type Line = { id: string; name: string; body: string; unit: string };
const lines = () => house.database.auditor<Line[]>`select id, name, body, unit_code as unit from record.leaf order by id`;
const newest = async () => (await lines()).at(-1) ?? expect.fail("nothing stands on the record");
const reads = () => house.database.auditor<{ unit: string; leafId: string; leafUnit: string; subject: string; fields: string[]; account: string; purpose: string }[]>`
  select unit_code as unit, leaf_id as "leafId", leaf_unit as "leafUnit", subject_id as subject, fields, account_id as account, purpose from record.read order by leaf_id, subject_id`;
const ask = (name: string, input: object, actor = officer) => {
  house.now = new Date(house.now.getTime() + 1); // so that lines stand in the order they were written
  return house.call(actor, name, input);
};

describe("a protected view", () => {
  it("answers after the look stands on the record: who, whose, why and which fields, and nothing of what stood in them", async () => {
    expect(await ask("test.person.get", { id: "p1" })).toEqual({ address: SECRET });
    const line = await newest();
    expect(line.name).toBe("test.person.get");
    expect(JSON.parse(line.body)).toMatchObject({ actor: { kind: "official", id: officer.accountId }, read: { purpose: "case-handling", subjects: [{ kind: "person", id: "p1" }], fields: ["address", "name"] } });
    expect(line.body).not.toContain(SECRET);
    expect((await reads()).at(-1)).toEqual({ unit: "500102", leafId: line.id, leafUnit: "500102", subject: "p1", fields: ["address", "name"], account: officer.accountId, purpose: "case-handling" });
  });

  it("is one line for a whole page of persons, and one row for each of them", async () => {
    const before = (await lines()).length;
    await ask("test.person.list", { count: 20 });
    expect((await lines()).length).toBe(before + 1);
    const { id } = await newest();
    expect((await reads()).filter(({ leafId }) => leafId === id).length).toBe(20);
    await expect(ask("test.person.list", { count: 201 })).rejects.toThrow("at most 200");
  });

  it("found nobody, so nobody is written down", async () => {
    const before = (await lines()).length;
    expect(await ask("test.person.list", { count: 0 })).toEqual({ rows: [], next: null });
    expect((await lines()).length).toBe(before);
  });

  it("that shows without saying whose is a fault of ours, and shows nothing", async () => {
    await expect(ask("test.person.get", { id: "p1", how: "silent" })).rejects.toThrow("without saying whose");
    await expect(ask("test.person.list", { count: 3, how: "silent" })).rejects.toThrow("without saying whose");
    await expect(ask("test.person.get", { id: "p1", how: "two purposes" })).rejects.toThrow("one purpose");
    const answer = await http.inject({ url: "/api/test/persons/p1?how=silent" });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain(SECRET);
  });

  it("is refused to whom it is not permitted, and leaves no line", async () => {
    const before = (await lines()).length;
    await expect(ask("test.person.get", { id: "p1" }, anActor())).rejects.toMatchObject({ code: "gate.not-permitted" });
    await expect(ask("test.person.get", { id: "p1" }, anActor({ kind: "anonymous" }))).rejects.toMatchObject({ code: "gate.signed-out" });
    await expect(ask("test.person.get", { id: "p1", how: "broken" })).rejects.toThrow("broken");
    expect((await lines()).length).toBe(before);
  });

  it("of another unit's record is laid out there, where the person it tells of can see it", async () => {
    await ask("test.person.get", { id: "q9", unit: "500109" });
    expect((await reads()).filter(({ subject }) => subject === "q9")).toMatchObject([{ unit: "500109", leafUnit: "500102" }]);
  });

  it("is kept by no browser and no gateway: shown again is looked at again", async () => {
    const before = (await lines()).length;
    for (let times = 0; times < 2; times++) expect((await http.inject({ url: "/api/test/persons/p1" })).headers["cache-control"]).toBe("no-store");
    expect((await lines()).length).toBe(before + 2);
  });

  it("that is not protected is read only, as ever", async () => {
    expect(await ask("test.town.get", {})).toEqual({ readOnly: "on" });
  });
});

describe("a command that shows a protected record", () => {
  it("has the look on its own line, and answered again it shows and records nothing new", async () => {
    const commandId = house.gate.newId();
    const before = (await reads()).length;
    house.now = new Date(house.now.getTime() + 1);
    await house.call(officer, "test.person.reveal", { id: "p2" }, commandId);
    await house.call(officer, "test.person.reveal", { id: "p2" }, commandId);
    expect((await reads()).length).toBe(before + 1);
    expect(JSON.parse((await newest()).body)).toMatchObject({ command: commandId, read: { subjects: [{ kind: "person", id: "p2" }] } });
  });

  it("cannot be one of a group, whose looks could not be told apart", async () => {
    await expect(ask("test.person.reveal-many", { id: "p2" })).rejects.toThrow("told apart");
  });
});

describe("what a line says of its input", () => {
  it("is found again by whoever has the input and the key of that line, and by no other key", async () => {
    await ask("test.person.reveal", { id: "p3" });
    const { id, body } = await newest();
    const { input } = JSON.parse(body) as { input: string };
    const sent = canonicalJson({ id: "p3", unit: "500102", how: "said" });
    expect(commitInput(inputKeyOf(house.record.inputKeys, id), sent)).toBe(input);
    expect(createHmac("sha256", createHmac("sha256", installationKey(house.folder, "record-input")).update(id).digest()).update(sent).digest("hex")).toBe(input);
    expect(commitInput(inputKeyOf(house.record.inputKeys, house.gate.newId()), sent)).not.toBe(input);
  });

  it("differs from line to line for the same input, so that equal filings cannot be paired", async () => {
    await ask("test.person.reveal", { id: "p4" });
    await ask("test.person.reveal", { id: "p4" });
    const [a, b] = (await lines()).slice(-2).map(({ body }) => (JSON.parse(body) as { input: string }).input);
    expect(a).not.toBe(b);
  });

  it("proves an uploaded file by its SHA-256 and size, and says nothing of its name", async () => {
    house.now = new Date(house.now.getTime() + 1);
    const id = house.gate.newId();
    const payload = `--x\r\nContent-Disposition: form-data; name="file"; filename="${SECRET}.csv"\r\nContent-Type: text/csv\r\n\r\nuscc,name\r\n--x--\r\n`;
    expect((await http.inject({ method: "POST", url: "/api/files", payload, headers: { "content-type": "multipart/form-data; boundary=x", "x-command-id": id } })).statusCode).toBe(200);
    const line = await newest();
    const file = { id, sha256: createHash("sha256").update("uscc,name").digest("hex"), sizeBytes: 9 };
    expect(line).toMatchObject({ name: "platform.file.store" });
    expect((JSON.parse(line.body) as { input: string }).input).toBe(commitInput(inputKeyOf(house.record.inputKeys, line.id), canonicalJson(file)));
  });

  it("commits work of the program itself to what it was given", async () => {
    house.now = new Date(house.now.getTime() + 1);
    await house.gate.act(officer, "test.file", async () => null, { sha256: "ab", sizeBytes: 2 });
    const { id, body } = await newest();
    expect((JSON.parse(body) as { input: string }).input).toBe(commitInput(inputKeyOf(house.record.inputKeys, id), '{"sha256":"ab","sizeBytes":2}'));
  });
});

describe("when the line cannot be written, the look is refused", () => {
  const broken = async (breakIt: string, mend: string, work: () => Promise<void>) => {
    const name = new URL(house.database.ownerUrl).pathname.slice(1);
    await asSuperuser((sql) => sql.unsafe(breakIt), name);
    try {
      await work();
    } finally {
      await asSuperuser((sql) => sql.unsafe(mend), name);
    }
  };
  const refusesEverything = async () => {
    const before = (await lines()).length;
    log.length = 0;
    const answers = [
      await http.inject({ url: "/api/test/persons/p5" }),
      await http.inject({ url: "/api/test/persons?count=2" }),
      await http.inject({ method: "POST", url: "/api/test/persons/p5/reveal", payload: {}, headers: { "x-command-id": house.gate.newId() } }),
    ];
    for (const answer of answers) {
      expect(answer.json()).toMatchObject({ status: 503, code: "gate.read.unrecorded" });
      expect(answer.body).not.toContain(SECRET);
      expect(answer.body).not.toContain("p5");
    }
    expect(log.length).toBe(3);
    expect(log.join("\n")).toContain("read-unrecorded");
    expect(log.join("\n")).not.toMatch(new RegExp(`${SECRET}|p5`));
    expect((await lines()).length).toBe(before);
  };

  it("because the right to write was taken away", () => broken("revoke insert on record.leaf from qingyu_app", "grant insert on record.leaf to qingyu_app", refusesEverything));
  it("because whose it was could not be laid out", () => broken("revoke insert on record.read from qingyu_app", "grant insert on record.read to qingyu_app", refusesEverything));

  const fails = `create function public.disk_full() returns trigger language plpgsql as $$ begin raise exception 'could not extend file for ${SECRET}: No space left on device' using errcode = '53100'; end $$;`;
  it("because the disk is full when it is written", () =>
    broken(`${fails} create trigger full_disk before insert on record.leaf for each row execute function public.disk_full()`, "drop trigger full_disk on record.leaf; drop function public.disk_full()", refusesEverything));
  it("because the disk is full when it is committed", () =>
    broken(`${fails} create constraint trigger full_disk after insert on record.leaf deferrable initially deferred for each row execute function public.disk_full()`, "drop trigger full_disk on record.leaf; drop function public.disk_full()", refusesEverything));

  it("and is given again when there is room", async () => {
    expect((await http.inject({ url: "/api/test/persons/p5" })).json()).toEqual({ address: SECRET });
  });

  it("while what shows no protected record goes on being a fault of ours, by that name", () =>
    broken("revoke insert on record.leaf from qingyu_app", "grant insert on record.leaf to qingyu_app", async () => {
      await expect(ask("test.person.reveal", { id: "p6", how: "silent" })).rejects.toMatchObject({ code: "42501" });
      expect(await ask("test.town.get", {})).toEqual({ readOnly: "on" });
    }));
});
