import { fetched, fetchFailed, headKnown, olderFetched, pushed } from "./catchUp.ts";
import type {
  ConversationEvent,
  EventPage,
  EventsPush,
  Head,
  ReadSync,
  Receipts,
} from "./contracts.g.ts";
import { mentioned, read, readAt, receiptsCame } from "./watermarks.ts";

/** What must be read from the server next; the driver of the reducer does it. */
export type Wanted = { kind: "snapshot" } | { kind: "after"; after: number };

export type ConversationPhase = "unknown" | "snapshot" | "live" | "gap";

/** One conversation as this client knows it. Plain data: it can be stored and read back. */
export interface Conversation {
  readonly conv: number;
  /** The person at this client (`kind:id`); own posts move the own read mark. */
  readonly me: string;
  readonly epoch: number;
  readonly phase: ConversationPhase;
  /** Ascending by seq, each seq once. */
  readonly events: readonly ConversationEvent[];
  /** Everything up to here is held, from the first of `events` on. */
  readonly cursor: number;
  /** Newest seq that is known to exist. */
  readonly head: number;
  /** Running count of countable events at the head. */
  readonly n: number;
  /** True when events older than the first held one can be fetched. */
  readonly older: boolean;
  /** Seqs of what is pinned, oldest pin first; what they name may be older than what is held. */
  readonly pinned: readonly number[];
  /** Up to which event `pinned` is told. */
  readonly pinnedTo: number;
  /** Inclusive ranges that the server left out on purpose. */
  readonly skipped: readonly (readonly number[])[];
  /** Batches that came before the hole in front of them was filled. */
  readonly buffer: readonly EventsPush[];
  readonly wanted: Wanted | undefined;
  readonly failures: number;
  /** Own read watermark: seq, and the running count there. */
  readonly readSeq: number;
  readonly readN: number;
  /** Messages above the own mark that mention this member, as the server last told. */
  readonly mentions: number;
  /** Watermarks of the other members, by person. */
  readonly receipts: Readonly<Record<string, { delivered: number; read: number }>>;
  /** Set when the server's log was behind this client's, which only a restored backup explains. */
  readonly wasAhead: boolean;
}

export type ConversationAction =
  | { type: "pushed"; push: EventsPush }
  | { type: "head"; head: Head }
  | { type: "fetched"; wanted: Wanted; page: EventPage }
  | { type: "older"; page: EventPage }
  | { type: "fetchFailed"; wanted: Wanted; code?: string }
  | { type: "receipts"; receipts: Receipts }
  | { type: "read"; seq: number }
  | { type: "readSync"; sync: ReadSync };

export function newConversation(conv: number, me: string): Conversation {
  return {
    conv,
    me,
    epoch: 0,
    phase: "unknown",
    events: [],
    cursor: 0,
    head: 0,
    n: 0,
    older: false,
    pinned: [],
    pinnedTo: 0,
    skipped: [],
    buffer: [],
    wanted: undefined,
    failures: 0,
    readSeq: 0,
    readN: 0,
    mentions: 0,
    receipts: {},
    wasAhead: false,
  };
}

/** Unread countable events of this member; never negative. */
export function unread(c: Conversation): number {
  return Math.max(0, c.n - c.readN);
}

export function reduceConversation(c: Conversation, action: ConversationAction): Conversation {
  switch (action.type) {
    case "pushed":
      return pushed(c, action.push);
    case "head":
      return headKnown(c, action.head);
    case "fetched":
      return fetched(c, action.wanted, action.page);
    case "older":
      return olderFetched(c, action.page);
    case "fetchFailed":
      return fetchFailed(c, action.wanted, action.code);
    case "receipts":
      return receiptsCame(c, action.receipts);
    case "read":
      return read(c, action.seq);
    case "readSync":
      return mentioned(
        readAt(c, action.sync.readSeq, action.sync.readN),
        action.sync.readSeq,
        action.sync.mentions,
      );
  }
}
