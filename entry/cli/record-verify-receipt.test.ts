import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "#platform/config.ts";
import { receiptParts } from "../../modules/record/domain/receipt-code.ts";
import { formatTlogProof } from "../../modules/record/domain/tlog-proof.ts";
import { nodeCrypto } from "../../modules/record/server/node-crypto.ts";
import { aReceipt, FILING, LOG_KEY, ORIGIN, testKey, WITNESS } from "../../modules/record/testing/receipts.ts";

/** Ends the program with 99 at the first connection, by address or by socket file; the pipe by which tsx speaks to itself is let be. */
const NO_NETWORK = `
const net = require("node:net");
const broken = () => { process.stderr.write("THE NETWORK WAS USED\\n"); process.exit(99); };
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  return /\\/tsx-[^/]*\\/\\d+\\.pipe/.test(JSON.stringify(args)) ? connect.apply(this, args) : broken();
};
net.Server.prototype.listen = broken;
require("node:dns").lookup = broken;
`;

/** The command as a person runs it on a machine that has the program and nothing else: no data, a database that is not there, no network. */
describe("bin/qingyu record verify --receipt", () => {
  const folder = mkdtempSync(join(tmpdir(), "qingyu-receipt-"));
  const file = (name: string) => join(folder, name);
  const receipt = aReceipt();
  const bare = { ...receipt, filed: undefined };

  function verify(args: readonly string[], { data = "data", input = "" } = {}) {
    const env = { ...process.env, DATABASE_URL: "postgres://nobody@127.0.0.1:1/nowhere", QINGYU_DATA: file(data), NODE_OPTIONS: `--require ${file("no-network.cjs")}` };
    const done = spawnSync(process.execPath, [join(repositoryRoot, "bin", "qingyu"), "record", "verify", ...args], { cwd: folder, encoding: "utf8", input, timeout: 60_000, env });
    return { status: done.status, out: done.stdout, err: done.stderr };
  }
  const refused = (code: string) => ({ status: 1, out: "", err: expect.stringContaining(`[${code}]`) });

  beforeAll(() => {
    mkdirSync(file("data"));
    writeFileSync(file("no-network.cjs"), NO_NETWORK);
    writeFileSync(file("receipt.json"), JSON.stringify(receipt));
    writeFileSync(file("bare.json"), JSON.stringify(bare, null, 2));
    writeFileSync(file("receipt.tlog-proof"), formatTlogProof(receipt));
    receiptParts(nodeCrypto.sha256, receipt).forEach((part, i) => writeFileSync(file(`part-${i + 1}.txt`), part));
    writeFileSync(file("content.json"), `\uFEFF${JSON.stringify(FILING, null, 2)}`);
    writeFileSync(file("other.json"), JSON.stringify({ ...FILING, quantity: "1.5" }));
    mkdirSync(file("installed"));
    writeFileSync(file("installed/record-keys.json"), JSON.stringify({ keys: [{ vkey: LOG_KEY.vkey, algorithm: "Ed25519", since: "2026-01-01T00:00:00.000Z", retiredAt: null, privateKey: null }] }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("ends with 0 and says what is proved, from each form of a receipt, and leaves nothing behind", () => {
    const parts = readdirSync(folder).filter((name) => name.startsWith("part-")).toReversed();
    for (const args of [["receipt.json"], ["receipt.tlog-proof"], parts]) {
      const { status, out, err } = verify([...args.flatMap((name) => ["--receipt", file(name)]), "--vkey", LOG_KEY.vkey, "--vkey", WITNESS.vkey]);
      expect({ status, err }).toEqual({ status: 0, err: "" });
      for (const said of ["成立", "precursor.declaration.file", "500102", ORIGIN, "333 / 700", WITNESS.key.name, "已核对，一致"]) expect(out).toContain(said);
    }
    expect(verify(["--receipt", "-", "--vkey", LOG_KEY.vkey], { input: JSON.stringify(receipt) }).status).toBe(0);
    expect(readdirSync(file("data"))).toEqual([]);
    expect(readdirSync(folder)).not.toContain("absent-data");
  }, 120_000);

  it("ends with 1 when no key is known, and says which key to compare, also as JSON", () => {
    const id = LOG_KEY.vkey.split("+")[1] ?? "";
    expect(verify(["--receipt", file("receipt.json")], { data: "absent-data" })).toMatchObject(refused("record.receipt.unvouched"));
    const unknown = verify(["--receipt", file("receipt.json"), "--vkey", testKey(ORIGIN, "ed25519", "other").vkey, "--json"]);
    expect(unknown.status).toBe(1);
    expect(JSON.parse(unknown.out)).toMatchObject({ holds: false, refusal: { code: "record.receipt.unvouched", words: { zh: expect.stringContaining(id), en: expect.stringContaining("--vkey") } }, verdict: { vouched: false } });
    expect(readdirSync(folder)).not.toContain("absent-data");
  }, 60_000);

  it("trusts the installation's own public keys where there are some", () => {
    const { status, out } = verify(["--receipt", file("receipt.json"), "--json"], { data: "installed" });
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ holds: true, verdict: { vouched: true, content: "checked", log: { index: "333" } } });
    expect(readdirSync(file("installed"))).toEqual(["record-keys.json"]);
  }, 60_000);

  it("checks what was filed against the line, and refuses another content by name", () => {
    const key = ["--vkey", LOG_KEY.vkey];
    expect(verify(["--receipt", file("bare.json"), "--content", file("content.json"), ...key, "--json"])).toMatchObject({ status: 0, out: expect.stringContaining('"content": "checked"') });
    expect(verify(["--receipt", file("bare.json"), "--content", file("other.json"), ...key])).toMatchObject(refused("record.receipt.content"));
    writeFileSync(file("changed.json"), JSON.stringify({ ...receipt, index: "334" }));
    expect(verify(["--receipt", file("changed.json"), ...key])).toMatchObject(refused("record.proof.wrong"));
    expect(verify(["--receipt", file("content.json"), ...key])).toMatchObject(refused("record.receipt.malformed"));
  }, 60_000);

  it("is watched for connections: a command that needs the database is caught", () => {
    const env = { ...process.env, DATABASE_URL: "postgres://nobody@127.0.0.1:1/nowhere", QINGYU_DATA: file("other-data"), NODE_OPTIONS: `--require ${file("no-network.cjs")}` };
    expect(spawnSync(process.execPath, [join(repositoryRoot, "bin", "qingyu"), "record", "verify"], { cwd: folder, encoding: "utf8", timeout: 60_000, env }).stderr).toContain("THE NETWORK WAS USED");
  }, 60_000);

  it("ends with 2 when it is used wrongly", () => {
    expect(verify(["--receipt", file("nowhere.json")]).status).toBe(2);
    expect(verify(["--receipt", file("receipt.json"), "--vkey", `${LOG_KEY.vkey}A`])).toMatchObject({ status: 2, err: expect.stringContaining("--vkey") });
    expect(verify(["--receipt", file("receipt.json"), "--colour", "red"]).status).toBe(2);
  }, 60_000);
});
