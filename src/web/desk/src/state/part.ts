import type { SessionRow } from "@servicedesk/protocol";
import { isMine, isWaiting } from "./lists.ts";

/** What a member of staff is in a session. */
export type Part =
  /** Answers the visitor. */
  | "answers"
  /** Answers beside the agent, seen by everybody. */
  | "joined"
  /** Was asked for advice; the visitor sees nothing of it. */
  | "advises"
  /** Follows it live as its supervisor. */
  | "monitors"
  /** Finishes up after the end. */
  | "finishes"
  | "reads";

/** Where the words of the composer go. */
export type Writing = "reply" | "note" | "whisper";

export function partIn(
  row: SessionRow,
  agentId: number | undefined,
  monitoring: ReadonlySet<number>,
): Part {
  if (agentId !== undefined) {
    if (isMine(row, agentId)) return row.phase === "active" ? "answers" : "finishes";
    if (row.bargedAgentId === agentId) return "joined";
    if (row.consultingAgentId === agentId) return "advises";
  }
  const over = row.phase === "ended" || row.phase === "deferred";
  return monitoring.has(row.sessionId) && !over ? "monitors" : "reads";
}

/** The choices of the composer, the usual one first; none where nobody could answer what is written. */
export function writingsOf(part: Part, row: SessionRow): readonly Writing[] {
  switch (part) {
    case "answers":
    case "joined":
      return ["reply", "note"];
    case "monitors":
      return row.phase === "active" ? ["whisper", "note"] : ["note"];
    case "advises":
    case "finishes":
      return ["note"];
    case "reads":
      return row.phase === "active" || isWaiting(row) ? ["note"] : [];
  }
}
