import type { ConversationEvent, Receipts } from "./contracts.g.ts";
import type { Conversation } from "./conversation.ts";

/** Watermarks of another member; they never move back. */
export function receiptsCame(c: Conversation, came: Receipts): Conversation {
  const known = c.receipts[came.member] ?? { delivered: 0, read: 0 };
  const delivered = Math.max(known.delivered, came.delivered, came.read);
  const readTo = Math.max(known.read, came.read);
  if (delivered === known.delivered && readTo === known.read) {
    return c;
  }

  return { ...c, receipts: { ...c.receipts, [came.member]: { delivered, read: readTo } } };
}

/** The own mark moves to the newest held event up to seq. */
export function read(c: Conversation, seq: number): Conversation {
  const last = c.events.findLast((event) => event.seq <= seq);
  return last ? readAt(c, last.seq, last.n) : c;
}

/** The own mark moves to a known place: seq, and the running count there. It never moves back. */
export function readAt(c: Conversation, seq: number, n: number): Conversation {
  return seq <= c.readSeq && n <= c.readN
    ? c
    : { ...c, readSeq: Math.max(c.readSeq, seq), readN: Math.max(c.readN, n) };
}

/** How many unread messages mention this member, told with the read mark `readSeq`; an older telling is dropped. */
export function mentioned(c: Conversation, readSeq: number, count = 0): Conversation {
  return readSeq < c.readSeq || count === c.mentions ? c : { ...c, mentions: count };
}

/** Who posts has read up to there: the server moves the poster's mark with the post and sends no receipt for it. */
export function postedReceipts(me: string) {
  return (receipts: Conversation["receipts"], { sender, seq }: ConversationEvent) => {
    const read = receipts[sender]?.read ?? 0;
    if (sender === me || sender === "system" || read >= seq) {
      return receipts;
    }

    const delivered = Math.max(seq, receipts[sender]?.delivered ?? 0);
    return { ...receipts, [sender]: { delivered, read: seq } };
  };
}
