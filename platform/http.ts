import { existsSync } from "node:fs";
import { join } from "node:path";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import staticFiles from "@fastify/static";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Actor } from "#kernel/actor.ts";
import { FileAnswer, StoredFileAnswer } from "#kernel/contract.ts";
import type { Refusal, RefusalCatalogue } from "#kernel/refusal.ts";
import { LIMITS, repositoryRoot } from "./config.ts";
import type { Files } from "./files.ts";
import type { Gate } from "./gate.ts";
import { addUpload } from "./http-upload.ts";
import type { Live } from "./live.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { Handler, OpenPage } from "./module.ts";
import { openApi } from "./openapi.ts";
import { BUG, problemOf } from "./problem.ts";
import { refuse } from "./refusals.ts";

export type HttpParts = {
  readonly gate: Gate;
  readonly handlers: readonly Handler[];
  readonly refusals: RefusalCatalogue;
  readonly identify: (request: Credentials) => Promise<Actor>;
  /** Runs after a command of the named endpoint succeeded: sets or clears the session cookie. */
  readonly cookieAfter: (endpointName: string, output: unknown) => { set: string; maxAgeSeconds: number } | "clear" | undefined;
  readonly publicOutput: (endpointName: string, output: unknown) => unknown;
  readonly ready: () => Promise<{ ready: boolean; parts: { [part: string]: boolean } }>;
  readonly behindTls: boolean;
  /** Addresses whose word on where a request came from is taken, when behind TLS; what a client itself says of it counts for nothing. */
  readonly gateway?: string | undefined;
  /** Each lets its holder put files into the own unit. */
  readonly uploadPermissions: readonly string[];
  /** What one account may send within 24 hours; `LIMITS.uploadBytesPerDay` unless given. */
  readonly uploadBytesPerDay?: number;
  readonly pages?: readonly OpenPage[];
  readonly files: Files;
  readonly live: Live;
  readonly log: Log;
  readonly metrics: Metrics;
};

type Credentials = {
  readonly sessionToken: string | undefined;
  readonly programToken: string | undefined;
  readonly address: string;
  /** The screen asks by itself, with nobody at it: the session is not kept alive by it. */
  readonly isUnattended: boolean;
};

const COMMAND_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const SESSION_COOKIE = "qingyu_session";
/** Programs of the machine itself may ask as often as they can; they sign in no more often than others. */
const LOOPBACK = ["127.0.0.1", "::1"];
const NO_COUNTS = { "x-ratelimit-limit": false, "x-ratelimit-remaining": false, "x-ratelimit-reset": false, "retry-after": false };

/** Builds the HTTP door: one route per contract, and nothing that is not in a contract but health, files and pages. */
export async function makeHttp(parts: HttpParts): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: LIMITS.bodyBytes, requestTimeout: 120_000, trustProxy: parts.behindTls ? (parts.gateway ?? "loopback") : false, routerOptions: { maxParamLength: 500 }, frameworkErrors: (error, request, reply) => void answerError(parts, error, request, reply) });
  await app.register(cookie);
  const headers = await securityHeaders();
  app.addHook("onRequest", (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
  await app.register(rateLimit, { max: LIMITS.requestsPerMinute, timeWindow: "1 minute", allowList: LOOPBACK, addHeaders: NO_COUNTS });
  await app.register(multipart, { limits: { fileSize: LIMITS.uploadBytes + 1, files: 1, fields: 10, fieldSize: 10_000 } });
  app.setErrorHandler((error, request, reply) => answerError(parts, error, request, reply));
  addHealth(app, parts);
  for (const handler of parts.handlers) addRoute(app, parts, handler);
  for (const page of parts.pages ?? []) addOpenPage(app, page);
  addUpload(app, { ...parts, commandIdOf, identify: (request) => identify(parts, request) });
  addLive(app, parts);
  await addPages(app);
  return app;
}

/** What helmet says of every answer of this server; it is the same for all, and is not put together for each. */
async function securityHeaders(): Promise<{ [name: string]: string }> {
  const probe = Fastify();
  await probe.register(helmet, { contentSecurityPolicy: { directives: { defaultSrc: ["'self'"], imgSrc: ["'self'", "data:", "blob:"], styleSrc: ["'self'", "'unsafe-inline'"], workerSrc: ["'self'", "blob:"], connectSrc: ["'self'"], fontSrc: ["'self'", "data:"], frameAncestors: ["'none'"], upgradeInsecureRequests: null } }, crossOriginEmbedderPolicy: false, strictTransportSecurity: false });
  probe.get("/", async () => "");
  const bare = Fastify();
  bare.get("/", async () => "");
  const [{ headers }, { headers: own }] = await Promise.all([probe.inject("/"), bare.inject("/")]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !(name in own)).map(([name, value]) => [name, String(value)]));
}

