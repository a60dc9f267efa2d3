import { connectAs } from "#platform/db.ts";

const BRANCHES = 10;
const TELLERS = 100;
const ACCOUNTS = 100_000;

/**
 * The TPC-B-like transaction (three updates, one select, one insert) by the program's own driver over 8 connections, on the
 * program's own server: the reference of `bench post`.
 * @returns transactions a second
 */
export async function tpcB(url: string, seconds: number, connections = 8): Promise<number> {
  const sql = connectAs(url, connections);
  await prepare(url);
  let done = 0;
  const until = performance.now() + seconds * 1_000;
  const pick = (count: number) => 1 + Math.floor(Math.random() * count);
  const client = async () => {
    while (performance.now() < until) {
      const [account, teller, branch, delta] = [pick(ACCOUNTS), pick(TELLERS), pick(BRANCHES), pick(10_000) - 5_000];
      await sql.begin(async (tx) => {
        await tx`update platform.bench_account set balance = balance + ${delta} where id = ${account}`;
        await tx`select balance from platform.bench_account where id = ${account}`;
        await tx`update platform.bench_teller set balance = balance + ${delta} where id = ${teller}`;
        await tx`update platform.bench_branch set balance = balance + ${delta} where id = ${branch}`;
        await tx`insert into platform.bench_history (teller, branch, account, delta, at) values (${teller}, ${branch}, ${account}, ${delta}, now())`;
      });
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  await sql.end();
  return done / seconds;
}

async function prepare(url: string): Promise<void> {
  const sql = connectAs(url, 1);
  const [known] = await sql`select to_regclass('platform.bench_history') as name`;
  if (known?.["name"] === null) {
    await sql`create table platform.bench_account (id int primary key, branch int, balance bigint, filler char(84))`;
    await sql`create table platform.bench_teller (id int primary key, branch int, balance bigint, filler char(84))`;
    await sql`create table platform.bench_branch (id int primary key, balance bigint, filler char(88))`;
    await sql`create table platform.bench_history (teller int, branch int, account int, delta bigint, at timestamptz)`;
    await sql`insert into platform.bench_account select i, 1 + i % ${BRANCHES}::int, 0, '' from generate_series(1, ${ACCOUNTS}::int) i`;
    await sql`insert into platform.bench_teller select i, 1 + i % ${BRANCHES}::int, 0, '' from generate_series(1, ${TELLERS}::int) i`;
    await sql`insert into platform.bench_branch select i, 0, '' from generate_series(1, ${BRANCHES}::int) i`;
  }
  await sql.end();
}
