import { existsSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Every bound of the program has a name here: queues, loops, retries, sizes and timeouts. */
export const LIMITS = {
  bodyBytes: 1_048_576,
  uploadBytes: 512 * 1_048_576,
  /** Of one account, within 24 hours: eight of the largest files. */
  uploadBytesPerDay: 4_096 * 1_048_576,
  importRows: 2_000_000,
  importBatchRows: 50_000,
  undoBatchRows: 20_000,
  /** A chunk of an import on its way into the tables; taken by a connection that imports, and by no other. */
  stagingKilobytes: 32_768,
  groupedCommands: 256,
  queuedCommands: 5_000,
  /** Enterprises and accounts remembered of one unit's books; beyond it the unit is forgotten and remembered anew. */
  rememberedBooks: 20_000,
  transactionRetries: 4,
  /** Protected records one act may show: they all stand in its line. */
  readSubjects: 200,
  statementTimeoutMs: 30_000,
  lockTimeoutMs: 10_000,
  appConnections: 10,
  /** Connections kept in an empty transaction for the next command, and for how long. */
  idleTransactions: 2,
  idleTransactionMs: 20,
  /** Beyond this, statements wait until the database has taken those before. */
  unsentStatementBytes: 1_048_576,
  liveConnections: 2_000,
  liveConnectionsPerAccount: 20,
  liveHeartbeatMs: 25_000,
  /** Beyond this, a listener that does not take what it is told is dropped. */
  liveUnsentBytes: 262_144,
  requestsPerMinute: 6_000,
  signInPerMinute: 30,
  jobConcurrency: 2,
  jobAttempts: 5,
} as const;

export type Config = {
  readonly host: string;
  readonly port: number;
  /** Holds the embedded database, stored files and generated secrets; mode 0700. */
  readonly dataDir: string;
  /** Owner's connection to a PostgreSQL ≥ 15; absent: the embedded database. */
  readonly databaseUrl: string | undefined;
  readonly demo: boolean;
  readonly city: string;
  readonly cipher: "aes" | "sm";
  readonly origin: string;
  /** Served through HTTPS by a gateway in front: secure cookies, and the client's address is the one the gateway saw. */
  readonly behindTls: boolean;
  /** Where that gateway stands: addresses or networks, divided by commas; absent: this machine. */
  readonly gateway: string | undefined;
};

export const repositoryRoot = resolve(dirname(fileURLToPath(import.meta.url)), "..");

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const port = Number(env["QINGYU_PORT"] ?? 7070);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`QINGYU_PORT must be a port number, got "${env["QINGYU_PORT"]}"`);
  const cipher = env["QINGYU_CIPHER"] ?? "aes";
  if (cipher !== "aes" && cipher !== "sm") throw new Error(`QINGYU_CIPHER must be "aes" or "sm", got "${cipher}"`);
  return {
    host: env["QINGYU_HOST"] ?? "127.0.0.1",
    port,
    dataDir: resolve(env["QINGYU_DATA"] ?? defaultDataDir()),
    databaseUrl: env["DATABASE_URL"] || undefined,
    demo: env["QINGYU_DEMO"] !== "0",
    city: env["QINGYU_CITY"] ?? "chongqing",
    cipher,
    origin: env["QINGYU_ORIGIN"] ?? "qingyu.local/record",
    behindTls: env["QINGYU_BEHIND_TLS"] === "1",
    gateway: env["QINGYU_GATEWAY"] || undefined,
  };
}

/** Beside the program; under /var/lib when root runs it from a folder that the database's own user cannot enter. */
function defaultDataDir(): string {
  const beside = join(repositoryRoot, ".data");
  if (process.getuid?.() !== 0 || existsSync(beside) || !repositoryRoot.startsWith("/root")) return beside;
  return join("/var/lib/qingyu", createHash("sha256").update(repositoryRoot).digest("hex").slice(0, 8));
}
