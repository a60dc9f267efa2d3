import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { repositoryRoot } from "#platform/config.ts";
import { chromiumPath, serveGallery } from "./gallery-pages.ts";

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

const { url: base, close } = await serveGallery();
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
  close();
}

async function photograph(page: Page, state: string, size: (typeof SIZES)[number]): Promise<void> {
  await page.setViewportSize(size);
  await page.goto(`${base}?state=${encodeURIComponent(state)}`);
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(250); // charts draw their first frames
  await page.screenshot({ path: join(out, `${state.replace(/[^\p{L}\p{N}-]+/gu, "_")}-${size.name}.png`) });
}
