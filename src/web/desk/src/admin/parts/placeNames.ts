import { useLanguage } from "../../shell/language.tsx";
import { useDraftState } from "../desk/useDraft.tsx";
import type { Desk } from "../desk/model.ts";
import { getAt, patternOf, stepsOf } from "../desk/paths.ts";
import type { AdminKey, AdminTranslate } from "../words.ts";
import { useWords } from "../words.ts";

/**
 * A path in words: the item by its name, then the labels down to the field: "Billing › Accept within".
 * @param desk where the item's name is looked up.
 */
export function placeName(desk: Desk, path: string, t: AdminTranslate): string {
  const words: string[] = [];
  let walked = "";
  for (const { name, key } of stepsOf(path)) {
    walked = walked === "" ? name : `${walked}.${name}`;
    const labelKey = `label.${patternOf(walked)}` as AdminKey;
    const label = t(labelKey);
    if (key === undefined) {
      words.push(label === labelKey ? name : label);
      continue;
    }
    walked = `${walked}[${key}]`;
    const item = getAt(desk, walked);
    words.push(itemName(item, walked, key, label === labelKey ? name : label, desk));
  }
  return words.join(" › ");
}

function itemName(item: unknown, path: string, key: string, label: string, desk: Desk): string {
  const pattern = patternOf(path);
  if (pattern.endsWith(".overflow")) return `${label} ${Number(key) + 1}`;
  if (pattern === "agents.memberships") return named(getAt(desk, `queues[${key}]`)) ?? key;
  if (pattern.endsWith("requirements") || pattern === "agents.skills") {
    return named(getAt(desk, `skills[${key}]`)) ?? key;
  }
  if (pattern === "entryPoints.rules") return `${label} ${key}`;
  if (pattern === "schedules.overrides" || pattern === "schedules.holidays") {
    return `${label} ${key}`;
  }
  if (pattern === "schedules") return `${label} ${key}`;
  return named(item) ?? (/^\d+$/.test(key) ? `${label} ${key}` : key);
}

function named(item: unknown): string | undefined {
  const name =
    typeof item === "object" && item !== null
      ? (item as Readonly<Record<string, unknown>>)["name"]
      : undefined;
  return typeof name === "string" && name !== "" ? name : undefined;
}

export function usePlaceName(): (path: string) => string {
  const t = useWords();
  const desk = useDraftState((s) => s.desk);
  useLanguage();
  return (path) => placeName(desk, path, t);
}
