// Weighs the built assets against the budgets; prints every figure and fails above one.
import { readdir, readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const out = fileURLToPath(new URL("../../ServiceDesk.Server/wwwroot/", import.meta.url));
const KB = 1024;

const brotli = (content) => brotliCompressSync(content).length;
const gzip = (content) => gzipSync(content, { level: 9 }).length;

/** Sum over files, each weighed alone as it travels. */
async function weigh(files, weight) {
  const sizes = await Promise.all(
    files.map(async (file) => weight(await readFile(join(out, file)))),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The scripts and styles that a page loads at once: those it names and what they import statically. */
async function firstLoad(page, base) {
  const html = await readFile(join(out, page), "utf8");
  const found = new Set();
  const add = async (file) => {
    if (found.has(file) || !existsSync(join(out, file))) {
      return;
    }

    found.add(file);
    if (file.endsWith(".js")) {
      const code = await readFile(join(out, file), "utf8");
      for (const [, path] of code.matchAll(
        /(?:^|[;}\s])(?:import|from)\s*["'](\.[^"']+\.js)["']/g,
      )) {
        await add(join(file, "..", path));
      }
    }
  };
  for (const [, address] of html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)) {
    if (address.startsWith(base)) {
      await add(address.slice(1));
    }
  }

  return [...found];
}

const rows = [];
const check = (name, bytes, limit) => rows.push({ name, bytes, limit });

check("loader, gzip", await weigh(["w/v1/loader.js"], gzip), 5 * KB);

const panel = await firstLoad("w/frame.html", "/w/");
const locales = (await readdir(join(out, "w", "locales"))).filter((name) => name.endsWith(".json"));
for (const locale of locales) {
  const files = [...panel, `w/locales/${locale}`];
  check(`panel with ${locale}, brotli`, await weigh(files, brotli), 40 * KB);
}

const later = (await readdir(join(out, "w", "assets"))).filter(
  (name) => /\.(js|css)$/.test(name) && !panel.includes(`w/assets/${name}`),
);
const heaviest = await Promise.all(later.map((name) => weigh([`w/assets/${name}`], brotli)));
check("heaviest part that the panel loads by itself, brotli", Math.max(...heaviest), 15 * KB);

if (existsSync(join(out, "desk", "index.html"))) {
  const desk = await firstLoad("desk/index.html", "/desk/");
  const kind = (ext) => desk.filter((file) => file.endsWith(ext));
  check("desk first load script, brotli", await weigh(kind(".js"), brotli), 250 * KB);
  check("desk first load styles, brotli", await weigh(kind(".css"), brotli), 40 * KB);
}

for (const { name, bytes, limit } of rows) {
  const verdict = bytes <= limit ? "ok  " : "OVER";
  process.stdout.write(`${verdict} ${name}: ${(bytes / KB).toFixed(2)} of ${limit / KB} KB\n`);
}

process.exitCode = rows.every(({ bytes, limit }) => bytes <= limit) ? 0 : 1;
