import type { ConversationEvent, Head, SessionRow } from "@servicedesk/protocol";

export type SessionRows = ReadonlyMap<number, SessionRow>;

/**
 * Takes a session's full state into the table. The latest version wins: a lower one is ignored; of the same version the
 * one that knows more of the conversation wins, as messages move the head without a new version. Read marks never go back.
 */
export function takeRow(rows: SessionRows, incoming: SessionRow): SessionRows {
  const known = rows.get(incoming.sessionId);
  if (known && isOlder(incoming, known)) return withHead(rows, known, incoming.head);
  const row = known ? { ...incoming, head: laterHead(known.head, incoming.head) } : incoming;
  return new Map(rows).set(row.sessionId, row);
}

export function takeRows(rows: SessionRows, incoming: readonly SessionRow[]): SessionRows {
  return incoming.reduce(takeRow, rows);
}

function isOlder(incoming: SessionRow, known: SessionRow): boolean {
  if (incoming.version !== known.version) return incoming.version < known.version;
  return incoming.head.epoch === known.head.epoch && incoming.head.seq < known.head.seq;
}

function laterHead(known: Head, incoming: Head): Head {
  if (incoming.epoch !== known.epoch) return incoming;
  return {
    ...incoming,
    seq: Math.max(known.seq, incoming.seq),
    n: Math.max(known.n, incoming.n),
    readSeq: Math.max(known.readSeq, incoming.readSeq),
    readN: Math.max(known.readN, incoming.readN),
  };
}

function withHead(rows: SessionRows, known: SessionRow, head: Head): SessionRows {
  const merged = laterHead(known.head, { ...head, seq: Math.min(head.seq, known.head.seq) });
  const same = merged.readSeq === known.head.readSeq && merged.readN === known.head.readN;
  return same ? rows : new Map(rows).set(known.sessionId, { ...known, head: merged });
}

/** Messages that this agent has not read. */
export function unread(row: SessionRow): number {
  return Math.max(0, row.head.n - row.head.readN);
}

/** Moves the agent's own read mark of a conversation forward. */
export function markRead(
  rows: SessionRows,
  conv: number,
  readSeq: number,
  readN: number,
): SessionRows {
  return changeRowsOf(rows, conv, (row) =>
    row.head.readSeq >= readSeq
      ? row
      : { ...row, head: { ...row.head, readSeq, readN: Math.max(row.head.readN, readN) } },
  );
}

/**
 * Lets a pushed event show in the list before the session's next full state comes: last line, head, who waits for whom.
 * When the answer is late is the server's to say, so an answer given clears it and a new question leaves it open.
 */
export function takeEvent(
  rows: SessionRows,
  conv: number,
  event: ConversationEvent,
  own: boolean,
): SessionRows {
  return changeRowsOf(rows, conv, (row) => {
    if (event.seq <= row.head.seq || row.phase === "ended") return row;
    const head = { ...row.head, seq: event.seq, n: Math.max(row.head.n, event.n) };
    const mine = own ? { ...head, readSeq: event.seq, readN: event.n } : head;
    if (event.type !== "message") return { ...row, head: mine };
    const fromVisitor = event.sender.startsWith("visitor:");
    const answered = event.sender.startsWith("agent:");
    const next: SessionRow = { ...row, head: mine };
    const words = event.body.text ?? event.body.attachments?.[0]?.name;
    if (words !== undefined) next.lastText = words;
    if (fromVisitor && row.waitingOn !== "service") {
      next.waitingOn = "service";
      next.waitingSince = event.at;
    }
    if (answered) {
      next.waitingOn = "visitor";
      next.waitingSince = event.at;
      delete next.replyDueAt;
    }
    return next;
  });
}

function changeRowsOf(
  rows: SessionRows,
  conv: number,
  change: (row: SessionRow) => SessionRow,
): SessionRows {
  let next: Map<number, SessionRow> | undefined;
  for (const row of rows.values()) {
    if (row.conversationId !== conv) continue;
    const changed = change(row);
    if (changed !== row) (next ??= new Map(rows)).set(row.sessionId, changed);
  }
  return next ?? rows;
}
