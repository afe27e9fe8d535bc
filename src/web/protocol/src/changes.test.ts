import { describe, expect, test } from "vitest";
import type { ConversationEvent, EventBody, EventPage } from "./contracts.g.ts";
import { type Conversation, newConversation, reduceConversation, unread } from "./conversation.ts";
import { timeline } from "./timeline.ts";

const conv = 42;
const me = "visitor:7";
const agent = "agent:1";

function event(seq: number, type: string, body: EventBody, sender = agent, n = seq) {
  const at = new Date(1_790_000_000_000 + seq * 1000).toISOString();
  return { seq, n, a: 0, at, sender, type, body } satisfies ConversationEvent;
}

function page(events: readonly ConversationEvent[], head: number, more = false): EventPage {
  return { events, epoch: 1, head, n: head, floor: 1, more };
}

/** Holds messages 1 to 3. */
function live(): Conversation {
  const head = { conv, epoch: 1, seq: 3, n: 3, readSeq: 0, readN: 0 };
  const events = [1, 2, 3].map((seq) => event(seq, "message", { text: `message ${seq}` }));
  return reduceConversation(reduceConversation(newConversation(conv, me), { type: "head", head }), {
    type: "fetched",
    wanted: { kind: "snapshot" },
    page: page(events, 3),
  });
}

function pushed(c: Conversation, ...events: ConversationEvent[]): Conversation {
  const to = events.at(-1)?.seq ?? c.cursor;
  const push = { conv, epoch: 1, from: c.cursor, to, events, skipped: [] };
  return reduceConversation(c, { type: "pushed", push });
}

const edit = (seq: number, target: number, text?: string) =>
  event(seq, "edit", { target, text }, agent, 3);
const recall = (seq: number, target: number, reason?: string) =>
  event(seq, "recall", { target, reason }, agent, 3);
const entries = (c: Conversation) => timeline(c, []);
const texts = (c: Conversation) => entries(c).map((entry) => entry.body.text);

