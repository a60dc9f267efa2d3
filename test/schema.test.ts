import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { readFileSync } from "node:fs";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { listMigrations } from "#platform/migrate.ts";
import { listSources } from "../tools/source-file.ts";
import { asSuperuser } from "./database.ts";
import { CHECKS } from "./portable-schema.ts";

const ROLLED_BACK = new Error("undone");

/** For every check, what a careless migration would do, and the object that must be named for it. */
const CAUGHT: { readonly [rule in keyof typeof CHECKS]: readonly (readonly [statement: string, at: string])[] } = {
  "the lists name tables that exist": [["drop table territory.town_transfer", "territory.town_transfer"]],
  "unit_code leads every primary key": [
    ["create table duty.bad (id uuid primary key, unit_code text not null)", "duty.bad"],
    ["create table duty.bad (unit_code text not null, id uuid, primary key (id, unit_code))", "duty.bad"],
    ["create table duty.bad (unit_code text not null)", "duty.bad"],
  ],
  "unit_code is never null": [["create table duty.bad (unit_code text, id uuid)", "duty.bad"]],
  "no index leaves unit_code out": [
    ["create index bad on duty.duty (due_at)", "duty.bad"],
    ["alter table duty.duty add constraint bad unique (key)", "duty.bad"],
    ["create unique index bad on duty.duty (key) include (unit_code)", "duty.bad"],
  ],
  "no foreign key leaves unit_code out or crosses rooms": [
    ["create table duty.parent (id uuid primary key); create table duty.child (unit_code text, id uuid, parent uuid constraint bad references duty.parent (id), primary key (unit_code, id))", "bad"],
    ["create table duty.bad (unit_code text, id uuid, primary key (unit_code, id), constraint bad foreign key (unit_code, id) references record.leaf (unit_code, id))", "bad"],
  ],
  "row-level security is on and forced": [
    ["create table duty.bad (unit_code text, id uuid, primary key (unit_code, id))", "duty.bad"],
    ["alter table duty.duty no force row level security", "duty.duty"],
  ],
  "a fence of scope and unit stands before all four commands": [
    ["drop policy fence on duty.duty", "duty.duty"],
    ["drop policy fence on duty.duty; create policy fence on duty.duty for select using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit'))", "duty.duty"],
    ["drop policy fence on duty.duty; create policy fence on duty.duty using (unit_code = current_setting('qingyu.unit'))", "duty.duty"],
    ["drop policy fence on duty.duty; create policy fence on duty.duty using (current_setting('qingyu.scope') = 'city' or unit_code = current_setting('qingyu.unit')) with check (true)", "duty.duty"],
  ],
  "no other policy opens a hole in the fence": [
    ["create policy hole on duty.duty for select using (coalesce(current_setting('qingyu.scope', true), '') = '')", "duty.duty hole"],
    ["create policy hole on duty.duty for select to qingyu_auditor using (true)", "duty.duty hole"],
  ],
  "no trigger, rule, sequence, domain, view that sees past the fence, or exclusion": [
    ["create function duty.f() returns trigger language plpgsql as 'begin return new; end'; create trigger bad before insert on duty.duty for each row execute function duty.f()", "duty.duty"],
    ["create rule bad as on delete to duty.duty do instead nothing", "duty.duty"],
    ["create sequence duty.bad", "duty.bad"],
    ["create materialized view duty.bad as select 1 as one", "duty.bad"],
    ["create view duty.bad as select * from duty.duty", "duty.bad"],
    ["create domain duty.bad as text", "duty.bad"],
    ["create table duty.bad (unit_code text primary key, period tstzrange, constraint overlap exclude using gist (period with &&))", "duty.overlap"],
    ["create table duty.bad (unit_code text, id uuid, constraint late primary key (unit_code, id) deferrable)", "duty.late"],
    ["create table duty.bad () inherits (duty.duty)", "duty.bad"],
    ["create unlogged table duty.bad (unit_code text primary key)", "duty.bad"],
    ["create extension citext schema duty", "citext"],
  ],
  "no identity or stored generated column, and no key of jsonb": [
    ["create table duty.bad (unit_code text, no bigint generated always as identity)", "duty.bad.no"],
    ["create table duty.bad (unit_code text, length int generated always as (length(unit_code)) stored)", "duty.bad.length"],
    ["create table duty.bad (unit_code text, detail jsonb, primary key (unit_code, detail))", "duty.bad.detail"],
  ],
  "masses and money are whole numbers": [["create table duty.bad (unit_code text, mass_mg double precision)", "duty.bad.mass_mg"], ["create table duty.bad (amount_fen numeric)", "duty.bad.amount_fen"]],
  "the application cannot change or delete a fact": [
    ["grant update on precursor.declaration to qingyu_app", "precursor.declaration"],
    ["grant update (body) on record.leaf to qingyu_app", "record.leaf"],
    ["grant delete on duty.outcome to qingyu_app", "duty.outcome"],
  ],
  "the application only reads reference data, and never truncates, references or triggers": [
    ["grant insert on territory.unit to qingyu_app", "territory.unit"],
    ["grant truncate on precursor.stock to qingyu_app", "precursor.stock"],
  ],
  "application and auditor own nothing and create nothing": [
    ["alter table precursor.stock owner to qingyu_app", "precursor.stock"],
    ["grant create on schema duty to qingyu_app", "duty"],
  ],
  "the auditor reads the record and nothing of the business": [
    ["grant select on precursor.declaration to qingyu_auditor", "precursor.declaration"],
    ["grant select (login) on access.account to qingyu_auditor", "access.account"],
    ["grant insert on record.leaf to qingyu_auditor", "record.leaf"],
  ],
  "no role of the house is above the fence": [
    ["alter role qingyu_app bypassrls", "qingyu_app"],
    ["grant pg_read_all_data to qingyu_auditor", "qingyu_auditor"],
  ],
  "a function that runs as its owner is closed to strangers and fixes its path": [
    ["create function duty.bad() returns int language sql security definer as 'select 1'", "duty.bad()"],
    ["create function duty.bad() returns int language sql security definer set search_path = pg_catalog as 'select 1'", "duty.bad()"],
  ],
};

