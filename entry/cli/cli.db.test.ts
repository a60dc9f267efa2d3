import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repositoryRoot } from "#platform/config.ts";
import { DECLARATIONS_CSV, declarationsCsv, ENTERPRISES_CSV, NORMS_CSV, OPENING, PERMITS_CSV, PRODUCER, USER } from "../../modules/precursor/testing/import-files.ts";

/** The command as a person runs it: a process of its own on an empty data folder, starting and stopping its own database. */
describe("bin/qingyu", () => {
  const folder = mkdtempSync(join(tmpdir(), "qingyu-cli-"));
  const file = (name: string) => join(folder, name);
  const { DATABASE_URL: _other, ...env } = process.env;
  function qingyu(...args: string[]): { status: number | null; out: string; err: string } {
    const done = spawnSync(process.execPath, [join(repositoryRoot, "bin", "qingyu"), ...args], { cwd: folder, encoding: "utf8", timeout: 90_000, env: { ...env, QINGYU_DATA: file("data"), QINGYU_DEMO: "0" } });
    return { status: done.status, out: done.stdout, err: done.stderr };
  }
  const json = (...args: string[]) => {
    const { status, out } = qingyu(...args, "--json");
    return { status, answer: JSON.parse(out) as Record<string, unknown> };
  };
  const importAll = () => json("precursor", "import", "--declarations", file("declarations.csv"), "--norms", file("norms.csv"), "--permits", file("permits.csv"), "--enterprises", file("enterprises.csv"));

  beforeAll(() => {
    chmodSync(folder, 0o755); // started as root, the database runs as another user and must be able to enter
    for (const [name, text] of Object.entries({ enterprises: ENTERPRISES_CSV, permits: PERMITS_CSV, norms: NORMS_CSV, declarations: DECLARATIONS_CSV })) writeFileSync(file(`${name}.csv`), text);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("explains itself, and says when it is used wrongly", () => {
    expect(qingyu("help")).toMatchObject({ status: 0, out: expect.stringContaining("precursor import") });
    expect(qingyu("precursor", "balance", "--unit", "500102")).toMatchObject({ status: 2, err: expect.stringContaining("--from") });
    const withinDay = qingyu("precursor", "balance", "--unit", "500102", "--from", "2026-06-30T12:00+08:00", "--to", "2026-06-30T18:00+08:00", "--json");
    expect(withinDay).toMatchObject({ status: 0, err: expect.stringContaining("2026-06-30 00:00 至 2026-06-30 24:00") });
    expect(JSON.parse(withinDay.out)).toMatchObject({ from: "2026-06-30T00:00:00+08:00", to: "2026-06-30T23:59:59+08:00" });
    expect(qingyu("precursor", "import", "--permits", "absent.csv")).toMatchObject({ status: 2 });
    expect(qingyu("precursor", "findings", "--colour", "red")).toMatchObject({ status: 2 });
    expect(qingyu("precursor", "template", "permits", "--out", file("t.xlsx"))).toMatchObject({ status: 0 });
  }, 300_000);

  it("imports four files in whatever order they are named, answers from them, and changes nothing the second time", () => {
    expect(importAll()).toMatchObject({ status: 0, answer: { rows: 8, accepted: 8, unchanged: 0, refused: 0 } });
    const answers = () => [
      json("precursor", "findings").answer,
      json("precursor", "balance", "--unit", "500102", "--from", "2026-01-01", "--to", "2026-12-31T23:59:59+08:00").answer,
      json("precursor", "trace", "--enterprise", USER, "--lot", "L1").answer,
    ];
    const first = answers();
    expect(first[0]).toMatchObject([{ kind: "quantity-mismatch", enterprise: PRODUCER, counterparty: USER, mass_mg: 1_000_000_000, status: "open" }]);
    expect(first[1]).toMatchObject({ unit: "500102", balances: [{ substance: "toluene", opening_mg: 0, closing_mg: 7_000_000_000, in_total_mg: 12_000_000_000, out_total_mg: 5_000_000_000 }] });
    expect(first[2]).toMatchObject({ nodes: [{ enterprise: PRODUCER }, { enterprise: USER }], edges: expect.arrayContaining([expect.objectContaining({ movement: "shipment" })]) });
    expect(importAll()).toMatchObject({ status: 0, answer: { rows: 8, accepted: 0, unchanged: 8, refused: 0 } });
    expect(answers()).toEqual(first);
    expect(json("precursor", "findings", "--as-of", "2026-02-01T12:00:00+08:00").answer).toEqual([]);
  }, 300_000);

  it("lists every refused row with line, column, code and words, and ends with status 1", () => {
    writeFileSync(file("bad.csv"), declarationsCsv(OPENING.replace("8000", "9"), `Z-1,${USER},opening,甲苯,,x,kg,2026-01-01,,,,,`));
    const { status, answer } = json("precursor", "import", "--declarations", file("bad.csv"));
    expect(status).toBe(1);
    expect(answer).toMatchObject({ accepted: 0, unchanged: 0, refused: 2 });
    expect(answer["files"]).toMatchObject([{ refusals: [{ line: 2, column: "declaration_id", code: "precursor.declaration.conflict" }, { line: 3, column: "quantity", code: "precursor.row.number-syntax", value: "x", words: { zh: expect.any(String), en: expect.any(String) } }] }]);
    writeFileSync(file("wrong.csv"), "number,colour\n1,2\n");
    expect(qingyu("precursor", "import", "--permits", file("wrong.csv"))).toMatchObject({ status: 1, out: expect.stringContaining("colour") });
    expect(qingyu("precursor", "trace", "--enterprise", USER, "--lot", "无此批号")).toMatchObject({ status: 1, err: expect.stringContaining("precursor.lot.unknown") });
  }, 300_000);
});
