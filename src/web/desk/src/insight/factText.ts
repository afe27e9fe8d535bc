import type { Fact } from "@servicedesk/protocol";
import { dateText, exactTime, longDuration } from "../time/format.ts";
import { type InsightKey, type InsightTranslate, wordOf } from "./words.ts";

const words = new Set(["reason", "policy", "state", "layer", "by"]);
const numbers = new Set([
  "count",
  "number",
  "level",
  "tier",
  "used",
  "capacity",
  "waiting",
  "most",
]);

/** A statement of the server as a sentence. */
export function factText(fact: Fact, t: InsightTranslate, locale: string): string {
  if (fact.key === "condition.all" || fact.key === "condition.any") {
    const join = t(fact.key === "condition.all" ? "join.and" : "join.or");
    return fact.parts.map((part) => grouped(part, t, locale)).join(join);
  }
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(fact.args)) {
    values[name] = shown(name, value, t, locale);
  }
  const [first, second] = fact.parts;
  if (first) {
    values["part"] =
      fact.key === "condition.not" ? grouped(first, t, locale) : factText(first, t, locale);
    values["when"] = factText(first, t, locale);
  }
  if (second) values["what"] = factText(second, t, locale);
  const key = fact.key === "rule.held" && first ? "rule.heldWhen" : fact.key;
  return tidy(t(`fact.${key}` as InsightKey, values));
}

function shown(name: string, value: string, t: InsightTranslate, locale: string): string | number {
  if (words.has(name)) return wordOf(t, name, value);
  if (numbers.has(name)) return Number(value);
  if (name === "seconds") return longDuration(Number(value) * 1000, locale);
  if (name === "at") return dateText(value, locale, exactTime);
  return value;
}

/** "a and (b or c)" and "(a and b) or c" are two things. */
function grouped(fact: Fact, t: InsightTranslate, locale: string): string {
  const text = factText(fact, t, locale);
  const several = fact.key === "condition.all" || fact.key === "condition.any";
  return several && fact.parts.length > 1 ? t("join.group", { text }) : text;
}

/** What has no name leaves no gap before the bracket. */
function tidy(text: string): string {
  return text.replace(/ +([)）])/g, "$1");
}
