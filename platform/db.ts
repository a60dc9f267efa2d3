import { createHash } from "node:crypto";
import postgres from "postgres";
import { LIMITS } from "./config.ts";
import { statementSockets } from "./statement-socket.ts";

export type Sql = postgres.Sql<{ bigint: number }>;
/** The only way a use case reaches the database: the transaction its gate opened. */
export type Tx = postgres.TransactionSql<{ bigint: number }>;

/** Not sent yet: it may be put into another statement. */
export type Statement = postgres.PendingQuery<postgres.Row[]>;

export type Database = {
  /** Runs migrations; owns the tables, and is bound by row-level security like everybody else. */
  readonly owner: Sql;
  /** Runs use cases under row-level security. */
  readonly app: Sql;
  /** Reads the record, and nothing of the business. */
  readonly auditor: Sql;
  readonly ownerUrl: string;
  close(): Promise<void>;
};

const int8 = {
  to: 20,
  from: [20],
  serialize: (value: number) => String(value),
  /** Milligrams beyond 2^53 (nine million tonnes) must stop the program, not be rounded. */
  parse: (text: string) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value)) throw new Error(`bigint ${text} is beyond what this program computes exactly`);
    return value;
  },
};

export function connectAs(url: string, max: number): Sql {
  const options = {
    max,
    socket: statementSockets(), // the driver takes it, its types do not name it
    idle_timeout: 60,
    connect_timeout: 15,
    onnotice: () => {},
    types: { bigint: int8, date: { to: 1082, from: [1082], serialize: (day: string) => day, parse: (day: string) => day } },
    connection: { application_name: "qingyu", statement_timeout: LIMITS.statementTimeoutMs, lock_timeout: LIMITS.lockTimeoutMs, temp_buffers: `${LIMITS.stagingKilobytes}kB`, idle_in_transaction_session_timeout: 60_000 },
  };
  return postgres(url, options) as unknown as Sql; // the driver's type names `date` too; nobody reads it from the type
}

export const APP_ROLE = "qingyu_app";
export const AUDITOR_ROLE = "qingyu_auditor";

export function openDatabase(ownerUrl: string): Database {
  const owner = connectAs(ownerUrl, 3);
  const app = connectAs(roleUrl(ownerUrl, APP_ROLE), LIMITS.appConnections);
  const auditor = connectAs(roleUrl(ownerUrl, AUDITOR_ROLE), 2);
  return {
    owner,
    app,
    auditor,
    ownerUrl,
    close: async () => void (await Promise.all([owner.end({ timeout: 5 }), app.end({ timeout: 5 }), auditor.end({ timeout: 5 })])),
  };
}

/** App and auditor sign in with passwords derived from the owner's, so every instance of one installation finds the same. */
export function rolePassword(ownerUrl: string, role: string): string {
  const secret = decodeURIComponent(new URL(ownerUrl).password);
  return createHash("sha256").update(`qingyu:${role}:${secret}`).digest("base64url");
}

export function roleUrl(ownerUrl: string, role: string): string {
  const url = new URL(ownerUrl);
  url.password = rolePassword(ownerUrl, role);
  url.username = role;
  return url.toString();
}

/** PostgreSQL's "try again": serialization failure and deadlock. */
export function isRetryable(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "40001" || code === "40P01";
}

/** Another transaction put a row of the same key there first. */
export const isTaken = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === "23505";

/** The one row of a query; refuses through `missing` when there is none. */
export function one<Row>(rows: readonly Row[], missing: () => never): Row {
  return rows[0] ?? missing();
}
