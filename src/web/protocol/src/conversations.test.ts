import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ConversationEvent, EventPage, FetchRequest, MarkRequest } from "./contracts.g.ts";
import { Conversations } from "./conversations.ts";
import { newConversation } from "./conversation.ts";
import { LocalCodes, refused } from "./replies.ts";
import { timeline } from "./timeline.ts";
import { uuidv7 } from "./uuid.ts";

const conv = 42;
const me = "visitor:7";

function event(seq: number, sender = "agent:1", clientMsgId?: string): ConversationEvent {
  const at = new Date(seq * 1000).toISOString();
  return { seq, n: seq, a: 0, at, sender, type: "message", clientMsgId, body: { text: `${seq}` } };
}

function setUp(log: ConversationEvent[], person = me) {
  const fetches: FetchRequest[] = [];
  const marks: (MarkRequest & { kind: string })[] = [];
  let connected = true;
  const store = new Conversations({
    random: () => 0.5,
    fetch: async (request) => {
      fetches.push(request);
      if (!connected) {
        return refused<EventPage>(LocalCodes.notConnected, "");
      }

      const above = log.filter((one) => one.seq > (request.after ?? 0));
      const events =
        request.after === undefined ? above.slice(-request.limit) : above.slice(0, request.limit);
      const page = { events, epoch: 1, head: log.length, n: log.length, floor: 1, more: false };
      return { ok: true, value: page };
    },
    markRead: async (mark) => (marks.push({ ...mark, kind: "read" }), { ok: true }),
    markDelivered: async (mark) => (marks.push({ ...mark, kind: "delivered" }), { ok: true }),
  });
  store.identify(person);
  store.use(conv);
  return { store, fetches, marks, connect: (on: boolean) => (connected = on) };
}

const head = (seq: number) => ({ conv, epoch: 1, seq, n: seq, readSeq: 0, readN: 0 });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("conversations", () => {
  test("read the newest page on the first head and what lacks on a later one", async () => {
    const log = [event(1), event(2)];
    const { store, fetches } = setUp(log);
    store.heads([head(2)]);
    await vi.advanceTimersByTimeAsync(0);
    expect(store.get(conv)).toMatchObject({ phase: "live", cursor: 2 });
    log.push(event(3));
    store.heads([head(3)]);
    await vi.advanceTimersByTimeAsync(0);
    expect(fetches[1]).toMatchObject({ conv, epoch: 1, after: 2 });
    expect(store.cursors()).toEqual([{ conv, epoch: 1, seq: 3 }]);
  });

  test("what a push began before the Welcome told who this is stays, and another person's goes", async () => {
    const { store } = setUp([event(1, me)], "");
    store.heads([head(1)]);
    store.identify(me);
    await vi.advanceTimersByTimeAsync(0);
    expect(store.get(conv)).toMatchObject({ phase: "live", cursor: 1, me });
    store.identify("visitor:8");
    expect(store.get(conv)).toMatchObject({ phase: "unknown", me: "visitor:8" });
  });

  test("a fetch without a connection is asked again on resume, and counts as no failure", async () => {
    const { store, connect } = setUp([event(1)]);
    connect(false);
    store.heads([head(1)]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(store.get(conv)).toMatchObject({ phase: "snapshot", failures: 0 });
    connect(true);
    store.resume();
    await vi.advanceTimersByTimeAsync(0);
    expect(store.get(conv).phase).toBe("live");
  });

  test("gather marks over two seconds; read implies delivered", async () => {
    const { store, marks } = setUp([event(1), event(2)]);
    store.heads([head(2)]);
    await vi.advanceTimersByTimeAsync(0);
    store.read(conv, 1);
    store.read(conv, 2);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(marks).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(marks).toEqual([{ conv, seq: 2, kind: "read" }]);
  });
});

describe("a timeline", () => {
  const item = { body: { text: "x" }, createdAt: 5, closes: 0 } as const;

  test("shows an own message once, from waiting to read, under one key", () => {
    const clientMsgId = uuidv7();
    const waiting = { ...item, clientMsgId, conv, state: "waiting" as const };
    const empty = newConversation(conv, me);
    expect(timeline(empty, [waiting])).toMatchObject([{ key: clientMsgId, delivery: "waiting" }]);

    const stored = { ...empty, events: [event(1, me, clientMsgId)], cursor: 1 };
    expect(timeline(stored, [waiting])).toMatchObject([{ key: clientMsgId, delivery: "sent" }]);

    const at = (delivered: number, read: number) =>
      timeline({ ...stored, receipts: { "agent:1": { delivered, read } } }, [])[0]?.delivery;
    expect([at(0, 0), at(1, 0), at(1, 1)]).toEqual(["sent", "delivered", "read"]);
  });

  test("puts unsent messages after the stored ones, also those without a conversation yet", () => {
    const stored = { ...newConversation(conv, me), events: [event(1)], cursor: 1 };
    const unsent = { ...item, clientMsgId: uuidv7(), conv: 0, state: "waiting" as const };
    const other = { ...unsent, clientMsgId: uuidv7(), conv: 99 };
    expect(timeline(stored, [unsent, other]).map((entry) => entry.own)).toEqual([false, true]);
  });
});

test("a UUIDv7 carries its time, version and variant", () => {
  const id = uuidv7(0x0198_0000_0001, new Uint8Array(16).fill(0xff));
  expect(id).toBe("01980000-0001-7fff-bfff-ffffffffffff");
  expect(new Set(Array.from({ length: 1000 }, () => uuidv7())).size).toBe(1000);
});
