import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{kernel,platform,ui,modules,bridges,entry,tools,test}/**/*.test.{ts,tsx}"],
    globalSetup: ["test/global-setup.ts"],
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ["default"],
  },
});
