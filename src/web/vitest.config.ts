import { defineConfig } from "vitest/config";

// Most of a run is the setting up of pages in memory: threads share what processes load anew, and two keep two cores busy.
export default defineConfig({
  test: { projects: ["*/vitest.config.ts"], pool: "threads", maxWorkers: 2 },
});
