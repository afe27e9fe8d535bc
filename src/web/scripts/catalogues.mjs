// One catalogue for all web parts; run by itself it fails on keys and placeholders that do not match.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = new URL("../ui/locales/", import.meta.url);
const pluralForms = /_(zero|one|two|few|many|other)$/;
const visitorPrefixes = ["launcher.", "widget.", "note.", "error."];

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

function read(name) {
  return JSON.parse(readFileSync(new URL(name, folder), "utf8"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const english = read("en.json");
  const all = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => faults(name.replace(".json", ""), english, read(name)));
  process.stdout.write(all.map((fault) => `${fault}\n`).join(""));
  process.exitCode = all.length === 0 ? 0 : 1;
}
