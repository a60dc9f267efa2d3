import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { DEMO_PASSWORD } from "#access";
import { repositoryRoot } from "#platform/config.ts";
import { DEMO_ENTERPRISE } from "../entry/demo-places.ts";
import { TRACE_LOT } from "./demo/trace-lot.ts";

/**
 * `npx tsx tools/tour.ts [--url http://127.0.0.1:7070] [--out DIR] [--phone]`: signs in to a running demonstration city and
 * photographs the screens of the README's tour.
 */
const option = (name: string, fallback: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
};
const base = option("url", "http://127.0.0.1:7070");
const out = option("out", join(repositoryRoot, "docs", "pictures"));
const viewport = process.argv.includes("--phone") ? { width: 390, height: 844 } : { width: 1440, height: 900 };

const ROW = ".ant-table-row";
const STOPS: readonly { readonly name: string; readonly path: string; readonly waitFor: string }[] = [
  { name: "home", path: "/", waitFor: "h1" },
  { name: "overview", path: "/precursor/overview", waitFor: "canvas" },
  { name: "findings", path: "/precursor/findings", waitFor: ROW },
  { name: "book", path: `/precursor/enterprises/${DEMO_ENTERPRISE}`, waitFor: ".statement tbody tr" },
  { name: "trace", path: `/precursor/trace?enterprise=${DEMO_ENTERPRISE}&lot=${TRACE_LOT}&direction=both`, waitFor: "canvas" },
  { name: "import", path: "/precursor/import", waitFor: "main h1" },
];

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));
if (!executablePath) throw new Error("No Chromium found; `npm test` installs one where it can.");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"] });
try {
  mkdirSync(out, { recursive: true });
  const page = await browser.newPage({ viewport, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  await signIn(page);
  for (const stop of STOPS) {
    await page.goto(base + stop.path);
    await page.locator(stop.waitFor).first().waitFor();
    if (stop.name === "findings") await page.locator(ROW).nth(1).click();
    await page.waitForLoadState("networkidle").catch(() => undefined); // live events keep a connection open
    await page.waitForTimeout(1_500); // charts and graphs settle
    await page.screenshot({ path: join(out, `${stop.name}.png`) });
  }
} finally {
  await browser.close();
}

async function signIn(page: Page): Promise<void> {
  await page.goto(base);
  await page.locator("input").nth(0).fill("fuling-jinduban");
  await page.locator('input[type="password"]').fill(DEMO_PASSWORD);
  await page.keyboard.press("Enter");
  await page.locator('input[type="password"]').waitFor({ state: "detached" });
  await page.locator("main h1").first().waitFor();
}
