import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anActor, useTestHouse } from "../test/database.ts";
import { makeHttp } from "./http.ts";
import { Live } from "./live.ts";
import { makeLog } from "./log.ts";
import { Metrics } from "./metrics.ts";
import { platformRefusals } from "./refusals.ts";

const house = useTestHouse([]);
const officer = anActor({ permissions: ["test.file"] });
let asking = officer;
let http: FastifyInstance;
beforeAll(async () => {
  http = await makeHttp({ gate: house.gate, handlers: [], refusals: platformRefusals.words, identify: async () => asking, cookieAfter: () => undefined, publicOutput: (_, output) => output, ready: async () => ({ ready: true, parts: {} }), files: house.files, live: new Live(), log: makeLog(() => undefined), metrics: new Metrics(), behindTls: false, uploadPermissions: ["test.file", "test.other"], uploadBytesPerDay: 2_000_000 });
});
afterAll(() => http?.close());

type Sent = { readonly bytes?: string; readonly id?: string; readonly disposition?: string; readonly type?: string; readonly as?: typeof officer };
async function send({ bytes = "a,b\n1,2\n", id = house.gate.newId(), disposition = 'name="file"; filename="a.csv"', type = "text/csv", as = officer }: Sent) {
  asking = as;
  const payload = `--x\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n${bytes}\r\n--x--\r\n`;
  const answer = await http.inject({ method: "POST", url: "/api/files", payload, headers: { "content-type": "multipart/form-data; boundary=x", "x-command-id": id } });
  return { status: answer.statusCode, ...(answer.json() as { id?: string; code?: string; sizeBytes?: number; name?: string }) };
}

describe("a file sent to the house", () => {
  it("is kept once under its command's id, and no other comes in its place", async () => {
    const id = house.gate.newId();
    expect(await send({ id })).toMatchObject({ status: 200, id, sizeBytes: 8, name: "a.csv" });
    expect(await send({ id })).toMatchObject({ status: 200, id, sizeBytes: 8 });
    expect(await send({ id, bytes: "something else" })).toMatchObject({ status: 409, code: "gate.command-id.reused" });
    expect(await send({ id, as: anActor({ accountId: "somebody else", permissions: ["test.file"] }) })).toMatchObject({ status: 409, code: "gate.command-id.reused" });
  });

  it("needs no name, and may say anything of what it is", async () => {
    expect(await send({ disposition: 'name="file"', type: "application/octet-stream" })).toMatchObject({ status: 200, name: "file" });
    expect(await send({ type: "text/\u0000csv" })).toMatchObject({ status: 200, name: "a.csv" });
    expect(await send({ disposition: 'name="file"; filename="../../etc/passwd"' })).toMatchObject({ status: 200 });
  });

  it("is not taken once its sender has sent enough for a day, while others still may", async () => {
    const eager = anActor({ accountId: "eager", permissions: ["test.file"] });
    expect(await send({ as: eager, bytes: "x".repeat(1_999_999) })).toMatchObject({ status: 200 });
    expect(await send({ as: eager, bytes: "xx" })).toMatchObject({ status: 200 });
    expect(await send({ as: eager })).toMatchObject({ status: 429, code: "gate.file.too-much" });
    expect(await send({})).toMatchObject({ status: 200 });
  });

  it("is taken only from those whose work needs files", async () => {
    expect(await send({ as: anActor({ permissions: ["test.read"] }) })).toMatchObject({ status: 403, code: "gate.not-permitted" });
    expect(await send({ as: anActor({ kind: "anonymous" }) })).toMatchObject({ status: 401, code: "gate.signed-out" });
    expect(await send({ bytes: "" })).toMatchObject({ status: 400, code: "gate.file.empty" });
  });
});
