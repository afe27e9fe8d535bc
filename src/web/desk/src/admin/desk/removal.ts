import type { Condition, Desk } from "./model.ts";
import { getAt, keyOf, parentOf, patternOf, setAt, stepsOf } from "./paths.ts";

export interface Removal {
  readonly desk: Desk;
  /** Puts what was removed back where it was, whatever was edited since. */
  readonly restore: (desk: Desk) => Desk;
}

/** Takes items out of their lists. Paths that lead nowhere are passed over. */
export function remove(desk: Desk, paths: readonly string[]): Removal {
  let rest = desk;
  const restores: ((desk: Desk) => Desk)[] = [];
  for (const path of paths) {
    const taken = takeOut(rest, path);
    if (!taken) continue;
    rest = taken.desk;
    restores.unshift(taken.restore);
  }
  return { desk: rest, restore: (now) => restores.reduce((on, put) => put(on), now) };
}

function takeOut(desk: Desk, path: string): Removal | undefined {
  const place = parentOf(path);
  const key = stepsOf(path).at(-1)?.key;
  const list = place === undefined ? undefined : getAt(desk, place);
  if (place === undefined || key === undefined || !Array.isArray(list)) return undefined;
  const pattern = patternOf(place);
  const items = list as readonly unknown[];
  const index = items.findIndex((item, i) => keyOf(pattern, item, i) === key);
  if (index < 0) return undefined;
  const item = items[index];
  return {
    desk: setAt(desk, place, items.toSpliced(index, 1)),
    restore: (now) => {
      const current = getAt(now, place);
      if (!Array.isArray(current)) return now;
      return setAt(now, place, (current as unknown[]).toSpliced(index, 0, item));
    },
  };
}

/** Where an item is used. */
export interface Usages {
  /** Places that must name something else before the item can go. */
  readonly blocking: readonly string[];
  /** Items that mean nothing without it and go with it. */
  readonly goingAlong: readonly string[];
}

/** @param path of a schedule, queue, skill, channel, entry point or agent. */
export function usagesOf(desk: Desk, path: string): Usages {
  const [step] = stepsOf(path);
  const key = step?.key ?? "";
  switch (step?.name) {
    case "schedules":
      return { blocking: fieldsNaming(desk, "scheduleId", key), goingAlong: [] };
    case "queues":
      return {
        blocking: [...fieldsNaming(desk, "queueId", key), ...onlyOversightOf(desk, key)],
        goingAlong: [...agentsWith(desk, "memberships", key), ...supervisorsOf(desk, key)],
      };
    case "skills":
      return {
        blocking: [...requirementsOf(desk, key), ...fieldsNaming(desk, "skillId", key)],
        goingAlong: agentsWith(desk, "skills", key),
      };
    case "channels":
      return { blocking: [], goingAlong: agentsWith(desk, "channelLimits", key) };
    case "entryPoints":
      return { blocking: conditionsNaming(desk, key), goingAlong: [] };
    default:
      return { blocking: [], goingAlong: [] };
  }
}

/** Fields of entry points, queues, rules and ladders whose value is the key. */
function fieldsNaming(desk: Desk, field: string, key: string): string[] {
  const places: (readonly [string, object])[] = [
    ...desk.entryPoints.map((e) => [`entryPoints[${e.key}]`, e] as const),
    ...rulesOf(desk),
    ...desk.queues.flatMap((q) => [
      [`queues[${q.id}]`, q] as const,
      ...q.overflow.map((step, i) => [`queues[${q.id}].overflow[${i}]`, step] as const),
    ]),
  ];
  return places
    .filter(([, item]) => (item as Readonly<Record<string, unknown>>)[field] === key)
    .map(([place]) => `${place}.${field}`);
}

function rulesOf(desk: Desk) {
  return desk.entryPoints.flatMap((e) =>
    e.rules.map((rule) => [`entryPoints[${e.key}].rules[${rule.id}]`, rule] as const),
  );
}

function requirementsOf(desk: Desk, skill: string): string[] {
  const holders = [...desk.queues.map((q) => [`queues[${q.id}]`, q] as const), ...rulesOf(desk)];
  return holders
    .filter(([, item]) => item.requirements.some((need) => need.skillId === skill))
    .map(([place]) => `${place}.requirements[${skill}]`);
}

function agentsWith(
  desk: Desk,
  list: "memberships" | "skills" | "channelLimits",
  key: string,
): string[] {
  return desk.agents
    .filter((agent) => agent[list].some((item, i) => keyOf(`agents.${list}`, item, i) === key))
    .map((agent) => `agents[${agent.id}].${list}[${key}]`);
}

/** One who oversees nothing else oversees all without it, so that is to be decided first. */
function supervisorsOf(desk: Desk, queue: string): string[] {
  return (desk.supervisors ?? [])
    .filter((one) => one.queueIds.includes(queue) && one.queueIds.length > 1)
    .map((one) => `supervisors[${one.id}].queueIds[${queue}]`);
}

function onlyOversightOf(desk: Desk, queue: string): string[] {
  return (desk.supervisors ?? [])
    .filter((one) => one.queueIds.length === 1 && one.queueIds[0] === queue)
    .map((one) => `supervisors[${one.id}].queueIds`);
}

function conditionsNaming(desk: Desk, entryPoint: string): string[] {
  return rulesOf(desk)
    .filter(([place]) => !place.startsWith(`entryPoints[${entryPoint}]`))
    .filter(([, rule]) => rule.when != null && names(rule.when, entryPoint))
    .map(([place]) => `${place}.when`);
}

function names(condition: Condition, entryPoint: string): boolean {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.parts.some((part) => names(part, entryPoint));
    case "not":
      return names(condition.part, entryPoint);
    case "entryPoint":
      return condition.entryPoint === entryPoint;
    default:
      return false;
  }
}
