import { defineConfig } from "vite";

export default defineConfig({
  build: {
    outDir: "../../ServiceDesk.Server/wwwroot/w/v1",
    emptyOutDir: true,
    target: "es2022",
    // What needs a longer form for older browsers (light-dark) is not used here.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    lib: {
      entry: "src/main.ts",
      formats: ["iife"],
      name: "ServiceDeskLoader",
      fileName: () => "loader.js",
    },
  },
});
