import type { ConversationEvent, VisitorSession } from "@servicedesk/protocol";

/** Name and detail of an event for the host page's listeners. */
export type HostEvent = readonly [name: string, detail?: unknown];

/** What the host page is told when a state of a session takes the place of another. */
export function sessionEvents(
  known: VisitorSession | undefined,
  { sessionId, phase, position, etaMin, etaMax, agentName, closeReason }: VisitorSession,
): readonly HostEvent[] {
  const another = sessionId !== known?.sessionId;
  const events: HostEvent[] = another ? [["conversation:start"]] : [];
  if (another || phase !== known.phase) {
    if (phase === "queued") {
      events.push(["conversation:queued", { position, etaMin, etaMax }]);
    } else if (phase === "active") {
      events.push(["conversation:assigned", { agent: agentName }]);
    } else if (phase === "ended") {
      events.push(["conversation:ended", { reason: closeReason }]);
    }
  }

  return events;
}

/** A message of somebody else, with the first 100 UTF-16 units of its text. */
export function messageReceived({ seq, senderName, body }: ConversationEvent): HostEvent {
  return ["message:received", { id: seq, from: senderName, preview: body.text?.slice(0, 100) }];
}
