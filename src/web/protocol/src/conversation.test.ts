import { describe, expect, test } from "vitest";
import { GAP_BUFFER } from "./catchUp.ts";
import type { ConversationEvent, EventPage, EventsPush } from "./contracts.g.ts";
import { type Conversation, newConversation, reduceConversation, unread } from "./conversation.ts";

const conv = 42;
const me = "visitor:7";

function event(seq: number, sender = "agent:1", type = "message"): ConversationEvent {
  return {
    seq,
    n: seq,
    a: 0,
    at: new Date(1_790_000_000_000 + seq * 1000).toISOString(),
    sender,
    type,
    body: { text: `message ${seq}` },
  };
}

function events(from: number, to: number): ConversationEvent[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => event(from + i));
}

function push(from: number, to: number, epoch = 1): EventsPush {
  return { conv, epoch, from, to, events: events(from + 1, to), skipped: [] };
}

function page(from: number, to: number, head = to, more = to < head, epoch = 1): EventPage {
  return { events: events(from, to), epoch, head, n: head, floor: 1, more };
}

function live(to: number): Conversation {
  const head = { conv, epoch: 1, seq: to, n: to, readSeq: 0, readN: 0 };
  const asked = reduceConversation(newConversation(conv, me), { type: "head", head });
  expect(asked.wanted).toEqual({ kind: "snapshot" });
  return reduceConversation(asked, {
    type: "fetched",
    wanted: { kind: "snapshot" },
    page: page(1, to, to, false),
  });
}

const seqs = (c: Conversation) => c.events.map((one) => one.seq);

