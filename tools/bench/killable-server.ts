import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "#platform/config.ts";
import { serverArguments } from "../../bin/server.mjs";

export type KillableServer = {
  readonly readyMs: number;
  /** SIGKILL to the server, to the whole process group of the database, to the postmaster alone, or to all at once. */
  kill(what: Victim): Promise<void>;
};
export const VICTIMS = ["server", "database", "postmaster", "all"] as const;
export type Victim = (typeof VICTIMS)[number];

/** The server did not come up: whatever was to be checked then could not be, which is not the same as lost. */
export class NotStarted extends Error {}

/** The real server as a process of its own; ready when it says so. */
export async function startKillable(dataDir: string, port: number): Promise<KillableServer> {
  const started = performance.now();
  let said = "";
  const child = spawn(process.execPath, serverArguments, { cwd: repositoryRoot, env: { ...process.env, QINGYU_DATA: dataDir, QINGYU_PORT: String(port), QINGYU_DEMO: "1", DATABASE_URL: "" }, stdio: ["ignore", "ignore", "pipe"] });
  child.stderr.on("data", (bytes: Buffer) => (said = (said + bytes.toString()).slice(-2_000)));
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const isEnded = () => child.exitCode !== null || child.signalCode !== null;
  for (;;) {
    if (isEnded()) throw new NotStarted(`the server ended at start: ${said}`);
    if (performance.now() - started > 60_000) {
      child.kill("SIGKILL");
      throw new NotStarted(`the server was not ready within 60 s: ${said}`);
    }
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).then((it) => it.status, () => 0);
    if (answer === 200) break;
    await new Promise((done) => setTimeout(done, 25));
  }
  return {
    readyMs: performance.now() - started,
    kill: async (what) => {
      if (what !== "server") killDatabase(dataDir, what === "postmaster");
      // For a moment the server is without its database, as it would be: what it answers then counts too.
      if (what === "database" || what === "postmaster") await new Promise((done) => setTimeout(done, 150));
      if (!isEnded()) child.kill("SIGKILL");
      await ended;
    },
  };
}

/** The embedded database leads its process group. */
export function killDatabase(dataDir: string, postmasterOnly = false): void {
  const file = join(dataDir, "postgres", "postmaster.pid");
  const pid = existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : 0;
  if (!(pid > 1)) return;
  try {
    process.kill(postmasterOnly ? pid : -pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error; // gone already: that is what was wanted
  }
}
