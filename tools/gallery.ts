import { spawnSync } from "node:child_process";
import { createReadStream, existsSync, mkdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium, type Page } from "playwright-core";
import { repositoryRoot } from "#platform/config.ts";

/**
 * `npm run gallery [-- --only TEXT] [--out DIR]`: builds the gallery of component states and photographs each at 1440×900 and
 * 390×844 into `.photos/`, for looking at before a change is called done.
 */
const option = (name: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const only = option("only") ?? "";
const out = option("out") ?? join(repositoryRoot, ".photos");
const SIZES = [{ name: "wide", width: 1440, height: 900 }, { name: "phone", width: 390, height: 844 }] as const;
const TYPES: { readonly [ending: string]: string } = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml" };

build();
const server = await serve(join(repositoryRoot, "dist", "gallery"));
const address = server.address();
const base = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/gallery.html`;
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"] });
try {
  mkdirSync(out, { recursive: true });
  const page = await browser.newPage();
  await page.goto(base);
  await page.waitForSelector("a[data-state]");
  const states = (await page.locator("a[data-state]").evaluateAll((links) => links.map((link) => link.getAttribute("data-state") ?? ""))).filter((state) => state.includes(only));
  for (const state of states) for (const size of SIZES) await photograph(page, state, size);
  process.stdout.write(`${states.length} states × ${SIZES.length} sizes → ${out}\n`);
} finally {
  await browser.close();
  server.close();
}

async function photograph(page: Page, state: string, size: (typeof SIZES)[number]): Promise<void> {
  await page.setViewportSize(size);
  await page.goto(`${base}?state=${encodeURIComponent(state)}`);
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(250); // charts draw their first frames
  await page.screenshot({ path: join(out, `${state.replace(/[^\p{L}\p{N}-]+/gu, "_")}-${size.name}.png`) });
}

function build(): void {
  const vite = join(repositoryRoot, "node_modules", "vite", "bin", "vite.js");
  const done = spawnSync(process.execPath, [vite, "build", "--mode", "gallery", "--logLevel", "warn"], { cwd: repositoryRoot, stdio: "inherit" });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

function serve(folder: string): Promise<Server> {
  const files = createServer((request, answer) => {
    const path = normalize(new URL(request.url ?? "/", "http://gallery").pathname);
    const file = join(folder, path);
    if (!file.startsWith(folder) || !existsSync(file)) return answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(answer);
  });
  return new Promise((done) => files.listen(0, "127.0.0.1", () => done(files)));
}

function chromiumPath(): string {
  const found = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));
  if (!found) throw new Error("No Chromium found; `npm test` installs one where it can.");
  return found;
}