function addRoute(app: FastifyInstance, parts: HttpParts, handler: Handler): void {
  const { endpoint } = handler;
  const isPublicCommand = endpoint.permission === "public" && endpoint.method === "POST";
  app.route({
    method: endpoint.method,
    url: `/api${endpoint.path}`,
    ...(isPublicCommand ? { config: { rateLimit: { max: LIMITS.signInPerMinute, timeWindow: "1 minute", allowList: [] } } } : {}),
    handler: async (request, reply) => {
      const started = performance.now();
      const actor = await identify(parts, request);
      const output = await parts.gate.run(handler, { actor, input: inputOf(request), commandId: commandIdOf(request) });
      parts.metrics.observe(`request_seconds{endpoint="${endpoint.name}"}`, (performance.now() - started) / 1000);
      setCookie(parts, reply, endpoint.name, output);
      if (endpoint.reads === "protected") reply.header("cache-control", "no-store"); // shown again is looked at again
      if (endpoint.download) return sendFile(reply, FileAnswer.or(StoredFileAnswer).parse(output), parts.files);
      return reply.type("application/json; charset=utf-8").send(JSON.stringify(parts.publicOutput(endpoint.name, output) ?? null));
    },
  });
}

/** Path parts win over query or body, so an id in the address cannot be contradicted by the body. */
function inputOf(request: FastifyRequest): unknown {
  const params = request.params as { [key: string]: string };
  const rest = request.method === "GET" ? (request.query as object) : request.body;
  if (rest === undefined || rest === null) return params;
  if (typeof rest !== "object" || Array.isArray(rest)) return rest;
  return { ...rest, ...params };
}

function commandIdOf(request: FastifyRequest): string | undefined {
  const given = request.headers["x-command-id"];
  return typeof given === "string" && COMMAND_ID.test(given) ? given : undefined;
}

const identify = (parts: HttpParts, request: FastifyRequest): Promise<Actor> => parts.identify(credentialsOf(request));

function credentialsOf(request: FastifyRequest): Credentials {
  const bearer = request.headers.authorization;
  return { sessionToken: request.cookies[SESSION_COOKIE], programToken: bearer?.startsWith("Bearer ") ? bearer.slice(7) : undefined, address: request.ip, isUnattended: request.headers["x-unattended"] === "1" };
}

function setCookie(parts: HttpParts, reply: FastifyReply, name: string, output: unknown): void {
  const change = parts.cookieAfter(name, output);
  if (change === "clear") reply.clearCookie(SESSION_COOKIE, { path: "/" }).header("clear-site-data", '"cache"');
  else if (change) reply.setCookie(SESSION_COOKIE, change.set, { path: "/", httpOnly: true, sameSite: "strict", secure: parts.behindTls, maxAge: change.maxAgeSeconds });
}

function sendFile(reply: FastifyReply, file: FileAnswer | StoredFileAnswer, files: Files) {
  const name = encodeURIComponent(file.fileName);
  reply.type(file.mediaType).header("content-disposition", `attachment; filename*=UTF-8''${name}`).header("cache-control", "no-store");
  if ("body" in file) return reply.send(Buffer.from(file.body));
  return reply.header("content-length", file.stored.sizeBytes).send(files.stream(file.stored.sha256));
}

