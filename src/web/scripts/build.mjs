// Builds every web part into the server's web root and lays .br and .gz beside each text asset.
import { spawnSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { visitorCatalogue } from "./catalogues.mjs";

const web = fileURLToPath(new URL("..", import.meta.url));
const out = fileURLToPath(new URL("../../ServiceDesk.Server/wwwroot/", import.meta.url));
const text = /\.(js|css|html|json|svg|txt|map)$/;

await rm(out, { recursive: true, force: true });
await mkdir(join(out, "w", "locales"), { recursive: true });
for (const locale of ["en", "zh-CN"]) {
  const catalogue = JSON.parse(
    await readFile(join(web, "ui", "locales", `${locale}.json`), "utf8"),
  );
  const visitor = JSON.stringify(visitorCatalogue(catalogue));
  await writeFile(join(out, "w", "locales", `${locale}.json`), visitor);
}

await cp(join(web, "shop"), join(out, "shop"), { recursive: true });
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const built = spawnSync(npm, ["run", "build", "--workspaces", "--if-present"], {
  cwd: web,
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (built.status !== 0) {
  process.exit(built.status ?? 1);
}

const entries = await readdir(out, { recursive: true, withFileTypes: true });
const files = entries
  .filter((entry) => entry.isFile() && text.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));
await Promise.all(files.map(compress));

async function compress(file) {
  const content = await readFile(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params }));
  await writeFile(
    `${file}.gz`,
    await promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
  );
}
