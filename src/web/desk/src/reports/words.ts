import type { KeyOf, Translate } from "@servicedesk/ui";
import type english from "../../locales/reports/en.json";
import { useAreaWords } from "../shell/area.tsx";

export type ReportsKey = KeyOf<typeof english>;
export type ReportsTranslate = Translate<ReportsKey>;

/** The words of the reports and alerts. */
export const useWords = (): ReportsTranslate => useAreaWords<ReportsKey>("reports");

/** A figure's name; one that this desk does not know yet by its id. */
export function metricName(t: ReportsTranslate, id: string): string {
  return t(`metric.${id}` as ReportsKey);
}

/** What a figure means. */
export function metricText(t: ReportsTranslate, id: string): string {
  return t(`about.${id}` as ReportsKey);
}
