import { expect, it } from "vitest";
import { makeLog } from "#platform/log.ts";
import { handlers } from "../../entry/house.ts";
import type { House } from "../../entry/open-house.ts";
import { withScratchHouse } from "../../tools/bench/scratch-house.ts";
import { Aviary, findCanaries, said, type Said } from "./canaries.ts";
import { Planter } from "./canary-flows.ts";
import { malformedInput, plantedInput } from "./canary-inputs.ts";
import { CanaryServer, until } from "./canary-server.ts";

/** The release asks for 100,000 (QINGYU_CANARY_REQUESTS); the suite goes once through everything. */
const REQUESTS = Number(process.env["QINGYU_CANARY_REQUESTS"] ?? 0);
const LOGINS = ["shi-jinduban", "fuling-jinduban", "beibei-jinduban", "fuling-gongan", "qiye-guanli", "xitong", "anquan", "shenji"];
const RELATION = { unit: "500102", enterprise: "91500102DEM000001W" };

it("no personal field stands in the log, its tiles, receipts, the program's output, its metrics or an error, whatever is sent to every door", async () => {
  await withScratchHouse(async (house) => {
    const aviary = new Aviary();
    const server = await CanaryServer.start(house.config.dataDir);
    try {
      for (const login of LOGINS) expect((await server.signIn(login)).status, login).toBe(200);
      const planter = new Planter(server, aviary);
      const { account } = await planter.plantAll();
      expect(planter.planted.failed).toEqual([]);
      await breakThings(house, server, aviary, account);
      await sweep(server, aviary);
      const receipts = await takeReceipts(house, server);
      const places = [...(await recordTables(house)), ...(await served(server)), ...receipts, ...server.errors, said("output of the program", server.written)];

      await thereWasSomethingToSee(house, server, receipts, aviary);
      expect([...new Set(findCanaries(aviary.all, places).filter(isLeak))]).toEqual([]);
      expect(await sealedInPlain(house, aviary)).toEqual([]);
      findsWhatIsPlanted(aviary, places);
      console.info(`canaries: ${aviary.all.size} planted, ${[...server.counts.values()].reduce((sum, count) => sum + count, 0)} requests (${[...server.counts].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`).join(", ")}), ${places.length} places searched, 0 hits`);
    } finally {
      await server.stop();
    }
  });
}, 240_000 + 20 * REQUESTS);

/** Names of things, not of persons: a refusal tells them back to the very person who asked. Nowhere else may they turn up. */
const TOLD_BACK = ["record.witness.retire.name", "record.checkpoint.export.witness", "precursor.balance.get.substance", "precursor.balance.export.substance", "precursor.trace.get.lot", "precursor.trace.export.lot"];
const isLeak = (hit: string): boolean => !(/ → 4\d\d: /.test(hit) && TOLD_BACK.some((field) => hit.includes(`: ${field} (`)));

/** Faults of ours whose database errors quote whole rows, and looks that cannot be put on the record. */
async function breakThings(house: House, server: CanaryServer, aviary: Aviary, account: string): Promise<void> {
  const owner = house.database.owner;
  const reveal = () => server.send("POST", `/api/accounts/500102/${account}/reveal`, { login: "anquan", body: { fields: ["name", "phone", "identity"], purpose: "audit", reason: aviary.text("reason of a broken look") } });
  await owner`alter table access.reveal add constraint canary_breaks check (reason = '') not valid`;
  expect((await reveal()).status).toBe(500);
  await owner`alter table access.reveal drop constraint canary_breaks`;

  await owner`alter table access.break_glass add constraint canary_breaks check (words = '') not valid`;
  expect((await server.send("POST", "/api/break-glass", { login: "fuling-jinduban", body: { reason: "urgent-case", words: aviary.text("broken words"), caseNo: aviary.text("broken case") } })).status).toBe(500);
  await owner`alter table access.break_glass drop constraint canary_breaks`;

  await owner`alter table platform.file add constraint canary_breaks check (name = '') not valid`;
  const form = new FormData();
  form.append("file", new Blob([aviary.text("content of a broken file")]), aviary.text("name of a broken file"));
  expect((await server.send("POST", "/api/files", { login: "fuling-jinduban", body: form })).status).toBe(500);
  await owner`alter table platform.file drop constraint canary_breaks`;

  await owner`alter table duty.duty add constraint canary_breaks check (key = '') not valid`;
  const duty = plantedInput("duty.duty.open", handlers.find(({ endpoint }) => endpoint.name === "duty.duty.open")?.endpoint.input ?? expect.fail("no duty.duty.open"), RELATION, aviary);
  await server.send("POST", "/api/duties", { login: "fuling-jinduban", body: duty });
  await owner`alter table duty.duty drop constraint canary_breaks`;

  await owner`revoke insert on record.leaf from qingyu_app`;
  expect((await reveal()).status).toBe(503);
  expect((await server.send("POST", "/api/session", { body: { account: aviary.text("login of a broken line"), password: aviary.text("password of a broken line") } })).status).toBeGreaterThanOrEqual(400);
  await owner`grant insert on record.leaf to qingyu_app`;
}

/** Every endpoint, as everybody and nobody: as it should be, and misshapen in every way. */
async function sweep(server: CanaryServer, aviary: Aviary): Promise<void> {
  const isEnding = (name: string) => /session\.(close|kill)|sessions\.kill|password/.test(name);
  let sent = 0;
  do {
    for (const { endpoint } of handlers) {
      const good = plantedInput(endpoint.name, endpoint.input, RELATION, aviary);
      const path = `/api${endpoint.path.replace(/:(\w+)/g, (_all, part: string) => encodeURIComponent(String(good[part] ?? aviary.text(`${endpoint.name}.${part}`))))}`;
      const wrongPath = `/api${endpoint.path.replace(/:(\w+)/g, (_all, part: string) => encodeURIComponent(aviary.text(`${endpoint.name}.path.${part}`)))}`;
      const rest = Object.fromEntries(Object.entries(good).filter(([field]) => !endpoint.path.includes(`:${field}`)));
      const query = `?${new URLSearchParams(Object.entries(rest).map(([field, value]): [string, string] => [field, String(value)]))}`;
      for (const login of [undefined, ...(isEnding(endpoint.name) ? [] : LOGINS)]) {
        await server.send(endpoint.method, endpoint.method === "GET" ? `${path}${query}` : path, { login, ...(endpoint.method === "GET" ? {} : { body: rest }) });
        await server.send(endpoint.method, `${wrongPath}?nosuch=${encodeURIComponent(aviary.text("unknown parameter"))}`, { login, ...(endpoint.method === "GET" ? {} : { body: rest }) });
        sent += 2;
      }
      if (endpoint.method === "POST") for (const wrong of malformedInput(good, endpoint.name, aviary)) await server.send("POST", path, { login: isEnding(endpoint.name) ? undefined : "fuling-jinduban", body: wrong });
      await server.send(endpoint.method === "GET" ? "POST" : "GET", wrongPath, { login: "shi-jinduban" });
    }
    await server.send("POST", "/api/duties", { login: "fuling-jinduban", body: `{"key": "${aviary.text("half a body")}` });
    await server.send("POST", "/api/session", { body: aviary.text("no json"), headers: { "content-type": "application/xml" } });
    await server.send("POST", "/api/files", { login: "fuling-jinduban", body: aviary.text("no form"), headers: { "content-type": "multipart/form-data; boundary=x" } });
    await server.send("POST", "/api/duties", { login: "fuling-jinduban", body: {}, commandId: encodeURIComponent(aviary.text("command id")) });
    await server.send("GET", `/nowhere/${encodeURIComponent(aviary.text("address"))}.txt`);
    await server.send("GET", `/record/tile/0/${encodeURIComponent(aviary.text("tile"))}`);
    for (const login of LOGINS) if ((await server.send("GET", "/api/session", { login })).status === 401) await server.signIn(login);
  } while (sent < REQUESTS);
}

/** All that is on the record, as the rows stand in the database (bytes as hex); but for the reasons of sealings, which are beside the log. */
async function recordTables(house: House): Promise<Said[]> {
  const tables = await house.database.owner<{ name: string }[]>`select relname as name from pg_class where relnamespace = 'record'::regnamespace and relkind = 'r' and relname <> 'seal' order by 1`;
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(["leaf", "position", "tile", "head", "checkpoint", "read", "verification"]));
  return Promise.all(tables.map(async ({ name }) => {
    const rows = await house.database.owner.begin(async (tx) => {
      await tx`select set_config('qingyu.scope', 'city', true), set_config('qingyu.unit', '', true), set_config('qingyu.enterprise', '', true)`;
      return tx<{ text: string }[]>`select t::text as text from ${tx(`record.${name}`)} t`;
    });
    return said(`record.${name}`, rows.map(({ text }) => text).join("\n"));
  }));
}

/** What the vault seals, and what is said once: nowhere in the whole database does it stand in plain, stored answers and jobs included. */
async function sealedInPlain(house: House, aviary: Aviary): Promise<string[]> {
  const isSealed = (field: string) => ["name", "phone", "identity", "subject", "new password", "wrong password", "one-time password", "program token"].includes(field) || field.startsWith("second factor");
  const sealed = new Map([...aviary.all].filter(([field]) => isSealed(field)));
  expect(sealed.size).toBeGreaterThan(6);
  const tables = await house.database.owner<{ name: string }[]>`select c.oid::regclass::text as name from pg_class c where relkind = 'r' and relnamespace::regnamespace::text !~ '^(pg_|information_schema)'`;
  expect(tables.length).toBeGreaterThan(40);
  const rows = await house.database.owner.begin(async (tx) => {
    await tx`select set_config('qingyu.scope', 'city', true), set_config('qingyu.unit', '', true), set_config('qingyu.enterprise', '', true)`;
    return Promise.all(tables.map(async ({ name }) => said(name, (await tx.unsafe<{ text: string }[]>(`select t::text as text from ${name} t`)).map(({ text }) => text).join("\n"))));
  });
  return findCanaries(sealed, rows);
}

/** What the log shows to everybody, and what operators watch. */
async function served(server: CanaryServer): Promise<Said[]> {
  const checkpoint = await server.send("GET", "/record/checkpoint");
  const size = Number(checkpoint.text.split("\n")[1]);
  const ends = (entries: number, prefix: string) => [...Array.from({ length: Math.floor(entries / 256) }, (_, i) => `${prefix}/${String(i).padStart(3, "0")}`), ...(entries % 256 ? [`${prefix}/${String(Math.floor(entries / 256)).padStart(3, "0")}.p/${entries % 256}`] : [])];
  const paths = [...ends(size, "/record/tile/0"), ...ends(size, "/record/tile/entries"), ...ends(Math.floor(size / 256), "/record/tile/1"), "/record/vkey", "/record/verifier.html", "/metrics", "/healthz", "/readyz", "/openapi.json"];
  const answers = await Promise.all(paths.map(async (path) => ({ path, answer: await server.send("GET", path) })));
  for (const { path, answer } of answers) if (path !== "/record/verifier.html") expect(answer.status, path).toBe(200);
  return [said("/record/checkpoint", checkpoint.bytes), ...answers.map(({ path, answer }) => said(path, answer.bytes))];
}

/** A receipt of everything that was accepted, taken by whoever sent it. */
async function takeReceipts(house: House, server: CanaryServer): Promise<Said[]> {
  const waiting = async () => (await house.database.owner.begin(async (tx) => {
    await tx`select set_config('qingyu.scope', 'city', true), set_config('qingyu.unit', '', true), set_config('qingyu.enterprise', '', true)`;
    return tx`select 1 from record.pending limit 1`;
  })).length;
  await until(async () => (await waiting()) === 0, 20);
  const receipts: Said[] = [];
  for (const { login, commandId } of server.accepted.slice(0, 300)) {
    const receipt = await server.send("GET", `/api/record/receipts/${commandId}`, { login });
    if (receipt.status === 200) receipts.push(said(`receipt of ${commandId}`, receipt.bytes));
  }
  return receipts;
}

/** A drill that could not look must not pass for one that found nothing. */
async function thereWasSomethingToSee(house: House, server: CanaryServer, receipts: readonly Said[], aviary: Aviary): Promise<void> {
  for (const status of [200, 400, 401, 403, 404, 500, 503]) expect(server.counts.get(status) ?? 0, `answers ${status}`).toBeGreaterThan(0);
  expect(receipts.length).toBeGreaterThan(20);
  expect(aviary.all.size).toBeGreaterThan(100);
  expect(server.written).toContain('"bug"');
  expect(server.written).toContain('"read-unrecorded"');
  const stored = await house.database.owner.begin(async (tx) => {
    await tx`select set_config('qingyu.scope', 'city', true), set_config('qingyu.unit', '', true), set_config('qingyu.enterprise', '', true)`;
    return tx<{ text: string }[]>`select name as text from precursor.enterprise union all select note from precursor.declaration union all select reason from access.reveal union all select words from access.break_glass union all select name from platform.file union all select text from duty.evidence union all select reason from duty.outcome union all select reason from precursor.finding_act`;
  });
  const business = said("business tables", stored.map(({ text }) => text).join("\n"));
  const found = new Set(findCanaries(aviary.all, [business]).map((hit) => hit.split(": ")[1]?.replace(/ \(.*/, "")));
  for (const field of ["enterprise name", "row note", "declaration note", "reveal reason", "emergency words", "duty evidence", "duty note", "waive reason", "finding note", "closing reason"]) expect([...found], field).toContain(field);
}

/** The same search finds each canary, however it is written down, when one line of the log says too much. */
function findsWhatIsPlanted(aviary: Aviary, places: readonly Said[]): void {
  for (const [field, canary] of aviary.all) {
    const lines: string[] = [];
    makeLog((line) => void lines.push(line)).info("leak", { payload: canary });
    const ways = [lines.join(), encodeURIComponent(canary), Buffer.from(canary).toString("hex"), Buffer.from(`x${canary}`).toString("base64"), Buffer.from(`xy${canary}z`).toString("base64url"), JSON.stringify(canary).replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)];
    for (const way of ways) expect(findCanaries(aviary.all, [said("log", way)]).some((hit) => hit.startsWith(`log: ${field} (`)), `${field}: ${way.slice(0, 80)}`).toBe(true);
  }
  expect(findCanaries(aviary.all, [...places.slice(0, 3), said("log", `{"event":"leak","payload":"${[...aviary.all.values()][0] ?? ""}"}`)]).length).toBeGreaterThan(0);
}
