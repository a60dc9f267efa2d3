// The demonstration city, built in the background once the server answers; on later starts it is found and left alone.
import { spawn } from "node:child_process";
import { setPriority } from "node:os";
import { join } from "node:path";
import { root } from "./ensure.mjs";

const ANSWERS_WITHIN_MS = 90_000;
const ASK_EVERY_MS = 300;

/** Begins when `/healthz` answers: the database must be the server's, which outlives this. Ends with the server. */
export async function buildDemoBehind(server, env = process.env) {
  const port = env.QINGYU_PORT ?? "7070";
  // On a port of the system's choice nobody here knows where to ask; `npx tsx tools/demo.ts` builds it then.
  if (env.QINGYU_DEMO === "0" || port === "0") return;
  if (!(await answers(`http://${hostToAsk(env.QINGYU_HOST)}:${port}/healthz`, server))) return;
  const demo = spawn(process.execPath, ["--import", "tsx", join(root, "tools", "demo.ts")], { cwd: root, stdio: "inherit", env });
  if (demo.pid) setPriority(demo.pid, 5);
  server.on("exit", () => demo.kill("SIGTERM"));
  demo.on("exit", (code) => {
    if (code) console.error("演示数据没有建完，下次启动时继续。 / The demonstration data are incomplete; the next start goes on.");
  });
}

const hostToAsk = (host) => (!host || host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host);

async function answers(url, server) {
  const end = Date.now() + ANSWERS_WITHIN_MS;
  const isAlive = () => server.exitCode === null && server.signalCode === null;
  while (Date.now() < end && isAlive()) {
    const isAnswered = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then((answer) => answer.ok, () => false);
    await new Promise((done) => setTimeout(done, ASK_EVERY_MS));
    // A server that found the port taken ends now: then it was another one that answered.
    if (isAnswered) return isAlive();
  }
  return false;
}
