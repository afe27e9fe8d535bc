// One catalogue for all web parts, and one per area of the desk that loads later. Run by itself it fails on keys and
// placeholders that do not match, and on keys of an area that no source of the desk names.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = new URL("../ui/locales/", import.meta.url);
const pluralForms = /_(zero|one|two|few|many|other)$/;
const visitorPrefixes = ["launcher.", "widget.", "message.", "note.", "error."];

/** The part of a catalogue that visitors load. */
export function visitorCatalogue(catalogue) {
  return Object.fromEntries(
    Object.entries(catalogue).filter(([key]) =>
      visitorPrefixes.some((prefix) => key.startsWith(prefix)),
    ),
  );
}

/** What is wrong with a catalogue beside the English one; empty when nothing is. */
export function faults(locale, english, other) {
  const found = [];
  const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  const expected = new Set();
  for (const key of Object.keys(english)) {
    const base = key.replace(pluralForms, "");
    if (base === key) {
      expected.add(key);
    } else {
      categories.forEach((category) => expected.add(`${base}_${category}`));
    }
  }

  for (const key of expected) {
    if (typeof other[key] !== "string" || other[key].trim() === "") {
      found.push(`${locale}: "${key}" is missing`);
      continue;
    }

    const base = key.replace(pluralForms, "");
    const model = english[key] ?? english[`${base}_other`] ?? "";
    const lacking = placeholders(other[key]).filter((name) => !placeholders(model).includes(name));
    const needed = placeholders(model).filter((name) => !placeholders(other[key]).includes(name));
    const mayOmitCount = base !== key;
    for (const name of [...lacking, ...needed]) {
      if (!(mayOmitCount && name === "count")) {
        found.push(`${locale}: "${key}" and English do not both have {{${name}}}`);
      }
    }
  }

  for (const key of Object.keys(other)) {
    if (!expected.has(key)) {
      found.push(`${locale}: "${key}" is not in English`);
    }
  }

  return found;
}

function placeholders(text) {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]);
}

/**
 * Keys that none of the sources names: neither in quotes, as themselves or without the variant behind a "_",
 * nor by a template such as `hours.kind.${kind}`.
 */
export function unused(catalogue, sources) {
  const quoted = new Set();
  const templates = [];
  for (const source of sources) {
    for (const [, one, two] of source.matchAll(/"([\w.-]+)"|`([\w.-]+)`/g)) quoted.add(one ?? two);
    for (const [, template] of source.matchAll(/`([^`\s]*\$\{[^`\n]*)`/g)) {
      const [first, ...rest] = template.split(/\$\{[^}]*\}/).map(escaped);
      if (first.includes(".")) templates.push(new RegExp(`^${[first, ...rest].join(".+")}$`));
    }
  }

  return Object.keys(catalogue).filter((key) => {
    const base = key.replace(pluralForms, "");
    // "refused_version_conflict" may be the variant "version_conflict" of "refused".
    const names = [base];
    for (
      let at = base.lastIndexOf("_");
      at > base.lastIndexOf(".");
      at = base.lastIndexOf("_", at - 1)
    )
      names.push(base.slice(0, at));
    return !names.some((name) => quoted.has(name) || templates.some((one) => one.test(name)));
  });
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function read(name, from) {
  return JSON.parse(readFileSync(new URL(name, from), "utf8"));
}

/** @returns what is wrong with the catalogues of one folder. */
function faultsIn(from, label = "") {
  const english = read("en.json", from);
  return readdirSync(from)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => faults(name.replace(".json", ""), english, read(name, from)))
    .map((fault) => `${label}${fault}`);
}

function faultsOfAreas() {
  const areas = new URL("../desk/locales/", import.meta.url);
  if (!existsSync(areas)) return [];
  const root = new URL("../desk/src/", import.meta.url);
  const sources = readdirSync(root, { recursive: true })
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
    .map((name) => readFileSync(new URL(name, root), "utf8"));
  return readdirSync(areas).flatMap((area) => {
    const from = new URL(`${area}/`, areas);
    const label = `desk/${area}/`;
    return [
      ...faultsIn(from, label),
      ...unused(read("en.json", from), sources).map((key) => `${label}en: nothing uses "${key}"`),
    ];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = new URL("files/", folder);
  const all = [...faultsIn(folder), ...faultsIn(files, "files/"), ...faultsOfAreas()];
  process.stdout.write(all.map((fault) => `${fault}\n`).join(""));
  process.exitCode = all.length === 0 ? 0 : 1;
}
