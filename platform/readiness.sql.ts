import type { Sql } from "./db.ts";

export const askDatabase = (app: Sql) => app`select 1`;

export const askJobs = (owner: Sql) => owner`select 1 from graphile_worker.migrations limit 1`;
