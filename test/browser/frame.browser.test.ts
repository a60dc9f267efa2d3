import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { useHouse } from "./house.ts";

const house = useHouse();
/** The catalogue: some fifty rows in every house, more than any window here shows. */
const LONG = "/precursor/catalogue";
/** Scrolling by wheel and key takes its time. */
const SOON = { timeout: 10_000 };
const SIZES = [{ width: 1440, height: 900 }, { width: 390, height: 844 }] as const;

describe("a page taller than the window", () => {
  for (const size of SIZES) {
    test(`is read to its end by wheel and by keyboard at ${size.width}×${size.height}, and the mark stays over it`, async () => {
      const visit = await house.visit(size);
      const { page } = visit;
      await house.signIn(page, "fuling-jinduban");
      await openLong(page);
      expect(await scrolled(page)).toBe(0);

      await page.keyboard.press("PageDown"); // before anything was clicked
      await expect.poll(() => scrolled(page), SOON).toBeGreaterThan(100);
      await page.keyboard.press("End");
      await expect.poll(() => lastRowIsSeen(page), SOON).toBe(true);
      expect(await markCoversView(page)).toBe(true);
      await standsStill(page);
      await page.keyboard.press("Home");
      await expect.poll(() => scrolled(page), SOON).toBe(0);

      await page.mouse.move(size.width / 2, size.height / 2);
      await page.mouse.wheel(0, 300);
      await expect.poll(() => scrolled(page), SOON).toBeGreaterThan(100);
      for (let turn = 0; turn < 60 && !(await lastRowIsSeen(page)); turn++) await page.mouse.wheel(0, 600);
      await expect.poll(() => lastRowIsSeen(page), SOON).toBe(true);
      expect(await markCoversView(page)).toBe(true);
      await visit.close();
    }, 60_000);
  }

  test("keeps the head of its list in sight, and prints on as many sheets as it needs", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    await openLong(page);
    await row(page, 30).scrollIntoViewIfNeeded();
    await expect.poll(() => scrolled(page), SOON).toBeGreaterThan(100);
    const [head, top] = await page.evaluate<[number, number]>('[document.querySelector(".ant-table-thead").getBoundingClientRect().top, document.querySelector(".frame-watermark").getBoundingClientRect().top]');
    expect(Math.abs(head - top)).toBeLessThan(2);

    await page.emulateMedia({ media: "print" });
    await expect.poll(() => page.locator(".table-rows table").count()).toBe(1); // laid out for paper
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(paper.match(/\/Type\s*\/Page[^s]/g)?.length).toBeGreaterThan(1);
    await visit.close();
  }, 60_000);
});

describe("a list read from the keyboard", () => {
  test("never hides the row one has come to under its head", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    await openLong(page);
    await page.locator(".table-rows").focus();
    await page.keyboard.press("End");
    for (let up = 0; up < 30; up++) await page.keyboard.press("ArrowUp");
    const [head, active] = await page.evaluate<[number, number]>('[document.querySelector(".ant-table-thead").getBoundingClientRect().bottom, document.querySelector(".row-active").getBoundingClientRect().top]');
    expect(active).toBeGreaterThanOrEqual(head - 1);
    await visit.close();
  }, 60_000);
});

describe("what changes in the address", () => {
  test("leaves the list where it is; another page begins at its top, and going back finds the place again", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    await openLong(page);
    await page.evaluate('document.querySelectorAll("tr.ant-table-row")[39].scrollIntoView({ block: "center" })');
    const before = await scrolled(page);
    expect(before).toBeGreaterThan(100);
    await row(page, 39).locator("td").first().click();
    await page.locator(".workspace").waitFor();
    await page.waitForURL(/open=/);
    await expect.poll(() => isInView(row(page, 39)), SOON).toBe(true);
    expect(await scrolled(page)).toBeGreaterThan(100);

    const left = await scrolled(page);
    await page.locator(".side").getByRole("link", { name: "办理事项" }).click();
    await page.waitForURL(/\/duties/);
    await page.locator("main h1", { hasText: "办理事项" }).waitFor();
    expect(await scrolled(page)).toBe(0);
    await page.goBack();
    await row(page, 39).waitFor();
    await expect.poll(() => scrolled(page), SOON).toBe(left);
    await visit.close();
  }, 60_000);
});

const row = (page: Page, index: number) => page.locator("tr.ant-table-row").nth(index);

async function isInView(target: Locator): Promise<boolean> {
  const box = await target.boundingBox();
  return box !== null && box.y > 0 && box.y + box.height < SIZES[0].height;
}

async function openLong(page: Page): Promise<void> {
  await house.go(page, LONG);
  await row(page, 40).waitFor();
}

/** How far the page is scrolled, whatever part of the frame does it. */
const scrolled = (page: Page) => page.evaluate<number>('(() => { for (let at = document.querySelector("main"); at; at = at.parentElement) if (at.scrollTop > 0) return at.scrollTop; return 0; })()');

/** A key pressed while the browser still glides may leave it some pixels off. */
async function standsStill(page: Page): Promise<void> {
  let last: number;
  do {
    last = await scrolled(page);
    await page.waitForTimeout(250);
  } while ((await scrolled(page)) !== last);
}

const lastRowIsSeen = (page: Page) => page.evaluate<boolean>('(() => { const { top, bottom } = [...document.querySelectorAll("tr.ant-table-row")].at(-1).getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; })()');

/** The mark's own layer lies over the whole of what is seen of the page. */
const markCoversView = (page: Page) => page.evaluate<boolean>(`(() => {
  const view = document.querySelector(".frame-watermark");
  const seen = view.getBoundingClientRect();
  const mark = [...view.children].find((part) => part.style.backgroundImage);
  const over = mark.getBoundingClientRect();
  return over.top <= seen.top && over.bottom >= Math.min(seen.bottom, innerHeight) && over.left <= seen.left && over.right >= seen.right;
})()`);
