import { durationText } from "../fields/duration.ts";
import { hoursText } from "../hours/hoursText.ts";
import { ruleText } from "../content/ruleWords.ts";
import type {
  Condition,
  ContentRule,
  DateOverride,
  DayInterval,
  DayOfWeek,
  Desk,
  OverflowStep,
  RoutingRule,
} from "../desk/model.ts";
import { getAt, patternOf } from "../desk/paths.ts";
import { type Fallback, fallbackWords } from "../queues/fallbacks.ts";
import { stepWords } from "../overflow/stepWords.ts";
import { conditionWords, ruleSentence } from "../routing/sentences.ts";
import type { AdminKey, AdminTranslate } from "../words.ts";

/** A value of the configuration in words: lengths of time, choices, names instead of ids, counts of lists. */
export function valueText(
  value: unknown,
  path: string,
  t: AdminTranslate,
  locale: string,
  desk: Desk,
): string {
  const pattern = patternOf(path);
  const name = pattern.slice(pattern.lastIndexOf(".") + 1);
  if (value === undefined || value === null || value === "") return t("value.none");
  if (typeof value === "boolean") return t(value ? "value.yes" : "value.no");
  if (typeof value === "number") {
    return name.endsWith("Seconds") ? durationText(value, locale) : String(value);
  }
  if (typeof value === "string") return wordOf(value, name, t, desk);
  if (Array.isArray(value)) return listText(value as unknown[], path, t, locale, desk);
  return recordText(value, pattern, t, locale, desk);
}

function wordOf(value: string, name: string, t: AdminTranslate, desk: Desk): string {
  const list = { queueId: "queues", skillId: "skills" }[name];
  const named = list === undefined ? undefined : getAt(desk, `${list}[${value}].name`);
  if (typeof named === "string") return named;
  const key = `choice.${name}.${value}` as AdminKey;
  const words = t(key);
  return words === key ? value : words;
}

function listText(
  list: readonly unknown[],
  path: string,
  t: AdminTranslate,
  locale: string,
  desk: Desk,
): string {
  if (list.length === 0) return t("value.none");
  const pattern = patternOf(path);
  if (pattern === "schedules.weekly" || pattern.endsWith(".intervals")) {
    return hoursText(list as readonly (DayInterval & { day?: DayOfWeek })[], t);
  }
  if (list.every((one) => typeof one === "string")) {
    return list.map((key) => getName(`${path}[${key}]`, key, desk)).join(", ");
  }
  const numbered = pattern.endsWith(".overflow");
  return list
    .map((one, i) => {
      const words = valueText(one, `${path}[${i}]`, t, locale, desk);
      return numbered ? `${i + 1}. ${words}` : words;
    })
    .join("; ");
}

function getName(path: string, key: string, desk: Desk): string {
  const name = getAt(desk, `${path}.name`);
  return typeof name === "string" && name !== "" ? name : key;
}

/** What is different on a day; which day it is its place tells. */
function dayText({ name, kind, intervals }: DateOverride, t: AdminTranslate): string {
  const parts = [name, t(`dates.kind.${kind}`), hoursText(intervals, t)];
  return parts.filter((part) => part !== undefined && part !== "").join(" · ");
}

function recordText(
  value: object,
  pattern: string,
  t: AdminTranslate,
  locale: string,
  desk: Desk,
): string {
  if (pattern.endsWith(".when")) return conditionWords(value as Condition, t);
  if (pattern === "entryPoints.rules") return ruleSentence(value as RoutingRule, desk, t);
  if (pattern === "queues.overflow") return stepWords(value as OverflowStep, desk, t, locale);
  if (pattern === "queues.fallbacks") return fallbackWords(value as Fallback, t);
  if (pattern === "schedules.overrides") return dayText(value as DateOverride, t);
  if (pattern === "contentRules") return ruleText(value as ContentRule, t);
  const record = value as Readonly<Record<string, unknown>>;
  const name = record["name"] ?? record["id"] ?? record["key"];
  if (typeof name === "string" || typeof name === "number") return String(name);
  return Object.entries(record)
    .filter(([, one]) => typeof one !== "object" && one !== null && one !== undefined)
    .map(([key, one]) => {
      const labelKey = `label.${pattern}.${key}` as AdminKey;
      const label = t(labelKey);
      const words = valueText(one, `${pattern}.${key}`, t, locale, desk);
      return `${label === labelKey ? key : label}: ${words}`;
    })
    .join(", ");
}
