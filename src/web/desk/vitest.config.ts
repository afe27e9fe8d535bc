import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { name: "desk", environment: "jsdom", setupFiles: ["./src/testSetup.ts"] },
});
