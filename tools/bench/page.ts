import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { chromium, type Browser, type Page } from "playwright-core";
import { DEMO_PASSWORD } from "#access";
import { repositoryRoot } from "#platform/config.ts";
import { numberOption, printReport, progress, quantile } from "./report.ts";
import { withScratchHouse } from "./scratch-house.ts";
import { serveHouse } from "./served-house.ts";

/**
 * `qingyu bench page [--rounds 5] [--json]`: the console as a browser with an empty cache meets it. Script of the first screen
 * in brotli bytes; time until the sign-in field takes typing, and until the signed-in home shows its first card.
 */
const rounds = numberOption("rounds", 5);
const SCRIPT_LIMIT = 350 * 1_024;
const INTERACTIVE_MS = 1_500;
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));

type Visit = { readonly ms: number; readonly scriptBytes: number; readonly allBytes: number; readonly plainScripts: number; readonly elsewhere: readonly string[] };

const built = spawnSync(process.execPath, ["-e", 'import("./bin/ensure.mjs").then((it) => it.ensureConsole())'], { cwd: repositoryRoot, stdio: "inherit" });
if (built.status !== 0) throw new Error("the console could not be built");
if (!CHROMIUM) throw new Error("no Chromium on this machine");

await withScratchHouse(async (house) => {
  const served = await serveHouse(house.config.dataDir, "fuling-jinduban", DEMO_PASSWORD, 4);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"] });
  try {
    const [signIns, homes]: [Visit[], Visit[]] = [[], []];
    await visit(browser, served.url, [], showSignIn); // warm: the server's own first answer is not the page
    const cookies = await signedInCookies(browser, served.url);
    for (let round = 0; round < rounds; round++) {
      signIns.push(await visit(browser, served.url, [], showSignIn));
      homes.push(await visit(browser, served.url, cookies, showHome));
      progress(`round ${round}: sign-in ${Math.round(signIns.at(-1)?.ms ?? NaN)} ms, home ${Math.round(homes.at(-1)?.ms ?? NaN)} ms`);
    }
    report(signIns, homes);
  } finally {
    await browser.close();
    await served.stop();
  }
});

function report(signIns: readonly Visit[], homes: readonly Visit[]): void {
  const all = [...signIns, ...homes];
  const [signInKb, homeKb] = [Math.max(...signIns.map((it) => it.scriptBytes)) / 1_024, Math.max(...homes.map((it) => it.scriptBytes)) / 1_024];
  const [signInMs, homeMs] = [quantile(signIns.map((it) => it.ms), 0.5), quantile(homes.map((it) => it.ms), 0.5)];
  const elsewhere = all.flatMap((it) => it.elsewhere);
  const uncompressed = all.reduce((sum, it) => sum + it.plainScripts, 0);
  for (const url of new Set(elsewhere)) progress(`left the machine: ${url}`);
  printReport({
    bench: "page",
    reference: "",
    unit: "KiB of compressed script (sign-in)",
    measured: signInKb,
    referenceMeasured: null,
    ratio: null,
    goal: "≤ 350 KiB of script, interactive ≤ 1.5 s, sign-in and signed-in home; no request leaves the machine",
    met: Math.max(signInKb, homeKb) * 1_024 <= SCRIPT_LIMIT && Math.max(signInMs, homeMs) <= INTERACTIVE_MS && elsewhere.length === 0 && uncompressed === 0,
    details: { signInScriptKiB: signInKb, homeScriptKiB: homeKb, signInAllKiB: Math.max(...signIns.map((it) => it.allBytes)) / 1_024, homeAllKiB: Math.max(...homes.map((it) => it.allBytes)) / 1_024, signInInteractiveMs: signInMs, homeInteractiveMs: homeMs, scriptsNotBrotli: uncompressed, requestsElsewhere: elsewhere.length, rounds },
  });
}

type Cookies = Awaited<ReturnType<Awaited<ReturnType<Browser["newContext"]>>["cookies"]>>;

/** One visit with an empty cache. @returns what came over the wire until the screen could be used, and when that was */
async function visit(browser: Browser, url: string, cookies: Cookies, show: (page: Page) => Promise<void>): Promise<Visit> {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  await context.addCookies(cookies);
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  const kinds = new Map<string, { isScript: boolean; isBrotli: boolean }>();
  const elsewhere: string[] = [];
  let [scriptBytes, allBytes, plainScripts] = [0, 0, 0];
  await wire.send("Network.enable");
  wire.on("Network.requestWillBeSent", ({ request }) => void (/^(https?|wss?):/.test(request.url) && !request.url.startsWith(url) && elsewhere.push(request.url)));
  wire.on("Network.responseReceived", ({ requestId, type, response }) => {
    const encoding = Object.entries(response.headers).find(([name]) => name.toLowerCase() === "content-encoding")?.[1];
    kinds.set(requestId, { isScript: type === "Script" || /javascript/.test(response.mimeType), isBrotli: encoding === "br" });
  });
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    allBytes += encodedDataLength;
    if (!kind?.isScript) return;
    scriptBytes += encodedDataLength;
    if (!kind.isBrotli && encodedDataLength > 2_048) plainScripts += 1;
  });
  const started = performance.now();
  await page.goto(url, { waitUntil: "commit" });
  await show(page);
  const ms = performance.now() - started;
  await context.close();
  return { ms, scriptBytes, allBytes, plainScripts, elsewhere };
}

/** The field takes what is typed. */
async function showSignIn(page: Page): Promise<void> {
  await shown(page, "#account");
  await page.locator("#account").pressSequentially("q");
  await holds(page, 'document.querySelector("#account").value === "q"');
}

async function showHome(page: Page): Promise<void> {
  await shown(page, ".card-grid > *");
}

async function shown(page: Page, selector: string): Promise<void> {
  await holds(page, `(document.querySelector(${JSON.stringify(selector)})?.getBoundingClientRect().height ?? 0) > 0`);
}

/** Asked every 10 ms: a locator looks again only every half second after its first six looks, and would round the time up to that. */
async function holds(page: Page, condition: string): Promise<void> {
  while (!(await page.evaluate(condition))) await setTimeout(10);
}

async function signedInCookies(browser: Browser, url: string): Promise<Cookies> {
  const context = await browser.newContext({ locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator("#account").fill("fuling-jinduban");
  await page.locator("#password").fill(DEMO_PASSWORD);
  await page.keyboard.press("Enter");
  await showHome(page);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}
