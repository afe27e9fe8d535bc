import { isChange, quoteOf, type Reaction, reactionsOf, withChanges, withPins } from "./changes.ts";
import { type ConversationEvent, type EventBody, EventTypes } from "./contracts.g.ts";
import type { Conversation } from "./conversation.ts";
import type { OutboxItem } from "./outbox.ts";

export type Delivery = "waiting" | "sent" | "delivered" | "read" | "failed";

/** One row of a conversation as a person sees it. */
export interface TimelineEntry {
  /** Stable over the life of the message, from unsent to stored. */
  readonly key: string;
  /** 0 while the message is not stored. */
  readonly seq: number;
  readonly own: boolean;
  readonly type: string;
  readonly sender: string;
  readonly senderName?: string;
  /** Milliseconds of the wall clock. */
  readonly at: number;
  /** As it reads now: `edited`, `recalled` and `quote` tell what became of it. */
  readonly body: EventBody;
  /** Empty on most. */
  readonly reactions: readonly Reaction[];
  readonly pinned: boolean;
  /** Set on own messages. */
  readonly delivery?: Delivery;
  /** Set when delivery failed. */
  readonly code?: string;
  /** Set when a rule about contents refused it: the reason key. */
  readonly reason?: string;
  readonly clientMsgId?: string;
}

const none: readonly Reaction[] = [];

/**
 * Stored events but those that only change others, then own messages that are not seen among them yet. Own changes that wait to
 * be stored show already: a message that waits to be edited is waiting.
 */
export function timeline(c: Conversation, outbox: readonly OutboxItem[]): readonly TimelineEntry[] {
  const marks = Object.entries(c.receipts).filter(([member]) => member !== c.me);
  const delivered = marks.reduce((top, [, mark]) => Math.max(top, mark.delivered), 0);
  const readTo = marks.reduce((top, [, mark]) => Math.max(top, mark.read), 0);
  const stateOf = (seq: number): Delivery =>
    seq <= readTo ? "read" : seq <= delivered ? "delivered" : "sent";

  const seen = new Set(c.events.map((event) => event.clientMsgId));
  const unseen = outbox.filter(
    (item) => (item.conv === c.conv || item.conv === 0) && !seen.has(item.clientMsgId),
  );
  const waiting = unseen.filter((item) => isChange(typeOf(item)) && item.state !== "failed");
  const changes = waiting.map((item, i) => changeEvent(item, c, i));
  const targets = new Set(changes.map(({ body }) => body.target));
  const extras = {
    reactions: reactionsOf([...c.events, ...changes]),
    pinned: new Set(withPins(c.pinned, changes)),
  };
  const stored = withChanges(c.events, changes)
    .filter((event) => !isChange(event.type))
    .map((event) => storedEntry(event, c.me, stateOf, extras))
    .map((entry) =>
      entry.own && targets.has(entry.seq) ? { ...entry, delivery: "waiting" as const } : entry,
    );
  const messages = unseen
    .filter((item) => !isChange(typeOf(item)))
    .map((item) => unseenEntry(item, c, stateOf));
  return [...stored, ...messages];
}

function typeOf(item: OutboxItem): string {
  return item.type ?? EventTypes.message;
}

/** An own change as it will come from the server, after all that is there. */
function changeEvent(
  item: OutboxItem,
  { me, cursor }: Conversation,
  place: number,
): ConversationEvent {
  return {
    seq: cursor + 1 + place,
    n: 0,
    a: 0,
    at: new Date(item.createdAt).toISOString(),
    sender: me,
    type: typeOf(item),
    clientMsgId: item.clientMsgId,
    body: item.body,
  };
}

function storedEntry(
  event: ConversationEvent,
  me: string,
  stateOf: (seq: number) => Delivery,
  extras: { reactions: ReadonlyMap<number, readonly Reaction[]>; pinned: ReadonlySet<number> },
): TimelineEntry {
  const own = event.sender === me;
  return {
    key: own && event.clientMsgId ? event.clientMsgId : `${event.seq}`,
    seq: event.seq,
    own,
    type: event.type,
    sender: event.sender,
    senderName: event.senderName,
    at: Date.parse(event.at),
    body: event.body,
    reactions: extras.reactions.get(event.seq) ?? none,
    pinned: extras.pinned.has(event.seq),
    delivery: own ? stateOf(event.seq) : undefined,
    clientMsgId: event.clientMsgId,
  };
}

function unseenEntry(
  item: OutboxItem,
  { me, events }: Conversation,
  stateOf: (seq: number) => Delivery,
): TimelineEntry {
  const quoted = events.find(({ seq }) => seq === item.replyTo);
  return {
    key: item.clientMsgId,
    seq: 0,
    own: true,
    type: typeOf(item),
    sender: me,
    at: item.createdAt,
    body: quoted ? { ...item.body, quote: quoteOf(quoted) } : item.body,
    reactions: none,
    pinned: false,
    delivery: item.state === "sent" ? stateOf(item.seq ?? Infinity) : item.state,
    code: item.code,
    reason: item.reason,
    clientMsgId: item.clientMsgId,
  };
}
