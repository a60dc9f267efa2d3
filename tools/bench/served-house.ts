import { spawn } from "node:child_process";
import { request, Agent } from "node:http";
import { createServer } from "node:net";
import { serverArguments } from "../../bin/server.mjs";
import { LeanClient } from "./lean-client.ts";

export type Served = { readonly url: string; readonly pid: number; /** Connections of the same account, for a load. */ clients(count: number): LeanClient[]; stop(): Promise<void>; call(method: "GET" | "POST", path: string, body?: object): Promise<{ status: number; text: string }> };

/** The real server as a process of its own on the data folder of an open house, signed in as this account. `QINGYU_PROFILE=folder` leaves its CPU profile there. */
export async function serveHouse(dataDir: string, account: string, password: string, sockets = 50): Promise<Served> {
  const port = await freePort();
  const child = spawn(process.execPath, [...profiling(), ...serverArguments], { env: { ...process.env, QINGYU_DATA: dataDir, QINGYU_PORT: String(port) }, stdio: ["ignore", "ignore", "inherit"] });
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  let cookie = "";
  const call: Served["call"] = (method, path, body) =>
    new Promise((done, fail) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = { ...(text === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(text), "x-command-id": crypto.randomUUID() }), ...(cookie ? { cookie } : {}) };
      const sent = request({ host: "127.0.0.1", port, method, path, agent, headers }, (answer) => {
        const set = answer.headers["set-cookie"]?.[0]?.split(";")[0];
        if (set) cookie = set;
        let said = "";
        answer.setEncoding("utf8").on("data", (chunk: string) => (said += chunk)).on("end", () => done({ status: answer.statusCode ?? 0, text: said }));
      });
      sent.on("error", fail);
      sent.end(text);
    });
  await untilReady(call);
  const signedIn = await call("POST", "/api/session", { account, password });
  if (signedIn.status !== 200) throw new Error(`sign-in answered ${signedIn.status}: ${signedIn.text}`);
  const load: LeanClient[] = [];
  return {
    clients: (count) => {
      const added = Array.from({ length: count }, () => new LeanClient(port, { cookie }));
      load.push(...added);
      return added;
    },
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    call,
    stop: async () => {
      agent.destroy();
      for (const client of load) client.close();
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function profiling(): string[] {
  const folder = process.env["QINGYU_PROFILE"];
  return folder ? ["--cpu-prof", `--cpu-prof-dir=${folder}`] : [];
}

async function untilReady(call: Served["call"]): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await call("GET", "/readyz").catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("the server did not become ready within 30 s");
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}
