import type { DeskFault } from "./model.ts";
import { isWithin, parentOf } from "./paths.ts";

export function faultsAt(faults: readonly DeskFault[], path: string): readonly DeskFault[] {
  return faults.filter((fault) => fault.item === path);
}

export function faultsWithin(faults: readonly DeskFault[], place: string): readonly DeskFault[] {
  return faults.filter((fault) => isWithin(fault.item, place));
}

/**
 * Of the places that a page shows, the one at which a fault is told: its own, else the nearest that encloses it.
 * Undefined when the page shows none of them.
 */
export function placeAmong(item: string, places: ReadonlySet<string>): string | undefined {
  let path: string | undefined = item;
  while (path !== undefined && !places.has(path)) path = parentOf(path);
  return path;
}
