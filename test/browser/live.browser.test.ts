import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { useHouse } from "./house.ts";

const house = useHouse();
const TABS = 8;

describe("the live channel of the console", () => {
  test("is held by the tab that is looked at: with eight tabs open the last still loads, and one come back to listens again and asks anew", async () => {
    const visit = await house.visit();
    await house.signIn(visit.page, "fuling-jinduban");
    await house.go(visit.page, "/duties");
    await isLive(visit.page);
    await look(visit.page, "hidden");
    for (let tab = 1; tab < TABS; tab++) {
      const other = await visit.page.context().newPage();
      await house.go(other, "/duties");
      await isLive(other);
      await look(other, "hidden");
    }
    const asked = visit.page.waitForResponse((answer) => answer.url().includes("/api/duties") && answer.ok());
    await look(visit.page, "visible");
    await isLive(visit.page);
    await asked;
    await visit.close();
  }, 90_000);

  test("comes back by itself after answers that were no stream", async () => {
    const visit = await house.visit();
    const { page } = visit;
    let refused = 0;
    await page.route("**/api/live", (route) => (refused++ < 2 ? route.fulfill({ status: 503, body: "" }) : route.continue()));
    await house.signIn(page, "fuling-jinduban");
    await isLive(page);
    expect(refused).toBe(3);
    await visit.close();
  }, 60_000);
});

const isLive = (page: Page) => page.locator('.live-dot[data-state="live"]').waitFor();

/** A page without a window is always looked at; this is what the browser tells a page whose tab goes to the back or comes to the front. */
const look = (page: Page, state: "hidden" | "visible") =>
  page.evaluate(`Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "${state}" }); document.dispatchEvent(new Event("visibilitychange"));`);
