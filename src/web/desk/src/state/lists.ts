import type { SessionRow } from "@servicedesk/protocol";
import type { SessionRows } from "./sessionRows";

export type ListName = "mine" | "queue" | "offline" | "all";
export const listNames: readonly ListName[] = ["mine", "queue", "offline", "all"];

/** Whether the session is one that the agent serves or finishes up after. */
export function isMine(row: SessionRow, agentId: number): boolean {
  return row.agentId === agentId && (row.phase === "active" || row.wrapUpUntil !== undefined);
}

/** Whether the agent serves the session or was asked for advice in it. */
export function concerns(row: SessionRow, agentId: number): boolean {
  return isMine(row, agentId) || (row.consultingAgentId === agentId && row.phase === "active");
}

export function isWaiting(row: SessionRow): boolean {
  return row.phase === "queued" || row.phase === "offered";
}

export function waitsOnUs(row: SessionRow): boolean {
  return row.phase === "active" && row.waitingOn === "service";
}

/** Session ids of a list in the order in which it wants to stand; offline (tickets) is none of these. */
export function orderOf(list: ListName, rows: SessionRows, agentId: number | undefined): number[] {
  const all = [...rows.values()];
  switch (list) {
    case "mine":
      return agentId === undefined
        ? []
        : ids(all.filter((r) => concerns(r, agentId)).sort(byWaitingOnUs));
    case "queue":
      return ids(all.filter(isWaiting).sort(byEnqueued));
    case "all":
      return ids(all.sort((a, b) => b.sessionId - a.sessionId));
    case "offline":
      return [];
  }
}

/** The session that has waited longest for a word of ours, after the current one when that is among them. */
export function nextWaitingOnUs(
  rows: SessionRows,
  agentId: number,
  current?: number,
): number | undefined {
  const waiting = [...rows.values()]
    .filter((r) => isMine(r, agentId) && waitsOnUs(r))
    .sort(byWaitingOnUs);
  const at = waiting.findIndex((r) => r.sessionId === current);
  return (waiting[at + 1] ?? waiting[0])?.sessionId;
}

function ids(rows: SessionRow[]): number[] {
  return rows.map((row) => row.sessionId);
}

/** Who waits for us longest comes first, then those we wait for, then what is only to be finished up. */
function byWaitingOnUs(a: SessionRow, b: SessionRow): number {
  return (
    rank(a) - rank(b) ||
    instant(a.waitingSince) - instant(b.waitingSince) ||
    a.sessionId - b.sessionId
  );
}

function rank(row: SessionRow): number {
  if (row.phase !== "active") return 2;
  return row.waitingOn === "service" ? 0 : 1;
}

function byEnqueued(a: SessionRow, b: SessionRow): number {
  return (
    instant(a.enqueuedAt ?? a.startedAt) - instant(b.enqueuedAt ?? b.startedAt) ||
    a.sessionId - b.sessionId
  );
}

function instant(at: string | undefined): number {
  return at === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(at);
}
