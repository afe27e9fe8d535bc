import type { ConversationEvent, EventPage, EventsPush, Head } from "./contracts.g.ts";
import { editsAndRecalls, withChanges, withPins } from "./changes.ts";
import type { Conversation, Wanted } from "./conversation.ts";
import { merged } from "./eventOrder.ts";
import { mentioned, postedReceipts, readAt } from "./watermarks.ts";

/** Most events that are held back while a hole before them is fetched. */
export const GAP_BUFFER = 500;

/** After so many failed fetches of one hole the conversation is read anew. */
export const FETCH_TRIES = 3;

/** What a push does: apply what joins on, hold back what leaves a gap, and ask for what is missing. */
export function pushed(c: Conversation, push: EventsPush): Conversation {
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

/** A head of Welcome or of a heartbeat: what is missing before it becomes wanted. */
export function headKnown(c: Conversation, head: Head): Conversation {
  const marked = mentioned(
    readAt({ ...c, n: Math.max(c.n, head.n) }, head.readSeq, head.readN),
    head.readSeq,
    head.mentions,
  );
  if (c.phase === "unknown" || head.epoch !== c.epoch) {
    return snapshot({ ...marked, n: head.n, readSeq: head.readSeq, readN: head.readN }, head.epoch);
  }

  if (c.phase === "snapshot") {
    return { ...marked, head: Math.max(c.head, head.seq) };
  }

  if (head.seq < c.cursor) {
    // Read before the last push, or the log was set back: the fetch tells, by cursor_ahead.
    return gap(marked);
  }

  return behind({ ...marked, head: Math.max(c.head, head.seq) });
}

/** The page that was asked for. */
export function fetched(c: Conversation, wanted: Wanted, page: EventPage): Conversation {
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
    return drained(appended(pinnedAs({ ...whole, pinnedTo: 0 }, page), page.events, page.head, []));
  }

  if (page.epoch !== c.epoch) {
    return snapshot(c, page.epoch);
  }

  const last = page.events.at(-1)?.seq ?? c.cursor;
  const to = page.more ? last : Math.max(page.head, last);
  const filled = { ...c, wanted: undefined, failures: 0, n: Math.max(c.n, page.n) };
  return drained(appended(pinnedAs(filled, page), page.events, to, []));
}

/** The page before the oldest held event. */
export function olderFetched(c: Conversation, page: EventPage): Conversation {
  if (page.epoch !== c.epoch || c.phase === "unknown" || c.phase === "snapshot") {
    return c;
  }

  // The page may have been read before a change that is held already.
  const older = withChanges(page.events, editsAndRecalls(c.events));
  return { ...pinnedAs(c, page), events: merged(older, c.events), older: page.more };
}

/** A page tells what is pinned at its head. */
function pinnedAs(c: Conversation, page: EventPage): Conversation {
  return page.head < c.pinnedTo ? c : { ...c, pinned: page.pinned ?? [], pinnedTo: page.head };
}

/**
 * The fetch was refused with `code`. A hole that is gone, or failed FETCH_TRIES times, is given up for
 * the newest page.
 */
export function fetchFailed(
  c: Conversation,
  wanted: Wanted,
  code: string | undefined,
): Conversation {
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
    events: withChanges(merged(c.events, fresh), editsAndRecalls(fresh)),
    pinned: withPins(
      c.pinned,
      fresh.filter((event) => event.seq > c.pinnedTo),
    ),
    pinnedTo: Math.max(c.pinnedTo, to),
    cursor: Math.max(c.cursor, to),
    head: Math.max(c.head, to),
    n: fresh.reduce((n, event) => Math.max(n, event.n), c.n),
    skipped: skipped.length > 0 ? [...c.skipped, ...skipped] : c.skipped,
    receipts: fresh.reduce(postedReceipts(c.me), c.receipts),
  };
  return own ? readAt(next, own.seq, own.n) : next;
}

function sameWanted(a: Wanted | undefined, b: Wanted): boolean {
  return (
    a?.kind === b.kind && (a.kind === "snapshot" || b.kind === "snapshot" || a.after === b.after)
  );
}
