import type { Desk } from "./model.ts";
import { keyNameOf, keyOf, patternOf, stepsOf } from "./paths.ts";

/** One difference between two desks, at the place where it is. */
export interface Change {
  readonly path: string;
  readonly kind: "added" | "removed" | "changed" | "moved";
  readonly before: unknown;
  readonly after: unknown;
}

/** What differs, in the order of the desk. An item that was added or removed is one difference, whatever is in it. */
export function changesBetween(before: Desk, after: Desk): readonly Change[] {
  const found: Change[] = [];
  compare({ ...before, version: 0 }, { ...after, version: 0 }, "", found);
  return found;
}

function compare(before: unknown, after: unknown, path: string, found: Change[]): void {
  if (same(before, after)) return;
  const [old, now] = Array.isArray(before) && Array.isArray(after) ? differing(before, after) : [];
  if (isKeyedList(old, path) && isKeyedList(now, path)) {
    compareItems(old, now, path, found);
  } else if (isRecord(before) && isRecord(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      compare(before[name], after[name], path === "" ? name : `${path}.${name}`, found);
    }
  } else {
    const kind = absent(before) ? "added" : absent(after) ? "removed" : "changed";
    found.push({ path, kind, before, after });
  }
}

/** Two lists without what they begin and end with in common: of many items few differ. */
function differing(
  before: readonly unknown[],
  after: readonly unknown[],
): readonly [readonly unknown[], readonly unknown[]] {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && Object.is(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && Object.is(before.at(-1 - end), after.at(-1 - end))) end++;
  return [before.slice(start, before.length - end), after.slice(start, after.length - end)];
}

function compareItems(
  before: readonly unknown[],
  after: readonly unknown[],
  path: string,
  found: Change[],
): void {
  const pattern = patternOf(path);
  const old = keyed(before, pattern);
  const now = keyed(after, pattern);
  for (const [key, item] of old) {
    const place = `${path}[${key}]`;
    if (now.has(key)) compare(item, now.get(key), place, found);
    else found.push({ path: place, kind: "removed", before: item, after: undefined });
  }
  for (const [key, item] of now) {
    if (!old.has(key)) {
      found.push({ path: `${path}[${key}]`, kind: "added", before: undefined, after: item });
    }
  }
  const kept = [...old.keys()].filter((key) => now.has(key));
  const order = [...now.keys()].filter((key) => old.has(key));
  if (kept.some((key, i) => order[i] !== key)) {
    found.push({ path, kind: "moved", before: kept, after: order });
  }
}

/** Changes by the item that they belong to: "queues[billing]", "agentSettings". */
export function groupChanges(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const [first] = stepsOf(change.path);
    if (!first) continue;
    const place = first.key === undefined ? first.name : `${first.name}[${first.key}]`;
    groups.set(place, [...(groups.get(place) ?? []), change]);
  }
  return groups;
}

/** A third desk that has what either side changed; where both changed the same place, mine stands and is named. */
export function merged(
  base: Desk,
  mine: Desk,
  theirs: Desk,
): { readonly desk: Desk; readonly collisions: readonly string[] } {
  const collisions: string[] = [];
  const desk = mergedAt(base, mine, theirs, "", collisions) as Desk;
  return { desk: { ...desk, version: theirs.version }, collisions };
}

function mergedAt(
  base: unknown,
  mine: unknown,
  theirs: unknown,
  path: string,
  collisions: string[],
): unknown {
  if (same(mine, base) || same(mine, theirs)) return theirs;
  if (same(theirs, base)) return mine;
  if (isKeyedList(mine, path) && isKeyedList(theirs, path)) {
    return mergedItems(isKeyedList(base, path) ? base : [], mine, theirs, path, collisions);
  }
  if (isRecord(mine) && isRecord(theirs)) {
    const old = isRecord(base) ? base : {};
    const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
    return Object.fromEntries(
      [...names].map((name) => {
        const place = path === "" ? name : `${path}.${name}`;
        return [name, mergedAt(old[name], mine[name], theirs[name], place, collisions)];
      }),
    );
  }
  if (path !== "version") collisions.push(path);
  return mine;
}

function mergedItems(
  base: readonly unknown[],
  mine: readonly unknown[],
  theirs: readonly unknown[],
  path: string,
  collisions: string[],
): unknown[] {
  const pattern = patternOf(path);
  const [old, own, other] = [keyed(base, pattern), keyed(mine, pattern), keyed(theirs, pattern)];
  const result: unknown[] = [];
  for (const key of mergedOrder([...own.keys()], [...other.keys()])) {
    const item = mergedAt(
      old.get(key),
      own.get(key),
      other.get(key),
      `${path}[${key}]`,
      collisions,
    );
    if (item !== undefined) result.push(item);
  }
  return result;
}

/** Mine, and what only they have behind the one that it follows with them. */
function mergedOrder(mine: readonly string[], theirs: readonly string[]): readonly string[] {
  const order = [...mine];
  theirs.forEach((key, i) => {
    if (order.includes(key)) return;
    const before = theirs[i - 1];
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
  });
  return order;
}

function keyed(list: readonly unknown[], pattern: string): ReadonlyMap<string, unknown> {
  return new Map(list.map((item, index) => [keyOf(pattern, item, index), item]));
}

/** Lists whose items can be told apart; one with a key twice is a single value. */
function isKeyedList(value: unknown, path: string): value is readonly unknown[] {
  const pattern = patternOf(path);
  if (!Array.isArray(value) || keyNameOf(pattern) === undefined) return false;
  return keyed(value as readonly unknown[], pattern).size === value.length;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function absent(value: unknown): boolean {
  return value === undefined || value === null;
}

/**
 * The value, with the model's own objects wherever they are equal: what is equal is then found so by identity, and a
 * comparison costs what differs. Items that have keys are compared with the model's of the same key.
 */
export function sharing<T>(model: unknown, value: T, path = ""): T {
  if (Object.is(model, value)) return value;
  if (Array.isArray(value)) return sharingList(model, value as unknown[], path) as T;
  if (!isRecord(value)) return value;
  const old = isRecord(model) ? model : {};
  const names = Object.keys(value);
  const parts = names.map((name) => {
    const place = path === "" ? name : `${path}.${name}`;
    return [name, sharing(old[name], value[name], place)] as const;
  });
  const equal =
    isRecord(model) &&
    names.length === Object.keys(old).length &&
    parts.every(([name, part]) => Object.is(part, old[name]));
  return (equal ? model : Object.fromEntries(parts)) as T;
}

function sharingList(model: unknown, value: readonly unknown[], path: string): readonly unknown[] {
  const old = Array.isArray(model) ? (model as readonly unknown[]) : undefined;
  const byKey = old && isKeyedList(old, path) ? keyed(old, path) : undefined;
  const items = value.map((item, i) =>
    sharing(byKey ? byKey.get(keyOf(path, item, i)) : old?.[i], item, path),
  );
  const equal = items.length === old?.length && items.every((item, i) => Object.is(item, old[i]));
  return equal ? old : items;
}

/** Equal in content; what is absent is equal to null. */
export function same(one: unknown, two: unknown): boolean {
  if (Object.is(one, two) || (absent(one) && absent(two))) return true;
  if (Array.isArray(one) && Array.isArray(two)) {
    return one.length === two.length && one.every((item, i) => same(item, two[i]));
  }
  if (!isRecord(one) || !isRecord(two)) return false;
  const names = new Set([...Object.keys(one), ...Object.keys(two)]);
  return [...names].every((name) => same(one[name], two[name]));
}
