/** A list's order as shown, and how many rows would come, go or move if it were let go. */
export interface HeldOrder {
  readonly shown: readonly number[];
  readonly pending: number;
}

export const emptyOrder: HeldOrder = { shown: [], pending: 0 };

/**
 * While `held` (the pointer is over the list or a row has focus) nothing moves: what is wanted is only counted.
 * An empty list is never held, as nothing in it could slip away from under the pointer.
 */
export function holdOrder(current: HeldOrder, wanted: readonly number[], held: boolean): HeldOrder {
  if (held && current.shown.length > 0) {
    const pending = changes(current.shown, wanted);
    return pending === current.pending ? current : { shown: current.shown, pending };
  }
  return current.pending === 0 && sameOrder(current.shown, wanted)
    ? current
    : { shown: wanted, pending: 0 };
}

function sameOrder(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}

/** Rows to add, to remove, and the fewest of the others that must move. */
export function changes(shown: readonly number[], wanted: readonly number[]): number {
  const place = new Map(wanted.map((id, i) => [id, i]));
  const kept = shown.flatMap((id) => place.get(id) ?? []);
  const added = wanted.length - kept.length;
  const removed = shown.length - kept.length;
  return added + removed + kept.length - longestRising(kept);
}

function longestRising(places: readonly number[]): number {
  const tails: number[] = [];
  for (const place of places) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    tails[low] = place;
  }
  return tails.length;
}
