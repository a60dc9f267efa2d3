import { randomBytes } from "node:crypto";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { asSuperuser } from "#test/database.ts";
import { describeQueries, type Report } from "./describe-queries.ts";

describe("the check of every query", () => {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const file = "test/fixtures/sql/broken.sql.ts";
  let report: Report;
  beforeAll(async () => {
    await asSuperuser((superuser) => superuser.unsafe(`create database ${name} template qingyu_template owner qingyu_owner`));
    const url = new URL(inject("superuserUrl"));
    url.pathname = `/${name}`;
    const sql = postgres(url.toString(), { max: 1, onnotice: () => {} });
    report = await describeQueries(join(import.meta.dirname, ".."), [file], sql).finally(() => sql.end({ timeout: 5 }));
  });
  afterAll(async () => {
    await asSuperuser((superuser) => superuser.unsafe(`drop database if exists ${name} with (force)`));
  });

  test("names the line and the reason of a query that PostgreSQL would refuse, in any branch and any piece", () => {
    expect(report.broken.toSorted((a, b) => a.line - b.line)).toEqual([
      { file, line: 8, says: 'column "titel" does not exist' },
      { file, line: 11, says: "column d.due does not exist" },
      { file, line: 13, says: "column d.opened does not exist" },
      { file, line: 18, says: 'column "login" does not exist' },
    ]);
  });

  test("tells what the application has no right to run", () => {
    expect(report.ownerOnly.map(({ line }) => line)).toEqual([21]);
  });

  test("names what it could not check instead of passing over it", () => {
    expect(report.notCheckable).toEqual([{ file, line: 24, says: "text put together at run time" }]);
  });
});