describe("the schema keeps to what distributes by unit and stays behind the fence", () => {
  const name = `test_${randomBytes(6).toString("hex")}`;
  let sql: postgres.Sql;
  beforeAll(async () => {
    await asSuperuser((superuser) => superuser.unsafe(`create database ${name} template qingyu_template owner qingyu_owner`));
    const url = new URL(inject("superuserUrl"));
    url.pathname = `/${name}`;
    sql = postgres(url.toString(), { max: 1, onnotice: () => {} });
  });
  afterAll(async () => {
    await sql?.end({ timeout: 5 });
    await asSuperuser((superuser) => superuser.unsafe(`drop database if exists ${name} with (force)`));
  });

  test.each(Object.keys(CHECKS))("%s", async (rule) => {
    expect(await CHECKS[rule]?.(sql)).toEqual([]);
  });

  const careless = Object.entries(CAUGHT).flatMap(([rule, statements]) => statements.map(([statement, at]) => [statement, rule, at] as const));
  test.each(careless)("caught: %s", async (statement, rule, at) => {
    const undone = sql.begin(async (tx) => {
      await tx.unsafe(statement);
      expect((await CHECKS[rule]?.(tx))?.map((flaw) => flaw.at)).toContain(at);
      throw ROLLED_BACK;
    });
    await expect(undone).rejects.toBe(ROLLED_BACK);
  });

  test("every check is seen to catch something", () => {
    expect(Object.keys(CAUGHT)).toEqual(Object.keys(CHECKS));
  });

  test("no statement waits for another session: advisory locks, listen and notify are not for correctness", () => {
    const root = join(import.meta.dirname, "..");
    const texts = [...listMigrations().map(({ file, text }) => ({ file, text })), ...listSources(root).filter((file) => file.endsWith(".sql.ts")).map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }))];
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.filter(({ text }) => /\bpg_(try_)?advisory|\blisten\s+\w+\s*;|\bpg_notify\b|\bnotify\s+\w+\s*[,;]/i.test(text)).map(({ file }) => file)).toEqual([]);
  });
});
