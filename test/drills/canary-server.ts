import { spawn, type ChildProcess } from "node:child_process";
import { DEMO_PASSWORD } from "#access";
import { serverArguments } from "../../bin/server.mjs";
import { freePort } from "../../tools/bench/free-port.ts";
import { said, type Said } from "./canaries.ts";

export type Reply = { readonly status: number; readonly text: string; readonly bytes: Buffer };
type Sent = { readonly login?: string | undefined; readonly body?: unknown; readonly headers?: { readonly [name: string]: string }; readonly commandId?: string };

/** The program as it is run, in a process of its own: whatever it writes anywhere on its outputs is kept, and so is every answer that is an error. */
export class CanaryServer {
  readonly counts = new Map<number, number>();
  /** Bodies of errors, and headers of every answer; the same words are kept once. */
  private readonly told = new Map<string, Said>();
  readonly accepted: { login: string; commandId: string }[] = [];
  private readonly cookies = new Map<string, string>();
  private readonly output: string[] = [];
  private readonly child: ChildProcess;
  private readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.child = child;
    this.url = url;
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => void this.output.push(text));
  }

  static async start(dataDir: string): Promise<CanaryServer> {
    const port = await freePort();
    const child = spawn(process.execPath, serverArguments, { env: { ...process.env, QINGYU_DATA: dataDir, QINGYU_PORT: String(port) }, stdio: ["ignore", "pipe", "pipe"] });
    const server = new CanaryServer(child, `http://127.0.0.1:${port}`);
    await until(async () => (await fetch(`${server.url}/readyz`).catch(() => undefined))?.status === 200, 60);
    return server;
  }

  async signIn(login: string, password = DEMO_PASSWORD): Promise<Reply> {
    const reply = await this.send("POST", "/api/session", { login, body: { account: login, password } });
    return reply;
  }

  async send(method: "GET" | "POST", path: string, { login, body, headers = {}, commandId = crypto.randomUUID() }: Sent = {}): Promise<Reply> {
    const cookie = login === undefined ? undefined : this.cookies.get(login);
    const isText = typeof body === "string" || body instanceof FormData;
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...(body !== undefined && !(body instanceof FormData) ? { "content-type": "application/json" } : {}), "x-command-id": commandId, ...(cookie ? { cookie } : {}), ...headers },
      ...(body === undefined ? {} : { body: isText ? (body as string | FormData) : JSON.stringify(body) }), // told apart just above
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    this.counts.set(answer.status, (this.counts.get(answer.status) ?? 0) + 1);
    const where = `${method} ${path.split("?")[0]?.replace(/[^/\w.-]|%\w\w/g, "…").slice(0, 80)} → ${answer.status}`;
    if (answer.status >= 400) this.keep(where, bytes);
    const set = answer.headers.getSetCookie()[0]?.split(";")[0];
    if (set && login !== undefined && answer.status === 200) this.cookies.set(login, set);
    this.keep(`${where}, headers`, Buffer.from([...answer.headers].filter(([name]) => !/^(set-cookie|content-disposition|date)$/.test(name)).map((pair) => pair.join(": ")).join("\n")));
    if (method === "POST" && answer.status === 200 && login !== undefined) this.accepted.push({ login, commandId });
    return { status: answer.status, text: bytes.toString("utf8"), bytes };
  }

  get errors(): Said[] {
    return [...this.told.values()];
  }

  private keep(where: string, bytes: Buffer): void {
    const key = bytes.toString("latin1");
    if (!this.told.has(key)) this.told.set(key, said(where, bytes));
  }

  get written(): string {
    return this.output.join("");
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.child.once("exit", done));
    this.child.kill("SIGTERM");
    await ended;
  }
}

/** @throws when it is still not so after this many seconds */
export async function until(isSo: () => Promise<boolean>, seconds: number): Promise<void> {
  for (let tries = 0; tries < seconds * 10; tries++) {
    if (await isSo()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`it was not so within ${seconds} s: ${isSo.toString().slice(0, 200)}`);
}
