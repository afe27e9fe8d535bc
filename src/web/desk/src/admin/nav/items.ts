import type { Desk } from "../desk/model.ts";
import { type AdminPage, pathOf } from "./pages.ts";

export interface FoundItem {
  readonly name: string;
  readonly page: AdminPage;
  readonly to: string;
}

/** So many are shown; who types on finds the others. */
const mostShown = 8;

/** Queues, schedules, entry points, skills and content rules whose name or id has the letters. */
export function itemsNamed(desk: Desk, letters: string): readonly FoundItem[] {
  const wanted = letters.trim().toLocaleLowerCase();
  if (wanted === "") return [];
  const all: readonly (readonly [AdminPage, string, string])[] = [
    ...desk.queues.map((one) => ["queues", one.id, one.name] as const),
    ...desk.schedules.map((one) => ["hours", one.id, one.id] as const),
    ...desk.entryPoints.map((one) => ["entry-points", one.key, one.name] as const),
    ...desk.skills.map((one) => ["skills", one.id, one.name] as const),
    ...desk.contentRules.map((one) => ["content-rules", one.id, one.name] as const),
  ];
  return all
    .filter(([, id, name]) => `${name} ${id}`.toLocaleLowerCase().includes(wanted))
    .slice(0, mostShown)
    .map(([page, id, name]) => ({ name, page, to: pathOf(page, id) }));
}