describe("changes of messages", () => {
  test("an edit gives its target the text, marks it and has no row of its own", () => {
    const c = pushed(live(), edit(4, 2, "better"));
    expect(texts(c)).toEqual(["message 1", "better", "message 3"]);
    expect(entries(c)[1]?.body.edited).toMatchObject({ seq: 4, by: agent });
    expect(c).toMatchObject({ cursor: 4, n: 3 });
  });

  test("the later edit wins and the earlier one's text is nowhere", () => {
    const c = pushed(live(), edit(4, 2, "wrong"), edit(5, 2, "right"));
    expect(texts(c)[1]).toBe("right");
    expect(JSON.stringify(c)).not.toContain("wrong");
  });

  test("a recall leaves the place, the count and nothing of the text", () => {
    const c = pushed(live(), edit(4, 2, "secret"), recall(5, 2, "private"));
    expect(entries(c)).toHaveLength(3);
    expect(entries(c)[1]?.body).toMatchObject({
      recalled: { seq: 5, by: agent, reason: "private" },
    });
    expect(JSON.stringify(c)).not.toMatch(/secret|message 2/);
    expect(unread(c)).toBe(3);
  });

  test("what is erased leaves nothing of the text, taken back before or not", () => {
    const erase = (seq: number, target: number) => event(seq, "recall", { target, purged: true });
    for (const before of [[], [recall(5, 2, "said secret")]]) {
      const c = pushed(live(), edit(4, 2, "secret"), ...before, erase(6, 2));
      expect(entries(c)[1]?.body).toEqual({ mark: undefined, purged: true });
      expect(JSON.stringify(c)).not.toMatch(/secret|message 2/);
      expect(pushed(c, erase(7, 2)).events[1]).toBe(c.events[1]);
    }
  });

  test("an edit after a recall changes nothing", () => {
    const c = pushed(live(), recall(4, 2), edit(5, 2, "back again"));
    expect(texts(c)[1]).toBeUndefined();
  });

  test("what the server has applied already stays", () => {
    const change = { seq: 9, at: "2026-09-21T14:00:00Z", by: agent };
    const c = pushed(
      live(),
      event(4, "message", { text: "newest", edited: change }),
      edit(5, 4, "older"),
    );
    expect(texts(c)[3]).toBe("newest");
  });

  test("a quote follows what it quotes", () => {
    const quote = { seq: 2, sender: agent, text: "message 2", gone: false };
    const quoting = pushed(live(), event(4, "message", { text: "as you said", replyTo: 2, quote }));
    expect(entries(pushed(quoting, edit(5, 2, "better")))[3]?.body.quote?.text).toBe("better");
    const gone = pushed(quoting, recall(5, 2));
    expect(entries(gone)[3]?.body.quote).toMatchObject({ gone: true, text: undefined });
    expect(JSON.stringify(gone)).not.toContain("message 2");
  });

  test("an answer that is not stored yet shows what it quotes", () => {
    const answer = {
      clientMsgId: "a",
      conv,
      body: { text: "as you said" },
      replyTo: 2,
      createdAt: 1,
      state: "waiting" as const,
      closes: 0,
    };
    const quoteIn = (c: Conversation) => timeline(c, [answer]).at(-1)?.body.quote;
    expect(quoteIn(live())).toMatchObject({ seq: 2, text: "message 2", gone: false });
    expect(quoteIn(pushed(live(), recall(4, 2)))).toMatchObject({ text: undefined, gone: true });
    expect(timeline(live(), [{ ...answer, replyTo: 99 }]).at(-1)?.body.quote).toBeUndefined();
  });

  test("own changes show while they wait to be stored, and no longer when they are refused", () => {
    const own = pushed(live(), event(4, "message", { text: "mine" }, me));
    const item = (type: string, body: EventBody, state: "waiting" | "sent" | "failed") => ({
      clientMsgId: `${type}-${body.emoji ?? ""}${body.text ?? ""}`,
      conv,
      type,
      body,
      createdAt: 0,
      state,
      closes: 0,
    });
    const edited = timeline(own, [item("edit", { target: 4, text: "mine, really" }, "waiting")]);
    expect(edited).toHaveLength(4);
    expect(edited[3]).toMatchObject({ body: { text: "mine, really" }, delivery: "waiting" });
    const twice = timeline(own, [
      item("edit", { target: 4, text: "first" }, "sent"),
      item("edit", { target: 4, text: "second" }, "waiting"),
    ]);
    expect(twice[3]?.body.text).toBe("second");
    const gone = timeline(own, [item("recall", { target: 4 }, "waiting")]);
    expect(gone[3]?.body).toMatchObject({ recalled: {} });
    expect(JSON.stringify(gone)).not.toContain("mine");
    const liked = timeline(own, [item("reaction", { target: 1, emoji: "❤️" }, "waiting")]);
    expect(liked[0]?.reactions).toEqual([{ emoji: "❤️", by: [me] }]);
    expect(liked[0]?.delivery).toBeUndefined();
    const pinned = timeline(own, [item("pin", { target: 2 }, "waiting")]);
    expect(pinned[1]?.pinned).toBe(true);
    const refused = timeline(own, [item("edit", { target: 4, text: "too late" }, "failed")]);
    expect(refused[3]).toMatchObject({ body: { text: "mine" }, delivery: "sent" });
  });

  test("an older page that was read before a change is changed when it comes", () => {
    const head = { conv, epoch: 1, seq: 4, n: 4, readSeq: 0, readN: 0 };
    let c = reduceConversation(newConversation(conv, me), { type: "head", head });
    const newest = [3, 4].map((seq) => event(seq, "message", { text: `message ${seq}` }));
    const wanted = { kind: "snapshot" } as const;
    c = reduceConversation(c, { type: "fetched", wanted, page: page(newest, 4, true) });
    c = pushed(c, recall(5, 1));
    const old = [1, 2].map((seq) => event(seq, "message", { text: `message ${seq}` }));
    c = reduceConversation(c, { type: "older", page: page(old, 4) });
    expect(texts(c)).toEqual([undefined, "message 2", "message 3", "message 4"]);
  });

  test("reactions gather by emoji, once for each person, and can be taken back", () => {
    const react = (seq: number, emoji: string, sender: string, off?: true) =>
      event(seq, "reaction", { target: 2, emoji, off }, sender, 3);
    const c = pushed(
      live(),
      react(4, "👍", me),
      react(5, "👍", agent),
      react(6, "👍", me),
      react(7, "🎉", agent),
      react(8, "🎉", agent, true),
    );
    expect(entries(c)[1]?.reactions).toEqual([{ emoji: "👍", by: [agent, me] }]);
    expect(entries(c)[0]?.reactions).toEqual([]);
  });

  test("pins follow their events; a recall unpins", () => {
    const pin = (seq: number, target: number, off?: true) =>
      event(seq, "pin", { target, off }, agent, 3);
    const pinned = pushed(live(), pin(4, 1), pin(5, 2), pin(6, 3), pin(7, 1, true));
    expect(pinned.pinned).toEqual([2, 3]);
    expect(entries(pinned).map((entry) => entry.pinned)).toEqual([false, true, true]);
    expect(pushed(pinned, recall(8, 3)).pinned).toEqual([2]);
  });

  test("a page tells what was pinned before it, and older news about pins are dropped", () => {
    const c = pushed(live(), event(4, "pin", { target: 3 }, agent, 3));
    const older = (head: number, pins: number[]) =>
      reduceConversation(c, { type: "older", page: { ...page([], head), pinned: pins } });
    expect(older(4, [1, 3]).pinned).toEqual([1, 3]);
    expect(older(2, [1]).pinned).toEqual([3]);
  });

  test("mentions are counted by the server until a newer mark is told", () => {
    const head = { conv, epoch: 1, seq: 3, n: 3, readSeq: 1, readN: 1, mentions: 2 };
    let c = reduceConversation(live(), { type: "head", head });
    expect(c.mentions).toBe(2);
    c = reduceConversation(c, { type: "readSync", sync: { conv, readSeq: 3, readN: 3 } });
    expect(c.mentions).toBe(0);
    expect(reduceConversation(c, { type: "head", head }).mentions).toBe(0);
  });
});
