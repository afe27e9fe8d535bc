import type {
  ConversationEvent,
  EventPage,
  EventsPush,
  Head,
  ReadSync,
  Receipts,
} from "./contracts.g.ts";

/** Most events that are held back while a hole before them is fetched. */
export const GAP_BUFFER = 500;

/** After so many failed fetches of one hole the conversation is read anew. */
export const FETCH_TRIES = 3;

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
  /** Inclusive ranges that the server left out on purpose. */
  readonly skipped: readonly (readonly number[])[];
  /** Batches that came before the hole in front of them was filled. */
  readonly buffer: readonly EventsPush[];
  readonly wanted: Wanted | undefined;
  readonly failures: number;
  /** Own read watermark: seq, and the running count there. */
  readonly readSeq: number;
  readonly readN: number;
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
    skipped: [],
    buffer: [],
    wanted: undefined,
    failures: 0,
    readSeq: 0,
    readN: 0,
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
      return readAt(c, action.sync.readSeq, action.sync.readN);
  }
}

/** PROTOCOL §5, on Events. */
function pushed(c: Conversation, push: EventsPush): Conversation {
  if (c.phase === "unknown" || c.phase === "snapshot") {
    // Nothing to attach to yet: the snapshot that is under way covers or follows it.
    return buffered(c.phase === "unknown" ? snapshot(c, push.epoch) : c, push);
  }

  if (push.epoch !== c.epoch) {
    return buffered(snapshot(c, push.epoch), push);
  }

  if (push.to <= c.cursor) {
    return c;
  }

  if (push.from > c.cursor) {
    return gap(buffered(c, push));
  }

  return drained(appended(c, push.events, push.to, push.skipped));
}

function headKnown(c: Conversation, head: Head): Conversation {
  const marked = readAt({ ...c, n: Math.max(c.n, head.n) }, head.readSeq, head.readN);
  if (c.phase === "unknown" || head.epoch !== c.epoch) {
    return snapshot({ ...marked, n: head.n, readSeq: head.readSeq, readN: head.readN }, head.epoch);
  }

  if (c.phase === "snapshot") {
    return { ...marked, head: Math.max(c.head, head.seq) };
  }

  if (head.seq < c.cursor) {
    return { ...snapshot({ ...marked, n: head.n }, head.epoch), wasAhead: true };
  }

  return behind({ ...marked, head: Math.max(c.head, head.seq) });
}

function fetched(c: Conversation, wanted: Wanted, page: EventPage): Conversation {
  if (!sameWanted(c.wanted, wanted)) {
    return c; // an answer to a question that no longer stands
  }

  if (wanted.kind === "snapshot") {
    const whole = {
      ...c,
      epoch: page.epoch,
      phase: "live" as const,
      events: [],
      cursor: 0,
      n: Math.max(c.n, page.n),
      older: page.more,
      skipped: [],
      wanted: undefined,
      failures: 0,
      buffer: c.buffer.filter((push) => push.epoch === page.epoch),
    };
    return drained(appended(whole, page.events, page.head, []));
  }

  if (page.epoch !== c.epoch) {
    return snapshot(c, page.epoch);
  }

  const last = page.events.at(-1)?.seq ?? c.cursor;
  const to = page.more ? last : Math.max(page.head, last);
  const filled = { ...c, wanted: undefined, failures: 0, n: Math.max(c.n, page.n) };
  return drained(appended(filled, page.events, to, []));
}

function olderFetched(c: Conversation, page: EventPage): Conversation {
  if (page.epoch !== c.epoch || c.phase === "unknown" || c.phase === "snapshot") {
    return c;
  }

  return { ...c, events: merged(page.events, c.events), older: page.more };
}

function fetchFailed(c: Conversation, wanted: Wanted, code: string | undefined): Conversation {
  if (!sameWanted(c.wanted, wanted)) {
    return c;
  }

  const failures = c.failures + 1;
  const holeIsGone = code === "history_truncated" || code === "epoch_changed";
  if (
    wanted.kind === "after" &&
    (holeIsGone || code === "cursor_ahead" || failures >= FETCH_TRIES)
  ) {
    return { ...snapshot(c, c.epoch), wasAhead: c.wasAhead || code === "cursor_ahead" };
  }

  return { ...c, failures };
}

