import { asSuperuser, type TestHouse } from "#test/database.ts";

/**
 * Starts work that does everything and waits before its commit.
 * @param work calls `hold` when it has done all it does
 */
export async function holdBeforeCommit(work: (hold: () => Promise<void>) => Promise<unknown>): Promise<{ readonly done: Promise<unknown>; readonly commit: () => void }> {
  let commit = () => {};
  const told = new Promise<void>((resolve) => (commit = resolve));
  let done: Promise<unknown> = told;
  await new Promise<void>((resolve, reject) => {
    done = work(() => {
      resolve();
      return told;
    });
    done.catch(reject);
  });
  return { done, commit };
}

/** Returns when one transaction of this house waits for another. */
export const untilOneWaits = (house: TestHouse): Promise<void> =>
  asSuperuser(async (sql) => {
    const waiting = () => sql<{ count: number }[]>`select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await waiting())[0]?.count !== 1);
  }, house.database.ownerUrl.split("/").pop());