function answerError(parts: HttpParts, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const problem = problemOf(error, parts.refusals);
  if (!problem) {
    parts.metrics.count("bugs_total");
    parts.log.error("bug", error, { route: request.routeOptions.url, request: request.id });
  } else parts.metrics.count(`refusals_total{code="${problem.code}"}`);
  if (problem?.code === "gate.read.unrecorded") parts.log.error("read-unrecorded", (error as Refusal).cause, { route: request.routeOptions.url, request: request.id }); // only a Refusal has this code
  const answer = problem ?? BUG;
  if (answer.status === 429) reply.header("retry-after", "60");
  return reply.status(answer.status).type("application/problem+json; charset=utf-8").send(JSON.stringify(answer));
}

function addHealth(app: FastifyInstance, parts: HttpParts): void {
  app.get("/healthz", async () => ({ alive: true }));
  app.get("/readyz", async (_request, reply) => {
    const state = await parts.ready();
    return reply.status(state.ready ? 200 : 503).send(state);
  });
  app.get("/metrics", async (_request, reply) => reply.type("text/plain; version=0.0.4").send(parts.metrics.text()));
  const description = JSON.stringify(openApi(parts.handlers.map((handler) => handler.endpoint), parts.refusals));
  app.get("/openapi.json", async (_request, reply) => reply.type("application/json; charset=utf-8").send(description));
}

/** What everybody may fetch without an account: it is the same for all, and says nothing of anybody. */
function addOpenPage(app: FastifyInstance, page: OpenPage): void {
  app.get(page.path, async (request, reply) => {
    const rest = (request.params as { "*"?: string })["*"] ?? "";
    const answer = (await page.answer(rest)) ?? refuse("gate.not-found");
    const keep = answer.isForever ? "public, max-age=31536000, immutable" : "no-cache";
    if (answer.policy) reply.header("content-security-policy", answer.policy);
    return reply.type(answer.mediaType).header("cache-control", keep).send(Buffer.from(answer.body));
  });
}

function addLive(app: FastifyInstance, parts: HttpParts): void {
  app.get("/api/live", async (request, reply) => {
    const credentials = { ...credentialsOf(request), isUnattended: true };
    const actor = await parts.identify(credentials);
    if (actor.kind === "anonymous") refuse("gate.signed-out");
    if (!parts.live.hasRoomFor(actor)) refuse("gate.live.full");
    reply.hijack();
    reply.raw.writeHead(200, { ...(reply.getHeaders() as { [name: string]: string }), "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store", "x-accel-buffering": "no" });
    reply.raw.write(": open\n\n");
    parts.live.open({ response: reply.raw, actor, identify: () => parts.identify(credentials) });
  });
}

/** The built console; every address that is not the API's is a screen's, so a bookmarked view opens. */
async function addPages(app: FastifyInstance): Promise<void> {
  const folder = join(repositoryRoot, "dist", "console");
  if (existsSync(join(folder, "index.html"))) {
    await app.register(staticFiles, { root: folder, preCompressed: true, cacheControl: false, setHeaders: (reply, path) => void reply.header("cache-control", /\/assets\//.test(path) ? "public, max-age=31536000, immutable" : "no-cache") });
  }
  app.setNotFoundHandler((request, reply) => {
    const isScreen = request.method === "GET" && !/^\/(api|epcis|record\/(checkpoint|tile|vkey))\b/.test(request.url) && !/\.\w+$/.test(request.url.split("?")[0] ?? "");
    if (isScreen && existsSync(join(folder, "index.html"))) return reply.header("cache-control", "no-cache").sendFile("index.html");
    return reply.status(404).type("application/problem+json; charset=utf-8").send(JSON.stringify({ type: "urn:qingyu:refusal:gate.not-found", title: "找不到您要的内容。", status: 404, code: "gate.not-found", data: {}, words: { zh: "找不到您要的内容。", en: "What you asked for was not found." } }));
  });
}
