import type { KeyOf, Translate } from "@servicedesk/ui";
import type english from "../../locales/insight/en.json";
import { useAreaWords } from "../shell/area.tsx";

export type InsightKey = KeyOf<typeof english>;
export type InsightTranslate = Translate<InsightKey>;

/** The words of explanations, dry runs, hours ahead and forecasts. */
export const useWords = (): InsightTranslate => useAreaWords<InsightKey>("insight");

/** A word of the server's in the reader's language; one that has none there is shown as it is. */
export function wordOf(t: InsightTranslate, kind: string, value: string): string {
  const key = `word.${kind}.${value}`;
  const text = t(key as InsightKey);
  return text === key ? value : text;
}
