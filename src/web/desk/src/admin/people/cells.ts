import type { Agent, AgentSkill, ChannelLimit, Desk, Membership } from "../desk/model.ts";

/** What the columns of the matrix are. */
export const matrixViews = ["queues", "skills", "channels"] as const;

export type MatrixView = (typeof matrixViews)[number];

export interface MatrixColumn {
  readonly id: string;
  readonly name: string;
  readonly kind: "capacity" | "queue" | "skill" | "channel";
}

/** What a cell holds; undefined where the agent is no member, has not the skill, has no limit. */
export type CellValue =
  | { readonly kind: "capacity"; readonly capacity: number }
  | ({ readonly kind: "queue" } & Membership)
  | ({ readonly kind: "skill" } & AgentSkill)
  | ({ readonly kind: "channel" } & ChannelLimit);

/** The settings of a cell that can be changed by name. */
export type CellField = "capacity" | "priority" | "delaySeconds" | "rank" | "maxSessions" | "level";

export function columnsOf(
  desk: Desk,
  view: MatrixView,
  capacityName: string,
): readonly MatrixColumn[] {
  const first: MatrixColumn = { id: "capacity", name: capacityName, kind: "capacity" };
  switch (view) {
    case "queues":
      return [
        first,
        ...desk.queues.map((one) => ({ id: one.id, name: one.name, kind: "queue" as const })),
      ];
    case "skills":
      return [
        first,
        ...desk.skills.map((one) => ({ id: one.id, name: one.name, kind: "skill" as const })),
      ];
    case "channels":
      return [
        first,
        ...desk.channels.map((one) => ({ id: one.id, name: one.id, kind: "channel" as const })),
      ];
  }
}

export function valueAt(agent: Agent, column: MatrixColumn): CellValue | undefined {
  switch (column.kind) {
    case "capacity":
      return { kind: "capacity", capacity: agent.capacity };
    case "queue": {
      const found = agent.memberships.find((one) => one.queueId === column.id);
      return found && { kind: "queue", ...found };
    }
    case "skill": {
      const found = agent.skills.find((one) => one.skillId === column.id);
      return found && { kind: "skill", ...found };
    }
    case "channel": {
      const found = agent.channelLimits.find((one) => one.channelId === column.id);
      return found && { kind: "channel", ...found };
    }
  }
}

/** Where a cell stands in the draft. */
export function placeOfCell(agent: Agent, column: MatrixColumn): string {
  const place = `agents[${agent.id}]`;
  switch (column.kind) {
    case "capacity":
      return `${place}.capacity`;
    case "queue":
      return `${place}.memberships[${column.id}]`;
    case "skill":
      return `${place}.skills[${column.id}]`;
    case "channel":
      return `${place}.channelLimits[${column.id}]`;
  }
}

/** Gives a cell its first value, or takes it away. A capacity is always there. */
export function switched(agent: Agent, column: MatrixColumn, on: boolean): Agent {
  const has = valueAt(agent, column) !== undefined;
  if (column.kind === "capacity" || has === on) return agent;
  switch (column.kind) {
    case "queue":
      return {
        ...agent,
        memberships: on
          ? [...agent.memberships, { queueId: column.id, priority: 1, delaySeconds: 0, rank: 0 }]
          : agent.memberships.filter((one) => one.queueId !== column.id),
      };
    case "skill":
      return {
        ...agent,
        skills: on
          ? [...agent.skills, { skillId: column.id, level: 1 }]
          : agent.skills.filter((one) => one.skillId !== column.id),
      };
    case "channel":
      return {
        ...agent,
        channelLimits: on
          ? [...agent.channelLimits, { channelId: column.id, maxSessions: 1 }]
          : agent.channelLimits.filter((one) => one.channelId !== column.id),
      };
  }
}

/** Sets one number of a cell; a cell that was empty is filled first. Undefined takes a limit away. */
export function withField(
  agent: Agent,
  column: MatrixColumn,
  field: CellField,
  value: number | undefined,
): Agent {
  if (column.kind === "capacity") {
    return field === "capacity" && value !== undefined ? { ...agent, capacity: value } : agent;
  }
  const filled = switched(agent, column, true);
  switch (column.kind) {
    case "queue":
      return {
        ...filled,
        memberships: changed(filled.memberships, (one) => one.queueId === column.id, field, value),
      };
    case "skill":
      return {
        ...filled,
        skills: changed(filled.skills, (one) => one.skillId === column.id, field, value),
      };
    case "channel":
      return {
        ...filled,
        channelLimits: changed(
          filled.channelLimits,
          (one) => one.channelId === column.id,
          field,
          value,
        ),
      };
  }
}

function changed<T extends object>(
  list: readonly T[],
  isIt: (item: T) => boolean,
  field: CellField,
  value: number | undefined,
): readonly T[] {
  return list.map((item) => (isIt(item) ? { ...item, [field]: value } : item));
}

/** What a digit typed into a cell of a column sets, if it is one of its range. */
export function digitField(column: MatrixColumn, digit: number): CellField | undefined {
  switch (column.kind) {
    case "capacity":
      return digit >= 1 ? "capacity" : undefined;
    case "queue":
      return digit >= 1 ? "priority" : undefined;
    case "skill":
      return digit >= 1 && digit <= 5 ? "level" : undefined;
    case "channel":
      return "maxSessions";
  }
}

/** Every agent changed that stands in a range of rows; the others are the same objects. */
export function withRange(
  desk: Desk,
  rows: readonly Agent[],
  columns: readonly MatrixColumn[],
  change: (agent: Agent, column: MatrixColumn) => Agent,
): Desk {
  const ids = new Set(rows.map((agent) => agent.id));
  return {
    ...desk,
    agents: desk.agents.map((agent) =>
      ids.has(agent.id) ? columns.reduce((now, column) => change(now, column), agent) : agent,
    ),
  };
}

/** The value that all cells of a range share; "mixed" where they differ. */
export function shared(
  rows: readonly Agent[],
  columns: readonly MatrixColumn[],
  field: CellField,
): number | "mixed" | undefined {
  let found: number | undefined;
  let first = true;
  for (const agent of rows) {
    for (const column of columns) {
      const cell = valueAt(agent, column) as Readonly<Record<string, unknown>> | undefined;
      const value = typeof cell?.[field] === "number" ? cell[field] : undefined;
      if (!first && value !== found) return "mixed";
      [found, first] = [value, false];
    }
  }
  return found;
}
