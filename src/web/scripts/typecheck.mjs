// Checks every package with TypeScript 7. The package named "typescript" is 6, which ESLint's parser needs.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("..", import.meta.url));
const tsc = join(web, "node_modules", "typescript-7", "bin", "tsc");
const projects = readdirSync(web, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
  .flatMap((entry) => readdirSync(join(web, entry.name)).map((name) => join(web, entry.name, name)))
  .filter((file) => /tsconfig(\.\w+)?\.json$/.test(file));

for (const project of projects) {
  const checked = spawnSync(process.execPath, [tsc, "-p", project], { stdio: "inherit" });
  process.exitCode ||= checked.status ?? 1;
}
