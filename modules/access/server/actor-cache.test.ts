import { afterEach, expect, test, vi } from "vitest";
import { ActorCache } from "./actor-cache.ts";

const unheard = vi.fn();
process.on("unhandledRejection", unheard);
afterEach(() => void process.off("unhandledRejection", unheard));

test("a look-up that fails is told to who asked, leaves nothing unheard, and the next one asks anew", async () => {
  const cache = new ActorCache();
  const fails = () => Promise.reject(new Error("the database is gone"));
  await expect(cache.get("token", 0, fails)).rejects.toThrow("gone");
  await new Promise((done) => setTimeout(done, 5)); // the server ends itself on a rejection nobody heard
  expect(unheard).not.toHaveBeenCalled();
  const load = vi.fn(async () => undefined);
  await cache.get("token", 0, load);
  expect(load).toHaveBeenCalledOnce();
});
