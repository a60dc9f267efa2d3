import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, beforeAll, onTestFailed } from "vitest";
import { DEMO_PASSWORD } from "#access";
import { ensureChromium, ensureConsole, systemChromium } from "../../bin/ensure.mjs";
import { serverArguments } from "../../bin/server.mjs";

/**
 * A whole house for browser tests: the built console (`npm test` builds it anew; run alone, a test takes the one in `dist/console`,
 * so build after changing a screen: `npx vite build`), the server as a process of its own on
 * a free port, its own embedded database in a temporary data directory with the demonstration's accounts, and one Chromium.
 *
 *   const house = useHouse();                          // at the top of the file; started once, stopped and deleted after it
 *   test("…", async () => {
 *     const visit = await house.visit();               // a fresh browser profile: { page, requests, errors, close }
 *     await house.signIn(visit.page, "anquan");        // any demonstration account; waits for the console's frame
 *     await house.go(visit.page, "/access/accounts");  // by address, keeping the session
 *     await visit.close();                             // fails when a request left this machine or the page threw
 *   });
 *
 * Starting takes some 10 to 20 s: put the tests of one matter into one file. A file that changes accounts changes them for its
 * later tests; nothing is shared between files. For moments (`asOf`) and files use the API: `house.url` is its origin.
 */
export type House = {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** A page in a profile of its own: no cookie, no preference of another. */
  visit(options?: VisitOptions): Promise<Visit>;
  /** Opens the sign-in page and signs in; with the demonstration's password unless another is given. */
  signIn(page: Page, login: string, password?: string): Promise<void>;
  /** Goes to an address of the console and waits until its screen has a heading. */
  go(page: Page, path: `/${string}`): Promise<void>;
};

export type VisitOptions = { readonly width?: number; readonly height?: number };
export type Visit = {
  readonly page: Page;
  /** Every address asked for since the visit began. */
  readonly requests: readonly string[];
  /** Uncaught errors of the page. */
  readonly errors: readonly string[];
  /** @throws when a request left this machine, or the page threw */
  close(): Promise<void>;
};

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const START_MS = 120_000;
const BROWSER_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

/** Starts a house before the tests of this file and stops it after them. Its members may be used inside tests only. */
export function useHouse(): House {
  let opened: { readonly server: Server; readonly browser: Browser } | undefined;
  const parts = () => {
    if (!opened) throw new Error("the house opens before the first test: use it inside tests");
    return opened;
  };

  beforeAll(async () => {
    // Only where there is none: files run side by side, and a build under a running house takes its pages away.
    if (!existsSync(join(ROOT, "dist", "console", "index.html"))) ensureConsole();
    const browser = await launchBrowser();
    const server = await startServer().catch(async (error: unknown) => {
      await browser.close();
      throw error;
    });
    opened = { browser, server };
  }, START_MS * 2);
  afterAll(async () => {
    await opened?.browser.close();
    await opened?.server.stop();
  }, 60_000);

  return {
    get url() {
      return parts().server.url;
    },
    visit: async ({ width = 1440, height = 900 } = {}) => visitIn(await parts().browser.newContext({ viewport: { width, height }, reducedMotion: "reduce" })),
    signIn: (page, login, password = DEMO_PASSWORD) => signIn(page, parts().server.url, login, password),
    go: async (page, path) => {
      await page.goto(`${parts().server.url}${path}`);
      await page.locator("main h1, main h2").first().waitFor();
    },
  };
}

/** One Chromium; for pages that need no house behind them. */
export async function launchBrowser(): Promise<Browser> {
  ensureChromium();
  const installed = systemChromium();
  if (installed) return chromium.launch({ executablePath: installed, args: BROWSER_ARGS });
  // Where no browser can be installed: a build that came as a package, unpacked at its first use.
  // @ts-expect-error installed by `ensureChromium` only where it is needed
  const { default: packed } = (await import("@sparticuz/chromium")) as { default: { executablePath(): Promise<string>; args: string[] } };
  return chromium.launch({ executablePath: await packed.executablePath(), args: [...packed.args, ...BROWSER_ARGS] });
}

type Server = { readonly url: string; stop(): Promise<void> };

/** `entry/api.ts` as `npm start` runs it, on whichever port is free. */
async function startServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "qingyu-house-"));
  chmodSync(folder, 0o711); // where root runs this, the database's own user passes through
  const environment = { ...process.env, QINGYU_DATA: join(folder, "data"), QINGYU_PORT: "0", QINGYU_HOST: "127.0.0.1", QINGYU_DEMO: "1" };
  // The house under test has its own database, whatever this machine is told to use.
  const child = spawn(process.execPath, serverArguments, { cwd: ROOT, env: { ...environment, DATABASE_URL: "" }, stdio: ["ignore", "pipe", "pipe"] });
  const stop = async () => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { url: await addressOf(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address it prints when it is open. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => reject(new Error(`the house did not open within ${START_MS} ms:\n${said}`)), START_MS);
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the house ended with ${code} before it was open:\n${said}`));
    });
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), 20_000);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

async function visitIn(context: BrowserContext): Promise<Visit> {
  const page = await context.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  const unanswered = new Set<string>();
  page.on("request", (request) => (requests.push(request.url()), unanswered.add(request.url())));
  page.on("requestfinished", (request) => unanswered.delete(request.url()));
  page.on("requestfailed", (request) => unanswered.delete(request.url()));
  page.on("pageerror", (error) => errors.push(error.message));
  onTestFailed(({ task }) => photograph(page, task.name, unanswered));
  const close = async () => {
    await context.close();
    const strayed = requests.filter((address) => !isOfThisMachine(address));
    if (strayed.length > 0) throw new Error(`requests left this machine: ${strayed.join(", ")}`);
    if (errors.length > 0) throw new Error(`the page threw: ${errors.join("; ")}`);
  };
  return { page, requests, errors, close };
}

/** What a failed test last saw, and what it was still waiting to be told. */
async function photograph(page: Page, test: string, unanswered: ReadonlySet<string>): Promise<void> {
  if (page.isClosed()) return;
  const path = join(ROOT, ".photos", `failed ${test.replace(/\W+/g, " ").slice(0, 80)} ${Date.now()}.png`);
  mkdirSync(join(ROOT, ".photos"), { recursive: true });
  await page.screenshot({ path });
  const said = await page.locator("[role=dialog], [role=alert], [role=status]").allInnerTexts();
  process.stderr.write(`${path}\n${page.url()}\nsaid: ${said.filter(Boolean).join(" | ").replace(/\s+/g, " ") || "nothing"}\nunanswered: ${[...unanswered].join(", ") || "nothing"}\n`);
}

/** Addresses the browser makes up itself (`data:`, `blob:`) reach nobody. */
export function isOfThisMachine(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "data:" || protocol === "blob:" || hostname === "127.0.0.1";
}

async function signIn(page: Page, url: string, login: string, password: string): Promise<void> {
  await page.goto(`${url}/`);
  await page.locator("#account").fill(login);
  await page.locator("#password").fill(password);
  await page.locator("button[type=submit]").click();
  await page.locator("#main").waitFor();
}
