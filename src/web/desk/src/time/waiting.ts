import type { SessionRow } from "@servicedesk/protocol";

/** How urgent a wait is; each level has a shape besides its colour. */
export type Urgency = "calm" | "soon" | "late";

export interface Wait {
  /** Milliseconds waited. */
  readonly elapsedMs: number;
  /** Milliseconds until the answer is late, negative after; undefined when none is owed by a time. */
  readonly dueInMs?: number;
  readonly urgency: Urgency;
}

/** Where no reply-due time is set (waiting in the queue): calm below one minute, late from two. */
const soonAfterMs = 60_000;
const lateAfterMs = 120_000;

/** How long the visitor has been waiting for us; undefined when we owe nothing. */
export function waitOf(row: SessionRow, serverNow: number): Wait | undefined {
  const since = waitStart(row);
  if (since === undefined) return undefined;
  const elapsedMs = Math.max(0, serverNow - Date.parse(since));
  if (row.replyDueAt === undefined) return { elapsedMs, urgency: byAge(elapsedMs) };
  const dueInMs = Date.parse(row.replyDueAt) - serverNow;
  // The second half of the time for an answer is the warning.
  const soon = dueInMs <= elapsedMs;
  return {
    elapsedMs,
    dueInMs,
    urgency: dueInMs <= 0 ? "late" : soon ? "soon" : "calm",
  };
}

function waitStart(row: SessionRow): string | undefined {
  if (row.phase === "queued" || row.phase === "offered") return row.enqueuedAt ?? row.startedAt;
  return row.phase === "active" && row.waitingOn === "service" ? row.waitingSince : undefined;
}

function byAge(elapsedMs: number): Urgency {
  return elapsedMs >= lateAfterMs ? "late" : elapsedMs >= soonAfterMs ? "soon" : "calm";
}
