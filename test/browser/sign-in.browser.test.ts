import { brotliCompressSync } from "node:zlib";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { isOfThisMachine, useHouse } from "./house.ts";

const house = useHouse();
const MOST_SCRIPT_BYTES = 350 * 1024;
/** React alone is more than this: less means that the scripts were not seen. */
const SURELY_MORE_BYTES = 50 * 1024;

describe("coming in and going out", () => {
  test("a wrong password is refused in words, and the right one leads to the home page", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await page.goto(`${house.url}/`);
    await page.locator("#account").fill("fuling-jinduban");
    await page.locator("#password").fill("not-the-password-1");
    await page.locator("button[type=submit]").click();
    expect(await page.getByRole("alert").textContent()).toContain("账号或密码不对");
    expect(await page.locator("#main").count()).toBe(0);

    await house.signIn(page, "fuling-jinduban");
    await page.locator("main h1").waitFor();
    expect(new URL(page.url()).pathname).toBe("/");
    expect(await page.locator(".side a[aria-current=page]").count()).toBe(1);
    await visit.close();
  });

  test("Ctrl+K opens the palette, which finds a page by its pinyin initials and goes there", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "anquan");
    await page.keyboard.press("Control+k");
    await page.locator(".palette-input").fill("wdzh");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${house.url}/account`);
    await headingBecomes(page, "我的账号");
    await visit.close();
  });

  test("typing on after the palette has found something narrows it to nothing, says so, and leaves the page standing", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    await page.keyboard.press("Control+k");
    await page.locator(".palette-input").fill("丙酮");
    await page.locator(".palette [cmdk-item]", { hasText: "Acetone" }).waitFor();
    for (const typed of "不存在的东西") await page.keyboard.type(typed, { delay: 30 });
    await page.locator(".palette").getByText("没有找到").waitFor();
    await page.locator(".palette-input").fill("丙酮");
    await page.locator(".palette [cmdk-item]", { hasText: "Acetone" }).waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator("main h1").count()).toBe(1);
    await visit.close();
  });

  test("the language switches, and is remembered after a reload", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "anquan");
    await house.go(page, "/account");
    await page.locator(".top-language").click();
    await headingBecomes(page, "My account");
    await page.reload();
    await headingBecomes(page, "My account");
    await visit.close();
  });

  test("after signing out nothing is left on the screen, and going back does not bring it again", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "anquan");
    await house.go(page, "/access/accounts");
    await page.locator(".top-account").click();
    await page.getByRole("menuitem", { name: "退出登录" }).click();
    await page.locator("#account").waitFor();
    await page.goBack();
    await page.locator("#account").waitFor();
    expect(await page.locator("#main").count()).toBe(0);
    await visit.close();
  });
});

describe("what the first screen costs", () => {
  test("up to the home page no request leaves this machine, and all script together is at most 350 KB in brotli", async () => {
    const visit = await house.visit();
    const { page } = visit;
    const scripts = new Map<string, Promise<Buffer>>();
    page.on("response", (response) => {
      if (/javascript/.test(response.headers()["content-type"] ?? "")) scripts.set(response.url(), response.body());
    });
    const bytesSoFar = async () => (await Promise.all(scripts.values())).reduce((sum, body) => sum + brotliCompressSync(body).length, 0);

    await page.goto(`${house.url}/`, { waitUntil: "networkidle" });
    await page.locator("#account").waitFor();
    const atSignIn = await bytesSoFar();
    expect(atSignIn).toBeGreaterThan(SURELY_MORE_BYTES);
    expect(atSignIn).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);

    await house.signIn(page, "fuling-jinduban");
    await page.locator("main h1").waitFor();
    expect(await bytesSoFar()).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
    expect(visit.requests.filter((address) => !isOfThisMachine(address))).toEqual([]);
    await visit.close();
  });
});

async function headingBecomes(page: Page, text: string): Promise<void> {
  await page.locator("main h1", { hasText: text }).waitFor();
  expect(await page.locator("main h1").textContent()).toBe(text);
}
