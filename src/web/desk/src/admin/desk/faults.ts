import type { DeskFault } from "./model.ts";
import { unlisted } from "./neighbours.ts";
import { isWithin, parentOf } from "./paths.ts";

export function faultsAt(faults: readonly DeskFault[], path: string): readonly DeskFault[] {
  return faults.filter((fault) => fault.item === path);
}

export function faultsWithin(faults: readonly DeskFault[], place: string): readonly DeskFault[] {
  return faults.filter((fault) => isWithin(fault.item, place));
}

/**
 * Of the places that a page shows, the one that stands for a place: its own, else the first that lies within it, else
 * the nearest that encloses it. Undefined when the page shows none of them.
 * @param places in the order of the page.
 */
export function placeAmong(item: string, places: ReadonlySet<string>): string | undefined {
  if (places.has(item)) return item;
  let path: string | undefined = unlisted(item);
  for (const place of places) if (isWithin(place, path)) return place;
  while (path !== undefined && !places.has(path)) path = parentOf(path);
  return path;
}