describe("a conversation", () => {
  test("applies a batch that attaches to its cursor", () => {
    const c = reduceConversation(live(3), { type: "pushed", push: push(3, 5) });
    expect(seqs(c)).toEqual([1, 2, 3, 4, 5]);
    expect(c).toMatchObject({ cursor: 5, phase: "live", wanted: undefined });
  });

  test("ignores a batch that it already holds, and takes the new part of one that overlaps", () => {
    const c = live(5);
    expect(reduceConversation(c, { type: "pushed", push: push(1, 4) })).toBe(c);
    expect(seqs(reduceConversation(c, { type: "pushed", push: push(3, 6) }))).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
  });

  test("buffers a batch behind a hole, asks for the hole and then applies both", () => {
    const holed = reduceConversation(live(3), { type: "pushed", push: push(5, 6) });
    expect(holed).toMatchObject({ phase: "gap", cursor: 3, wanted: { kind: "after", after: 3 } });
    const whole = reduceConversation(holed, {
      type: "fetched",
      wanted: { kind: "after", after: 3 },
      page: page(4, 5),
    });
    expect(seqs(whole)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(whole).toMatchObject({ phase: "live", buffer: [], wanted: undefined });
  });

  test("asks for more while a fetched page says that there is more", () => {
    const holed = reduceConversation(live(1), { type: "pushed", push: push(8, 9) });
    const partly = reduceConversation(holed, {
      type: "fetched",
      wanted: { kind: "after", after: 1 },
      page: page(2, 4, 9, true),
    });
    expect(partly).toMatchObject({ cursor: 4, wanted: { kind: "after", after: 4 } });
  });

  test("finds a lost last message by the heads of a heartbeat", () => {
    const head = { conv, epoch: 1, seq: 4, n: 4, readSeq: 0, readN: 0 };
    const c = reduceConversation(live(3), { type: "head", head });
    expect(c).toMatchObject({ phase: "gap", wanted: { kind: "after", after: 3 } });
  });

  test("reads anew when the epoch changes", () => {
    const c = reduceConversation(live(9), { type: "pushed", push: push(3, 4, 2) });
    expect(c).toMatchObject({ epoch: 2, events: [], cursor: 0, wanted: { kind: "snapshot" } });
    const whole = reduceConversation(c, {
      type: "fetched",
      wanted: { kind: "snapshot" },
      page: page(1, 4, 4, false, 2),
    });
    expect(seqs(whole)).toEqual([1, 2, 3, 4]);
  });

  test("reads anew and reports when the server is behind its cursor", () => {
    const head = { conv, epoch: 1, seq: 5, n: 5, readSeq: 0, readN: 0 };
    const wanted = { kind: "after", after: 9 } as const;
    const asking = reduceConversation(live(9), { type: "head", head });
    expect(asking).toMatchObject({ wasAhead: false, wanted, cursor: 9 });
    const refused = { type: "fetchFailed", wanted, code: "cursor_ahead" } as const;
    const c = reduceConversation(asking, refused);
    expect(c).toMatchObject({ wasAhead: true, wanted: { kind: "snapshot" } });
  });

  test("keeps what it holds when a head was read before the last push", () => {
    const head = { conv, epoch: 1, seq: 5, n: 5, readSeq: 0, readN: 0 };
    const wanted = { kind: "after", after: 9 } as const;
    const asking = reduceConversation(live(9), { type: "head", head });
    const c = reduceConversation(asking, { type: "fetched", wanted, page: page(10, 9, 9) });
    expect(c).toMatchObject({ phase: "live", cursor: 9, wanted: undefined, wasAhead: false });
    expect(seqs(c)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("gives a hole up after three failed fetches", () => {
    let c = reduceConversation(live(3), { type: "pushed", push: push(5, 6) });
    const wanted = { kind: "after", after: 3 } as const;
    for (let i = 0; i < 2; i++) {
      c = reduceConversation(c, { type: "fetchFailed", wanted, code: "unavailable" });
      expect(c.wanted).toEqual(wanted);
    }

    c = reduceConversation(c, { type: "fetchFailed", wanted, code: "unavailable" });
    expect(c.wanted).toEqual({ kind: "snapshot" });
  });

  test("gives a truncated hole up at once", () => {
    const c = reduceConversation(live(3), { type: "pushed", push: push(5, 6) });
    const wanted = { kind: "after", after: 3 } as const;
    const truncated = { type: "fetchFailed", wanted, code: "history_truncated" } as const;
    expect(reduceConversation(c, truncated).wanted).toEqual({ kind: "snapshot" });
  });

  test("drops an answer to a question that no longer stands", () => {
    const c = live(3);
    const late = {
      type: "fetched",
      wanted: { kind: "after", after: 1 },
      page: page(2, 3),
    } as const;
    expect(reduceConversation(c, late)).toBe(c);
  });

  test("holds at most 500 events behind a hole and still knows that the rest exists", () => {
    let c = live(1);
    for (let from = 10; from < 10 + 60 * 10; from += 10) {
      c = reduceConversation(c, { type: "pushed", push: push(from, from + 10) });
    }

    const held = c.buffer.reduce((sum, batch) => sum + batch.events.length, 0);
    expect(held).toBeLessThanOrEqual(GAP_BUFFER);
    expect(c.head).toBe(610);
  });

  test("an event of an unknown type moves the cursor", () => {
    const unknown = { ...push(3, 4), events: [event(4, "system", "hologram")] };
    expect(reduceConversation(live(3), { type: "pushed", push: unknown }).cursor).toBe(4);
  });

  test("skipped ranges move the cursor and are remembered", () => {
    const sampled = { ...push(3, 6), events: [event(4), event(6)], skipped: [[5, 5]] };
    const c = reduceConversation(live(3), { type: "pushed", push: sampled });
    expect(c).toMatchObject({ cursor: 6, skipped: [[5, 5]] });
  });

  test("older pages come before what is held", () => {
    let c = reduceConversation(newConversation(conv, me), { type: "pushed", push: push(8, 9) });
    c = reduceConversation(c, {
      type: "fetched",
      wanted: { kind: "snapshot" },
      page: page(5, 9, 9, true),
    });
    c = reduceConversation(c, { type: "older", page: page(1, 4, 9, false) });
    expect(seqs(c)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(c.older).toBe(false);
  });

  test("own posts are never unread, others are until they are read", () => {
    const own = { ...push(3, 4), events: [event(4, me)] };
    let c = reduceConversation(live(3), { type: "pushed", push: own });
    expect(unread(c)).toBe(0);
    c = reduceConversation(c, { type: "pushed", push: push(4, 6) });
    expect(unread(c)).toBe(2);
    c = reduceConversation(c, { type: "read", seq: 5 });
    expect(unread(c)).toBe(1);
    c = reduceConversation(c, { type: "readSync", sync: { conv, readSeq: 6, readN: 6 } });
    expect(unread(c)).toBe(0);
    c = reduceConversation(c, { type: "readSync", sync: { conv, readSeq: 2, readN: 2 } });
    expect(c.readSeq).toBe(6);
  });

  test("who posts has read up to their post, without a receipt for it", () => {
    let c = live(4);
    expect(c.receipts).toEqual({ "agent:1": { delivered: 4, read: 4 } });
    c = reduceConversation(c, {
      type: "pushed",
      push: { ...push(4, 6), events: [event(5, me), event(6, "system", "system")] },
    });
    expect(c.receipts).toEqual({ "agent:1": { delivered: 4, read: 4 } });
  });

  test("watermarks of others never move back", () => {
    const receipts = (delivered: number, read: number) =>
      ({ type: "receipts", receipts: { conv, member: "agent:2", delivered, read } }) as const;
    let c = reduceConversation(live(9), receipts(7, 5));
    c = reduceConversation(c, receipts(3, 6));
    expect(c.receipts["agent:2"]).toEqual({ delivered: 7, read: 6 });
  });
});

describe("batches that are reordered, repeated and dropped", () => {
  test.each(Array.from({ length: 200 }, (_, seed) => seed))(
    "give the same view, seed %i",
    (seed) => {
      const random = generator(seed);
      const log = events(1, 60).map((one) => (random() < 0.2 ? { ...one, sender: me } : one));
      const serverPage = (from: number, to: number): EventPage => ({
        ...page(1, 0, log.length),
        events: log.slice(from - 1, to),
        more: to < log.length,
      });
      let c = newConversation(conv, me);
      for (const batch of shuffledBatches(log, random)) {
        c = reduceConversation(c, { type: "pushed", push: batch });
        if (c.wanted && random() < 0.4) {
          c = answer(c, serverPage, log.length, random);
        }
      }

      const head = { conv, epoch: 1, seq: 60, n: 60, readSeq: 0, readN: 0 };
      c = reduceConversation(c, { type: "head", head });
      for (let i = 0; c.wanted && i < 200; i++) {
        c = answer(c, serverPage, log.length, random);
      }

      expect(c).toMatchObject({ phase: "live", cursor: 60, buffer: [], wanted: undefined });
      const first = c.events[0]?.seq ?? 0;
      expect(c.events).toEqual(log.slice(first - 1));
    },
  );
});

function answer(
  c: Conversation,
  serverPage: (from: number, to: number) => EventPage,
  end: number,
  random: () => number,
): Conversation {
  if (!c.wanted) {
    return c;
  }

  if (random() < 0.2) {
    return reduceConversation(c, { type: "fetchFailed", wanted: c.wanted, code: "unavailable" });
  }

  const limit = 1 + Math.floor(random() * 10);
  const asked =
    c.wanted.kind === "snapshot"
      ? { ...serverPage(end - limit + 1, end), more: end > limit }
      : serverPage(c.wanted.after + 1, Math.min(end, c.wanted.after + limit));
  return reduceConversation(c, { type: "fetched", wanted: c.wanted, page: asked });
}

function shuffledBatches(log: readonly ConversationEvent[], random: () => number): EventsPush[] {
  const batches: EventsPush[] = [];
  for (let from = 0; from < log.length;) {
    const to = Math.min(log.length, from + 1 + Math.floor(random() * 4));
    const batch = { conv, epoch: 1, from, to, events: log.slice(from, to), skipped: [] };
    const copies = random() < 0.25 ? 0 : random() < 0.3 ? 2 : 1;
    batches.push(...Array.from({ length: copies }, () => batch));
    from = to;
  }

  return batches
    .map((batch, i) => ({ batch, place: i + random() * 6 }))
    .sort((a, b) => a.place - b.place)
    .map(({ batch }) => batch);
}

/** mulberry32: small, seeded, the same everywhere. */
function generator(seed: number): () => number {
  let state = seed + 0x6d2b79f5;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
