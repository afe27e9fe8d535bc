import { defineConfig } from "vite";

/** Where a running server is found in development. */
const server = "http://localhost:5080";

export default defineConfig({
  base: "/desk/",
  oxc: { jsx: { runtime: "automatic", importSource: "react" } },
  build: {
    outDir: "../../ServiceDesk.Server/wwwroot/desk",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Mantine marks every file for server rendering, which means nothing here.
      onLog: (level, log, write) => {
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") write(level, log);
      },
    },
  },
  server: {
    proxy: { "/api": server, "/hubs": { target: server, ws: true } },
  },
});
