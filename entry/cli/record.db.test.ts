import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "#platform/config.ts";

/** The commands of the record as people run them: the log's operator on one machine, a witness on another. */
describe("bin/qingyu record", () => {
  const folder = mkdtempSync(join(tmpdir(), "qingyu-record-"));
  const file = (name: string) => join(folder, name);
  const { DATABASE_URL: _other, ...env } = process.env;
  function qingyu(...args: string[]): { status: number | null; out: string; err: string } {
    const done = spawnSync(process.execPath, [join(repositoryRoot, "bin", "qingyu"), "record", ...args], { cwd: folder, encoding: "utf8", timeout: 90_000, env: { ...env, QINGYU_DATA: file("data"), QINGYU_DEMO: "0" } });
    return { status: done.status, out: done.stdout, err: done.stderr };
  }
  const witness = (request: string, ...more: string[]) => qingyu("witness", "--key", file("key"), "--state", file("state"), "--log", readFileSync(file("vkey"), "utf8"), "--request", file(request), ...more);

  beforeAll(() => chmodSync(folder, 0o755)); // started as root, the database runs as another user and must be able to enter
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("says when it is used wrongly", () => {
    expect(qingyu("nonsense").status).toBe(2);
    expect(qingyu("verify", "--since", file("absent"))).toMatchObject({ status: 2, err: expect.stringContaining("absent") });
    expect(qingyu("witness", "--key", file("key"), "--state", file("state"), "--request", file("absent"))).toMatchObject({ status: 2, err: expect.stringContaining("--log") });
  }, 120_000);

  it("finds its own record sound, also held against a checkpoint that was taken away", () => {
    writeFileSync(file("vkey"), JSON.parse(qingyu("keys", "--json").out)[0].vkey);
    expect(qingyu("export", "--out", file("kept")).status).toBe(0);
    const { status, out } = qingyu("verify", "--since", file("kept"), "--json");
    expect([status, JSON.parse(out)]).toMatchObject([0, { sound: true, troubles: [], since: Number(readFileSync(file("kept"), "utf8").split("\n")[1]) }]);
  }, 120_000);

  it("refuses a checkpoint somebody altered", () => {
    writeFileSync(file("altered"), readFileSync(file("kept"), "utf8").replace(/\n\d+\n/, "\n999\n"));
    expect(qingyu("verify", "--since", file("altered"))).toMatchObject({ status: 1, err: expect.stringContaining("record.note.forged") });
  }, 60_000);

  it("lets a witness sign what follows what it saw, and nothing else", () => {
    expect(qingyu("witness", "--new-key", "witness.test/w1", "--key", file("key")).out).toMatch(/^witness\.test\/w1\+[0-9a-f]{8}\+B[A-Za-z0-9+/]{43}\n$/);
    expect(qingyu("witness", "--new-key", "witness.test/w1", "--key", file("key")).status).not.toBe(0); // an existing key is never written over
    qingyu("export", "--old", "0", "--out", file("first"));
    expect(witness("first", "--out", file("signed")).status).toBe(0);
    expect(readFileSync(file("signed"), "utf8")).toMatch(/— witness\.test\/w1 \S+\n$/);
    expect(witness("first")).toMatchObject({ status: 1, err: expect.stringContaining("record.proof.wrong") }); // it starts where this witness no longer stands
    const seen = JSON.parse(readFileSync(file("state"), "utf8"))["qingyu.local/record"].size as string;
    qingyu("export", "--old", seen, "--out", file("second"));
    expect(witness("second").status).toBe(0);
    expect(qingyu("cosignatures", file("signed"))).toMatchObject({ status: 1, err: expect.stringContaining("record.note.unsigned") }); // a witness nobody registered
  }, 180_000);

  it("changes its key: both sign until the old one is retired", () => {
    const before = JSON.parse(qingyu("keys", "--json").out).length as number;
    qingyu("keys", "rotate");
    expect(qingyu("export").out.match(/^— /gm)).toHaveLength(2);
    const keys = JSON.parse(qingyu("keys", "retire", "--json").out) as { retiredAt: string | null }[];
    expect([before, keys.map(({ retiredAt }) => retiredAt === null)]).toEqual([1, [true, false]]);
    expect(qingyu("export").out.match(/^— /gm)).toHaveLength(1);
    expect(qingyu("verify", "--since", file("kept")).status).toBe(0); // what the old key signed stays known
  }, 180_000);
});
