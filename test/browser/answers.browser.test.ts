import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { useHouse } from "./house.ts";

const house = useHouse();

describe("what a screen shows", () => {
  test("is marked while it still answers the question before, and is neither exported nor printed as the new answer", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    await house.go(page, "/precursor/overview");
    await page.locator('.answer[aria-busy="false"]').waitFor({ state: "attached" });
    const print = page.locator(".page-actions").getByRole("button", { name: "打印" });
    const save = page.locator(".page-actions").getByRole("button", { name: "导出" });
    expect(await print.isEnabled()).toBe(true);

    let release = () => undefined as void;
    const held = new Promise<void>((done) => (release = done));
    await page.route("**/api/precursor/overview**", async (route) => (await held, route.continue()));
    await page.getByRole("button", { name: "上一期" }).click();
    await page.locator('.answer[aria-busy="true"]').waitFor({ state: "attached" });
    expect(await print.isDisabled()).toBe(true);
    expect(await save.isDisabled()).toBe(true);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".answer > *").first().isVisible()).toBe(false);
    await page.emulateMedia({ media: "screen" });

    release();
    await page.locator('.answer[aria-busy="false"]').waitFor({ state: "attached" });
    expect(await print.isEnabled()).toBe(true);
    expect(await save.isEnabled()).toBe(true);
    await visit.close();
  }, 60_000);

  test("is said to have failed when its script does not come, and is asked for again when one goes there again", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    const catalogue = page.locator('nav a[href="/precursor/catalogue"]');
    await page.route("**/assets/CatalogueScreen-*.js", (route) => route.abort());
    await catalogue.click();
    await page.getByText("这个页面出错了").waitFor();

    await page.unroute("**/assets/CatalogueScreen-*.js");
    await page.locator('nav a[href="/"]').first().click();
    await page.locator(".card-grid > *").first().waitFor();
    await catalogue.click();
    await page.locator(".table-rows").first().waitFor();
    await visit.close();
  }, 60_000);

  test("is said to have failed where not even the frame around it comes", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await page.route("**/assets/SignIn-*.js", (route) => route.abort());
    await page.goto(house.url);
    await page.getByText("这个页面出错了").waitFor();
    await page.unroute("**/assets/SignIn-*.js");
    await page.getByRole("button", { name: "重新加载" }).click();
    await page.locator("#account").waitFor();
    await visit.close();
  }, 60_000);

  test("is filtered by nothing that cannot be seen and cleared: the unit chosen in the record is shown above the accounts", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "shenji");
    for (const path of ["/access/accounts", "/access/tokens"]) {
      await house.go(page, "/record/entries?unit=500102");
      await page.locator(".filter-bar").getByText("涪陵区").waitFor();
      await page.locator(`.side a[href^="${path}"]`).click();
      await page.waitForURL(new RegExp(`${path}\\?unit=500102`));
      await page.locator(".filter-bar").getByText("涪陵区").waitFor();
      await page.getByRole("button", { name: "清除筛选" }).click();
      await page.waitForURL((address) => !address.search.includes("unit"));
    }
    await visit.close();
  }, 60_000);

  test("says when it could not be asked anew, and asks again on demand", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "anquan");
    await house.go(page, "/access/accounts");
    const foot = page.locator(".table-more");
    await foot.getByText("已全部显示").waitFor();
    await page.route("**/api/accounts**", (route) => route.fulfill({ status: 503, body: "" }));
    await comeBack(page);
    await foot.getByRole("alert").getByText("可能不全或不是最新").waitFor();
    expect(await foot.textContent()).not.toContain("已全部显示");
    expect(await page.locator("tr.ant-table-row").count()).toBeGreaterThan(0);
    await page.unroute("**/api/accounts**");
    await foot.getByRole("button", { name: "重试" }).click();
    await foot.getByText("已全部显示").waitFor();
    await visit.close();
  }, 60_000);

  test("is asked anew by itself without keeping the session of somebody who left", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "shenji");
    const isAsked = (byItself: boolean) => page.waitForRequest((request) => request.url().endsWith("/api/record/log") && (request.headers()["x-unattended"] === "1") === byItself);
    const opened = isAsked(false);
    await house.go(page, "/record");
    await opened;
    await isAsked(true);
    await visit.close();
  }, 60_000);
});

/** What the browser tells a page whose tab went to the back and came to the front: everything is asked anew. */
async function comeBack(page: Page): Promise<void> {
  for (const state of ["hidden", "visible"]) await page.evaluate(`Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "${state}" }); document.dispatchEvent(new Event("visibilitychange"));`);
}
