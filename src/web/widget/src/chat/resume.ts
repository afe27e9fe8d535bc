import {
  type Conversation,
  NoteKinds,
  type OutboxItem,
  type VisitorSession,
} from "@servicedesk/protocol";
import { takesMessages } from "./state.ts";

export type Resume = "refresh" | "start" | "look" | "nothing";

/**
 * What to do on a Welcome: ask how a session that is over stands, start or find one, look into the
 * conversation that is there, or nothing.
 * @param wanted whether a session is wanted although none is open
 * @param hasHead whether the visitor has a conversation
 */
export function resumeOn(
  session: VisitorSession | undefined,
  outbox: readonly OutboxItem[],
  wanted: boolean,
  hasHead: boolean,
): Resume {
  const waits = outbox.some((item) => item.conv === 0 && item.state === "waiting");
  if (session && !takesMessages(session) && !waits) {
    return "refresh";
  }

  return session || wanted ? "start" : hasHead ? "look" : "nothing";
}

/** True when the newest note says that the last session ended. */
export function isOver({ events }: Conversation): boolean {
  const newest = events.findLast((event) => event.body.note)?.body.note;
  return newest?.kind === NoteKinds.ended;
}
