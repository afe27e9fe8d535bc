/** One step of a path: a name, and behind a list's name the key of the item meant. */
export interface Step {
  readonly name: string;
  readonly key: string | undefined;
}

const parsed = new Map<string, readonly Step[]>();

/** "queues[billing].overflow[0].value" → its steps. Keys may hold any sign but "]". */
export function stepsOf(path: string): readonly Step[] {
  let steps = parsed.get(path);
  if (!steps) {
    const names = path.matchAll(/([^.[\]]+)(?:\[([^\]]*)\])?/g);
    parsed.set(path, (steps = [...names].map(([, name = "", key]) => ({ name, key }))));
  }
  return steps;
}

/** The path without its keys, as labels are named by: "queues.overflow.value". */
export function patternOf(path: string): string {
  return stepsOf(path)
    .map((step) => step.name)
    .join(".");
}

export function parentOf(path: string): string | undefined {
  const cut = path.endsWith("]") ? path.lastIndexOf("[") : path.lastIndexOf(".");
  return cut < 0 ? undefined : path.slice(0, cut);
}

/** Whether the path is the place itself or lies within it. */
export function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);
}

/** By what the items of a list are told apart; lists that are not named here are told apart by their place. */
const keyNames: Readonly<Record<string, string>> = {
  entryPoints: "key",
  rules: "id",
  schedules: "id",
  queues: "id",
  skills: "id",
  channels: "id",
  agents: "id",
  memberships: "queueId",
  channelLimits: "channelId",
  requirements: "skillId",
  holidays: "date",
  overrides: "date",
  supervisors: "id",
  contentRules: "id",
};

/** @param pattern of the list, for example "agents.skills". */
export function keyNameOf(pattern: string): string | undefined {
  if (pattern.endsWith("agents.skills")) return "skillId";
  return keyNames[pattern.slice(pattern.lastIndexOf(".") + 1)];
}

/** The item's key in a list of that pattern; a plain word is its own. */
export function keyOf(pattern: string, item: unknown, index: number): string {
  if (typeof item === "string") return item;
  const name = keyNameOf(pattern);
  const value = name === undefined ? undefined : (item as Record<string, unknown>)[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : String(index);
}

/** The value at a path; undefined when there is none. */
export function getAt(root: unknown, path: string): unknown {
  let value = root;
  let pattern = "";
  for (const { name, key } of stepsOf(path)) {
    pattern = pattern === "" ? name : `${pattern}.${name}`;
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[name];
    if (key === undefined) continue;
    if (!Array.isArray(value)) return undefined;
    const at = indexOf(value, pattern, key);
    value = at < 0 ? undefined : (value[at] as unknown);
  }
  return value;
}

/** The root with another value at the path; whatever is not on the path is the same object as before. */
export function setAt<T>(root: T, path: string, value: unknown): T {
  return changed(root, stepsOf(path), 0, "", value) as T;
}

function changed(
  node: unknown,
  steps: readonly Step[],
  at: number,
  before: string,
  value: unknown,
): unknown {
  const step = steps[at];
  if (step === undefined) return value;
  const record = (node ?? {}) as Readonly<Record<string, unknown>>;
  const pattern = before === "" ? step.name : `${before}.${step.name}`;
  const child = record[step.name];
  if (step.key === undefined) {
    return { ...record, [step.name]: changed(child, steps, at + 1, pattern, value) };
  }
  const list = Array.isArray(child) ? (child as unknown[]) : [];
  const index = indexOf(list, pattern, step.key);
  if (index < 0) return node;
  return {
    ...record,
    [step.name]: list.with(index, changed(list[index], steps, at + 1, pattern, value)),
  };
}

function indexOf(list: readonly unknown[], pattern: string, key: string): number {
  return list.findIndex((item, index) => keyOf(pattern, item, index) === key);
}
