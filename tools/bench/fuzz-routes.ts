import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { cookieAfter, DEMO_PASSWORD, publicOutput, seedDemoAccounts, systemActor } from "#access";
import { makeHttp } from "#platform/http.ts";
import { makeLog } from "#platform/log.ts";
import { Metrics } from "#platform/metrics.ts";
import type { Handler } from "#platform/module.ts";
import { recordPages } from "#record";
import { ownCity } from "#territory";
import { demoPlaces, DEMO_ENTERPRISE } from "../../entry/demo-places.ts";
import { handlers, refusals, uploadPermissions } from "../../entry/house.ts";
import type { House } from "../../entry/open-house.ts";
import { minimalInput } from "../../test/minimal-input.ts";
import { HANG_MS, type FuzzRun, type Tally } from "./fuzz-tally.ts";
import { badText, pick, spoilt, type Chance } from "./hostile.ts";

const LOGINS = ["shi-jinduban", "fuling-jinduban", "beibei-jinduban", "fuling-gongan", "qiye-guanli", "qiye-chakan", "xitong", "anquan", "shenji"] as const;
const TYPES = ["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "application/xml", "application/json; charset=gbk", "image/png", ""] as const;
const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"] as const;

export type FuzzedDoors = { readonly http: FastifyInstance; readonly bugs: string[]; close(): Promise<void> };

/** The house's HTTP door as it is served, without a socket: every request is injected. */
export async function openDoors(house: House): Promise<FuzzedDoors> {
  const city = ownCity().code;
  await house.gate.act(systemActor(city), "access.demo-accounts", (context) => seedDemoAccounts(context, demoPlaces(city)));
  const bugs: string[] = [];
  const log = makeLog((line) => void (line.includes('"bug"') && bugs.push(line)));
  const http = await makeHttp({ gate: house.gate, handlers, refusals, identify: house.access.identify, cookieAfter, publicOutput, pages: recordPages, files: house.files, live: house.live, log, metrics: new Metrics(), behindTls: false, uploadPermissions, ready: async () => ({ ready: true, parts: {} }) });
  return { http, bugs, close: () => http.close() };
}

export type FuzzPlan = {
  /** Requests at each route. */
  readonly inputs: number;
  /** A route ends early after this many seconds. */
  readonly secondsEach: number;
  /** Requests under way at once: while one waits for the database the next is read. Workbooks are asked for one at a time. */
  readonly abreast?: number;
  /** Only routes whose method and address hold this text. */
  readonly only?: string;
  /** Which of every how many routes: `[0, 2]` takes the first, the third and so on, and another process the rest. */
  readonly share?: readonly [number, number];
  readonly onRouteDone?: (tally: Tally) => void;
};

/** Throws requests at every route, as several roles and as nobody. */
export async function fuzzRoutes(run: FuzzRun, doors: FuzzedDoors, random: Chance, plan: FuzzPlan): Promise<void> {
  const fuzzer = new RouteFuzzer(run, doors, random, plan);
  await fuzzer.signInAll();
  for (const handler of handlers) await fuzzer.target(`${handler.endpoint.method} ${handler.endpoint.path}`, handler.endpoint.download ? 1 : plan.abreast, () => fuzzer.requestTo(handler));
  await fuzzer.target("POST /files", plan.abreast, () => fuzzer.upload());
  await fuzzer.target("other addresses", plan.abreast, () => fuzzer.elsewhere());
}

class RouteFuzzer {
  private readonly run: FuzzRun;
  private readonly doors: FuzzedDoors;
  private readonly random: Chance;
  private readonly plan: FuzzPlan;
  private readonly cookies = new Map<string, string>();
  private readonly goodInputs = new Map<Handler, { good: unknown; names: string[] }>();
  private sent = 0;
  private told = 0;
  private targets = 0;

  constructor(run: FuzzRun, doors: FuzzedDoors, random: Chance, plan: FuzzPlan) {
    this.plan = plan;
    this.run = run;
    this.doors = doors;
    this.random = random;
  }

  async signInAll(): Promise<void> {
    for (const login of LOGINS) await this.signIn(login);
  }

  async target(name: string, abreast = 1, aRequest: () => InjectOptions): Promise<void> {
    const { inputs, secondsEach, only = "", share: [which, ofHowMany] = [0, 1], onRouteDone } = this.plan;
    if (this.targets++ % ofHowMany !== which || !name.includes(only)) return;
    const tally = this.run.tally(name);
    const until = performance.now() + secondsEach * 1_000;
    let begun = 0;
    // What is sent is drawn in one order whoever sends it, so a seed still repeats it.
    const lane = async () => {
      while (begun < inputs && performance.now() < until) {
        begun += 1;
        await this.send(tally, this.withType(aRequest()));
      }
    };
    await Promise.all(Array.from({ length: abreast }, lane));
    await this.renewSessions();
    onRouteDone?.(tally);
  }

  requestTo(handler: Handler): InjectOptions {
    const { random } = this;
    const { endpoint } = handler;
    const { good, names } = this.goodOf(handler);
    const input = spoilt(random, good, names);
    const taken = new Set<string>();
    const path = endpoint.path.replace(/:(\w+)/g, (_all, name: string) => {
      taken.add(name);
      const value = random() < 0.5 && typeof good === "object" && good !== null ? (good as { [name: string]: unknown })[name] : badText(random);
      return inAddress(value === undefined ? badText(random) : value);
    });
    const rest = typeof input === "object" && input !== null && !Array.isArray(input) ? Object.fromEntries(Object.entries(input).filter(([name]) => !taken.has(name) || random() < 0.1)) : input;
    const method = random() < 0.03 ? pick(random, METHODS) : endpoint.method;
    const query = endpoint.method === "GET" ? queryOf(rest, random) : "";
    return { method, url: `/api${path}${query}`.slice(0, 60_000), headers: this.headers(), ...(method === "GET" || method === "HEAD" ? {} : this.body(rest)) };
  }

  upload(): InjectOptions {
    const { random } = this;
    const part = random() < 0.7 ? `--x\r\nContent-Disposition: form-data; name="${badText(random).replace(/[\r\n]/g, "")}"; filename="${badText(random).replace(/[\r\n]/g, "")}"\r\nContent-Type: text/csv\r\n\r\n${badText(random)}\r\n${random() < 0.8 ? "--x--\r\n" : ""}` : badText(random);
    return { method: "POST", url: "/api/files", headers: { ...this.headers(), "content-type": pick(random, ["multipart/form-data; boundary=x", "multipart/form-data; boundary=x", ...TYPES]) }, payload: part };
  }

  elsewhere(): InjectOptions {
    const { random } = this;
    const start = pick(random, ["/api/", "/api/precursor/", "/api/access/", "/", "/assets/", "/precursor/", "/record/", "/record/tile/", "/record/tile/0/x", "/openapi.json", "/healthz", "//", "/%2e%2e/", "/api/live/"]);
    return { method: pick(random, METHODS), url: `${start}${inAddress(badText(random))}${random() < 0.3 ? `?${inAddress(badText(random))}` : ""}`.slice(0, 60_000), headers: this.headers(), ...(random() < 0.2 ? { payload: badText(random) } : {}) };
  }

  private goodOf(handler: Handler): { good: unknown; names: string[] } {
    const known = this.goodInputs.get(handler);
    if (known) return known;
    const good = minimalInput(handler.endpoint.input, { unit: "500102", enterprise: DEMO_ENTERPRISE });
    const shape = (handler.endpoint.input as { shape?: object }).shape; // an object schema lists its fields; another has none to spoil
    const made = { good, names: Object.keys(shape ?? (typeof good === "object" && good !== null ? good : {})) };
    this.goodInputs.set(handler, made);
    return made;
  }

  private headers(): { [name: string]: string } {
    const { random } = this;
    const cookie = random() < 0.85 ? this.cookies.get(pick(random, LOGINS)) : random() < 0.3 ? `qingyu_session=${inAddress(badText(random)).slice(0, 4_000)}` : undefined;
    return {
      ...(cookie === undefined ? {} : { cookie }),
      ...(random() < 0.95 ? { "x-command-id": random() < 0.97 ? crypto.randomUUID() : inAddress(badText(random)).slice(0, 4_000) } : {}),
      ...(random() < 0.02 ? { authorization: `Bearer ${inAddress(badText(random)).slice(0, 4_000)}` } : {}),
    };
  }

  private body(value: unknown): { payload: string; headers?: never } & Partial<InjectOptions> {
    const { random } = this;
    const turn = random();
    const text = turn < 0.9 ? (JSON.stringify(value) ?? "") : turn < 0.93 ? `${JSON.stringify(value) ?? ""}`.slice(0, 20) : turn < 0.95 ? badText(random) : turn < 0.952 ? `"${"a".repeat(1_100_000)}"` : turn < 0.96 ? "[".repeat(50_000) : `{"__proto__":{"x":1},"a":${JSON.stringify(badText(random))}}`;
    return { payload: text };
  }

  private withType(request: InjectOptions): InjectOptions {
    const { random } = this;
    if (request.payload === undefined || (request.headers ?? {})["content-type"]) return request;
    return { ...request, headers: { ...request.headers, "content-type": random() < 0.95 ? "application/json" : pick(random, TYPES) } };
  }

  private async send(tally: Tally, request: InjectOptions): Promise<void> {
    const started = performance.now();
    try {
      const { answer, ms } = await this.timed(request);
      this.run.note(tally, String(answer.statusCode), ms);
      const fault = faultOf(answer.statusCode, answer.body, request.method ?? "GET");
      if (fault !== null) this.run.fault(tally, `${fault}${this.newBug()}`, request);
      if (ms > HANG_MS) await this.askAgain(tally, request, ms);
    } catch (error) {
      this.run.note(tally, "threw", performance.now() - started);
      this.run.fault(tally, `threw ${error instanceof Error ? (error.stack ?? "").split("\n").slice(0, 4).join(" | ") : String(error)}`, request);
    }
  }

  /** A request that hangs hangs each time; one that a busy machine kept waiting does not. */
  private async askAgain(tally: Tally, request: InjectOptions, firstMs: number): Promise<void> {
    const { ms } = await this.timed({ ...request, headers: { ...request.headers, "x-command-id": crypto.randomUUID() } });
    if (ms > HANG_MS) this.run.fault(tally, `took ${Math.round(firstMs)} ms, and again ${Math.round(ms)} ms`, request);
    else tally.slowOnce += 1;
  }

  private async timed(request: InjectOptions): Promise<{ answer: LightMyRequestResponse; ms: number }> {
    // Every request from an address of its own: how many one address may send is not what is looked at here.
    const remoteAddress = `10.${(this.sent >> 16) & 255}.${(this.sent >> 8) & 255}.${this.sent++ & 255}`;
    const started = performance.now();
    const answer = await this.doors.http.inject({ ...request, remoteAddress });
    return { answer, ms: performance.now() - started };
  }

  private newBug(): string {
    const line = this.doors.bugs.length > this.told ? (this.doors.bugs.at(-1) ?? "") : "";
    this.told = this.doors.bugs.length;
    return line === "" ? "" : ` · ${line.slice(0, 900)}`;
  }

  private async signIn(login: string): Promise<void> {
    this.cookies.set(login, await signInAt(this.doors.http, login, `10.200.0.${this.cookies.size}`));
  }

  /** Signing out is among the routes. */
  private async renewSessions(): Promise<void> {
    for (const login of LOGINS) {
      const answer = await this.doors.http.inject({ url: "/api/session", headers: { cookie: this.cookies.get(login) ?? "" } });
      if (answer.statusCode === 401) await this.signIn(login);
    }
  }
}

/** @returns the session's cookie */
export async function signInAt(http: FastifyInstance, login: string, remoteAddress: string): Promise<string> {
  const answer = await http.inject({ method: "POST", url: "/api/session", remoteAddress, headers: { "x-command-id": crypto.randomUUID() }, payload: { account: login, password: DEMO_PASSWORD } });
  const cookie = String(answer.headers["set-cookie"] ?? "").split(";")[0];
  if (answer.statusCode !== 200 || !cookie) throw new Error(`${login} could not sign in: ${answer.statusCode} ${answer.body}`);
  return cookie;
}

/** What goes into an address must be encodable at all; half a character stands as the bytes it was. */
function inAddress(value: unknown): string {
  const text = String(value).slice(0, 3_000);
  try {
    return encodeURIComponent(text);
  } catch {
    return "%ed%a0%80";
  }
}

function queryOf(input: unknown, random: Chance): string {
  if (typeof input !== "object" || input === null) return `?${inAddress(input)}`;
  const parts = Object.entries(input).flatMap(([name, value]) => {
    const text = `${inAddress(name)}=${inAddress(typeof value === "object" ? JSON.stringify(value).slice(0, 2_000) : value)}`;
    return random() < 0.05 ? [text, text] : [text];
  });
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

/** No 5xx; every refusal has a code and words in both languages. */
function faultOf(status: number, body: string, method: string): string | null {
  if (status >= 500 && status !== 503) return `answered ${status}`;
  if (status < 400 || method === "HEAD") return null;
  try {
    const { code, words } = JSON.parse(body) as { code?: string; words?: { zh?: string; en?: string } };
    if (!code || !words?.zh || !words.en) return `${status} without code or words: ${body.slice(0, 200)}`;
    if (/\{\w+\}/.test(words.zh) && refusals[code]?.zh === words.zh && /\{\w+\}/.test(refusals[code].zh)) return `${status} ${code} has words left unfilled: ${words.zh}`;
    return null;
  } catch {
    return `${status} is no problem document: ${body.slice(0, 200)}`;
  }
}

