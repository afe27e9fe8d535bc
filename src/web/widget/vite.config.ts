import { defineConfig } from "vite";

export default defineConfig({
  base: "/w/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../../ServiceDesk.Server/wwwroot/w",
    emptyOutDir: false, // the loader and the catalogues lie there too
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // the frame's policy allows no data: addresses
    rolldownOptions: { input: "frame.html" },
  },
});