function receiptsCame(c: Conversation, came: Receipts): Conversation {
  const known = c.receipts[came.member] ?? { delivered: 0, read: 0 };
  const delivered = Math.max(known.delivered, came.delivered, came.read);
  const readTo = Math.max(known.read, came.read);
  if (delivered === known.delivered && readTo === known.read) {
    return c;
  }

  return { ...c, receipts: { ...c.receipts, [came.member]: { delivered, read: readTo } } };
}

function read(c: Conversation, seq: number): Conversation {
  const last = c.events.findLast((event) => event.seq <= seq);
  return last ? readAt(c, last.seq, last.n) : c;
}

function readAt(c: Conversation, seq: number, n: number): Conversation {
  return seq <= c.readSeq && n <= c.readN
    ? c
    : { ...c, readSeq: Math.max(c.readSeq, seq), readN: Math.max(c.readN, n) };
}

/** Forgets what is held and asks for the newest page. */
function snapshot(c: Conversation, epoch: number): Conversation {
  return {
    ...c,
    epoch,
    phase: "snapshot",
    events: epoch === c.epoch ? c.events : [],
    cursor: 0,
    head: 0,
    buffer: c.buffer.filter((push) => push.epoch === epoch),
    wanted: { kind: "snapshot" },
    failures: 0,
  };
}

function buffered(c: Conversation, push: EventsPush): Conversation {
  const held = c.buffer.reduce((sum, batch) => sum + batch.events.length, 0);
  const head = Math.max(c.head, push.to);
  // What does not fit is not lost: the head remembers that it exists.
  return held + push.events.length > GAP_BUFFER
    ? { ...c, head }
    : { ...c, head, buffer: [...c.buffer, push] };
}

function gap(c: Conversation): Conversation {
  return c.wanted ? c : { ...c, phase: "gap", wanted: { kind: "after", after: c.cursor } };
}

function behind(c: Conversation): Conversation {
  return c.head > c.cursor ? gap(c) : { ...c, phase: "live" };
}

/** Applies the buffered batches that now attach; asks again for what still lacks. */
function drained(c: Conversation): Conversation {
  let next = c;
  for (const push of [...c.buffer].sort((a, b) => a.from - b.from)) {
    if (push.to > next.cursor && push.from <= next.cursor) {
      next = appended(next, push.events, push.to, push.skipped);
    }
  }

  return behind({ ...next, buffer: next.buffer.filter((push) => push.to > next.cursor) });
}

function appended(
  c: Conversation,
  events: readonly ConversationEvent[],
  to: number,
  skipped: readonly (readonly number[])[],
): Conversation {
  const fresh = events.filter((event) => event.seq > c.cursor && event.seq <= to);
  const own = fresh.findLast((event) => event.sender === c.me);
  const next = {
    ...c,
    events: merged(c.events, fresh),
    cursor: Math.max(c.cursor, to),
    head: Math.max(c.head, to),
    n: fresh.reduce((n, event) => Math.max(n, event.n), c.n),
    skipped: skipped.length > 0 ? [...c.skipped, ...skipped] : c.skipped,
    receipts: fresh.reduce(postedReceipts(c.me), c.receipts),
  };
  return own ? readAt(next, own.seq, own.n) : next;
}

/** Who posts has read up to there: the server moves the poster's mark with the post and sends no receipt for it. */
function postedReceipts(me: string) {
  return (receipts: Conversation["receipts"], { sender, seq }: ConversationEvent) => {
    const read = receipts[sender]?.read ?? 0;
    if (sender === me || sender === "system" || read >= seq) {
      return receipts;
    }

    const delivered = Math.max(seq, receipts[sender]?.delivered ?? 0);
    return { ...receipts, [sender]: { delivered, read: seq } };
  };
}

function merged(
  first: readonly ConversationEvent[],
  second: readonly ConversationEvent[],
): readonly ConversationEvent[] {
  if (second.length === 0) {
    return first;
  }

  const lastOfFirst = first.at(-1)?.seq ?? 0;
  const inOrder = second.every(
    (event, i) => event.seq > (i === 0 ? lastOfFirst : (second[i - 1]?.seq ?? 0)),
  );
  if (inOrder) {
    return [...first, ...second];
  }

  const bySeq = new Map([...first, ...second].map((event) => [event.seq, event]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

function sameWanted(a: Wanted | undefined, b: Wanted): boolean {
  return (
    a?.kind === b.kind && (a.kind === "snapshot" || b.kind === "snapshot" || a.after === b.after)
  );
}
