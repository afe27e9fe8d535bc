import type { BoardAgent, BoardQueue } from "@servicedesk/protocol";

/** What a clicked figure leaves in the tables below it. */
export type BoardFilter =
  | "waiting"
  | "serviceLevel"
  | "abandonment"
  | "free"
  | "lost"
  | "online"
  | "busy"
  | "away"
  | "active";

/** Whether a queue is below its service level. */
export function missesLevel(queue: BoardQueue): boolean {
  return queue.serviceLevel !== undefined && queue.serviceLevel < queue.serviceLevelTarget;
}

/** Whether more abandon a queue than may. */
export function missesAbandonment(queue: BoardQueue): boolean {
  return queue.abandonment !== undefined && queue.abandonment > queue.abandonmentTarget;
}

export function queuesOf(
  queues: readonly BoardQueue[],
  filter: BoardFilter | undefined,
): readonly BoardQueue[] {
  switch (filter) {
    case "waiting":
      return queues.filter((queue) => queue.waiting > 0);
    case "serviceLevel":
      return queues.filter(missesLevel);
    case "abandonment":
      return queues.filter(missesAbandonment);
    default:
      return queues;
  }
}

export function agentsOf(
  agents: readonly BoardAgent[],
  filter: BoardFilter | undefined,
): readonly BoardAgent[] {
  switch (filter) {
    case "free":
      return agents.filter((a) => isThere(a) && a.presence === "online" && a.load < a.capacity);
    case "lost":
      return agents.filter((a) => a.presence !== "offline" && !isThere(a));
    case "online":
      return agents.filter((a) => isThere(a) && a.presence === "online");
    case "busy":
      return agents.filter((a) => isThere(a) && a.presence === "busy");
    case "away":
      return agents.filter(
        (a) => isThere(a) && (a.presence === "away" || a.presence === "offlineWhenDone"),
      );
    case "active":
      return agents.filter((a) => a.load > 0);
    default:
      return agents;
  }
}

function isThere(agent: BoardAgent): boolean {
  return agent.connection === "connected";
}
