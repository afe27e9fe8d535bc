// The configuration as it travels; its shapes are written from the server's records.
export type * from "@servicedesk/protocol/desk";
import type {
  AttributeComparison,
  Condition,
  DateOverrideKind,
  DayOfWeek,
  Desk,
  OverflowAction,
  OverflowTrigger,
  Queue,
} from "@servicedesk/protocol/desk";

export interface VersionRow {
  readonly version: number;
  readonly publishedAt: string;
  readonly author: string;
  readonly note?: string;
  readonly rolledBackFrom?: number;
}

/** The week as it is shown: from Monday on. */
export const weekdays = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const satisfies readonly DayOfWeek[];

export const overrideKinds = [
  "closed",
  "modified",
  "extended",
] as const satisfies readonly DateOverrideKind[];

export const overflowTriggers = [
  "wait",
  "length",
  "noEligibleAgentOnline",
  "queueClosing",
  "eta",
] as const satisfies readonly OverflowTrigger[];

export const overflowActions = [
  "relaxSkill",
  "addQueue",
  "moveToQueue",
  "addBoost",
  "offerFallback",
  "notifySupervisor",
  "toBot",
  "end",
] as const satisfies readonly OverflowAction[];

export const comparisons = [
  "is",
  "contains",
  "exists",
  "atLeast",
  "atMost",
  "moreThan",
  "lessThan",
] as const satisfies readonly AttributeComparison[];

export const conditionKinds = [
  "topic",
  "language",
  "source",
  "attribute",
  "botResult",
  "channel",
  "entryPoint",
] as const satisfies readonly Condition["kind"][];

/** A new queue: what is not given has the server's default from the first save on. */
export function newQueue(id: string, name: string, scheduleId: string): Queue {
  const given: Partial<Queue> = { id, name, scheduleId, requirements: [], overflow: [] };
  return given as Queue;
}

const nothing: Partial<Desk> = {
  version: 0,
  entryPoints: [],
  schedules: [],
  queues: [],
  skills: [],
  channels: [],
  agents: [],
  contentRules: [],
};

/** What stands while nothing has been read. */
export const emptyDesk = nothing as Desk;
