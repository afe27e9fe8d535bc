import type { Desk } from "./model.ts";
import { getAt, keyOf, parentOf, patternOf, stepsOf } from "./paths.ts";

const listMark = "list:";

/** An item where it stands in its list, as opposed to where its fields are. */
export function listed(place: string): string {
  return place.startsWith(listMark) ? place : `${listMark}${place}`;
}

export function unlisted(place: string): string {
  return place.startsWith(listMark) ? place.slice(listMark.length) : place;
}

/** The item that takes the place of one that goes: the next, else the one before, else the list itself. */
export function neighbourOf(desk: Desk, path: string): string | undefined {
  const place = parentOf(path);
  const key = stepsOf(path).at(-1)?.key;
  const list = place === undefined ? undefined : getAt(desk, place);
  if (place === undefined || key === undefined || !Array.isArray(list)) return place;
  const pattern = patternOf(place);
  const index = list.findIndex((item, i) => keyOf(pattern, item, i) === key);
  const rest = index < 0 ? list : list.toSpliced(index, 1);
  const at = Math.min(Math.max(0, index), rest.length - 1);
  return at < 0 ? place : `${place}[${keyOf(pattern, rest[at], at)}]`;
}
