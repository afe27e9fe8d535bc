import type {
  ConnectionState,
  Conversation,
  OutboxItem,
  TimelineEntry,
  VisitorSession,
} from "@servicedesk/protocol";
import { NoteKinds } from "@servicedesk/protocol";

/** All that the views need; replaced as a whole on each change. */
export interface ChatState {
  readonly link: ConnectionState;
  /** The browser's own word; false shows "offline" instead of "reconnecting". */
  readonly online: boolean;
  readonly session: VisitorSession | undefined;
  readonly conversation: Conversation;
  readonly outbox: readonly OutboxItem[];
  readonly typing: { readonly name?: string; readonly person: string } | undefined;
  /** What is being asked of the server now, to show a button as busy. */
  readonly busy: string | undefined;
  /** Why the last command was refused. */
  readonly refusal: string | undefined;
  /** E-mail of a message that was left for the present session. */
  readonly messageLeft: boolean;
  readonly surveyDone: "answered" | "skipped" | undefined;
  /** Silence notices up to this seq were answered with "I'm still here". */
  readonly stillHereTo: number;
  /** What the next words will be, when not a message of their own. */
  readonly composing:
    { readonly kind: "quote" | "edit"; readonly entry: TimelineEntry } | undefined;
}

export type Face = "bot" | "queue" | "deferred" | "chat" | "ended";

/** Which of the widget's faces the session asks for. */
export function faceOf(session: VisitorSession | undefined): Face {
  switch (session?.phase) {
    case "queued":
    case "offered":
      return "queue";
    case "deferred":
      return "deferred";
    case "active":
      return "chat";
    case "ended":
      return "ended";
    default:
      return "bot";
  }
}

/** True while the session can take messages. */
export function takesMessages(session: VisitorSession | undefined): boolean {
  return session !== undefined && session.phase !== "ended" && session.phase !== "deferred";
}

/** True while the next message continues a session that is over. */
export function resumable(session: VisitorSession | undefined): boolean {
  return session?.resumableUntil !== undefined && Date.parse(session.resumableUntil) > Date.now();
}

/** True when the next words go into the conversation at hand; otherwise a new session must be started for them. */
export function goesOn(session: VisitorSession | undefined): boolean {
  return session === undefined || takesMessages(session) || resumable(session);
}

/** The newest of two states of sessions; an older one never replaces a newer one. */
export function newer(known: VisitorSession | undefined, came: VisitorSession): VisitorSession {
  const older =
    known &&
    (came.sessionId < known.sessionId ||
      (came.sessionId === known.sessionId && came.version < known.version));
  return older ? known : came;
}

/** True when silence was noticed and the visitor has not answered since. */
export function silenceNoticed(entries: readonly TimelineEntry[], stillHereTo: number): boolean {
  const last = entries.findLast((entry) => entry.type === "message" || entry.body.note);
  return last !== undefined && isSilence(last) && last.seq > stillHereTo;
}

/** The time of an own message that the bot has not answered yet; undefined when it owes nothing. */
export function botOwesSince(entries: readonly TimelineEntry[]): number | undefined {
  const last = entries.findLast((entry) => entry.type === "message" || entry.body.note);
  return last?.own && last.delivery !== "failed" && last.delivery !== "waiting"
    ? last.at
    : undefined;
}

function isSilence(entry: TimelineEntry): boolean {
  const kind = entry.body.note?.kind;
  return kind === NoteKinds.silenceWarning || kind === NoteKinds.silenceCountdown;
}
