import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Ack, ReplyOf, SendRequest } from "./contracts.g.ts";
import { Outbox } from "./outbox.ts";
import { LocalCodes, refused } from "./replies.ts";

type Answer = ReplyOf<Ack>;

function ack(seq: number): Answer {
  return { ok: true, value: { seq, n: seq, at: new Date(0).toISOString(), duplicate: false } };
}

/** An outbox whose attempts are answered one by one by the test. */
function setUp(answers: (request: SendRequest, attempt: number) => Answer | Promise<Answer>) {
  const sent: SendRequest[] = [];
  const outbox = new Outbox({
    random: () => 0.5,
    send: async (request) => {
      sent.push(request);
      return answers(request, sent.length);
    },
  });
  outbox.resume();
  const texts = () => sent.map((request) => request.body.text);
  return { outbox, sent, texts };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("an outbox", () => {
  test("sends in order, one in flight per conversation", async () => {
    let release: (answer: Answer) => void = () => undefined;
    const held = new Promise<Answer>((resolve) => (release = resolve));
    const { outbox, texts } = setUp((_, attempt) => (attempt === 1 ? held : ack(attempt)));
    outbox.add(1, { text: "a" });
    outbox.add(1, { text: "b" });
    outbox.add(2, { text: "other" });
    await vi.advanceTimersByTimeAsync(0);
    expect(texts()).toEqual(["a", "other"]);
    release(ack(1));
    await vi.advanceTimersByTimeAsync(0);
    expect(texts()).toEqual(["a", "other", "b"]);
    expect(outbox.items.map((item) => item.state)).toEqual(["sent", "sent", "sent"]);
  });

  test("repeats the same id after a time-out until it is acknowledged", async () => {
    const { outbox, sent } = setUp((_, attempt) => (attempt < 4 ? refused("timeout", "") : ack(1)));
    outbox.add(1, { text: "a" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(4);
    expect(new Set(sent.map((request) => request.clientMsgId)).size).toBe(1);
    expect(outbox.items[0]?.state).toBe("sent");
  });

  test("waits as long as a rate limit says and keeps the order of later messages", async () => {
    const limited: Answer = {
      ok: false,
      error: { code: "rate_limited", message: "", retryAfterMs: 800 },
    };
    const { outbox, texts } = setUp((_, attempt) => (attempt === 1 ? limited : ack(attempt)));
    outbox.add(1, { text: "a" });
    outbox.add(1, { text: "b" });
    await vi.advanceTimersByTimeAsync(799);
    expect(texts()).toEqual(["a"]);
    await vi.advanceTimersByTimeAsync(1);
    expect(texts()).toEqual(["a", "a", "b"]);
  });

  test.each(["idempotency_conflict", "invalid", "not_responder", "conversation_closed"])(
    "%s fails the message with its code and lets the next one go",
    async (code) => {
      const { outbox, texts } = setUp((_, attempt) =>
        attempt === 1 ? refused(code, "") : ack(attempt),
      );
      outbox.add(1, { text: "a" });
      outbox.add(1, { text: "b" });
      await vi.advanceTimersByTimeAsync(0);
      expect(outbox.items.map(({ state, code }) => ({ state, code }))).toEqual([
        { state: "failed", code },
        { state: "sent", code: undefined },
      ]);
      expect(texts()).toEqual(["a", "b"]);
    },
  );

  test("a message in flight at three closed connections is too large", async () => {
    const { outbox, sent } = setUp((_, attempt) =>
      attempt <= 3 ? refused(LocalCodes.closed, "") : ack(1),
    );
    outbox.add(1, { text: "a" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(3);
    expect(outbox.items[0]).toMatchObject({ state: "failed", code: "too_large" });
  });

  test("what a rule refuses fails with the rule's reason key, which a retry forgets", async () => {
    const details = [{ field: "body", value: "rude", rule: "is refused by this rule" }];
    const error = { code: "blocked_by_policy", message: "", details };
    const { outbox } = setUp((_, attempt) => (attempt === 1 ? { ok: false, error } : ack(1)));
    outbox.add(1, { text: "a" });
    await vi.advanceTimersByTimeAsync(0);
    expect(outbox.items[0]).toMatchObject({ state: "failed", code: error.code, reason: "rude" });
    outbox.retry(outbox.items[0]?.clientMsgId ?? "");
    await vi.advanceTimersByTimeAsync(0);
    expect(outbox.items[0]).toMatchObject({ state: "sent", code: undefined, reason: undefined });
  });

  test("a text over the limit fails without being sent", async () => {
    const { outbox, sent } = setUp(() => ack(1));
    outbox.add(1, { text: "x".repeat(4_001) });
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(0);
    expect(outbox.items[0]).toMatchObject({ state: "failed", code: "too_large" });
  });

  test("being away is no attempt: nothing is sent until the connection is back", async () => {
    const { outbox, texts } = setUp((_, attempt) => ack(attempt));
    outbox.pause();
    outbox.add(1, { text: "a" });
    outbox.add(1, { text: "b" });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(texts()).toEqual([]);
    outbox.resume();
    await vi.advanceTimersByTimeAsync(0);
    expect(texts()).toEqual(["a", "b"]);
  });

  test("messages written before the conversation is known wait for it", async () => {
    const { outbox, sent } = setUp((_, attempt) => ack(attempt));
    outbox.add(0, { text: "a" });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual([]);
    outbox.adopt(7);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.map((request) => request.conv)).toEqual([7]);
  });

  test("seeing the own id in the conversation acknowledges", async () => {
    const { outbox } = setUp(() => refused("timeout", ""));
    const { clientMsgId } = outbox.add(1, { text: "a" });
    await vi.advanceTimersByTimeAsync(0);
    const body = { text: "a" };
    outbox.seen(1, [
      { seq: 1, n: 1, a: 0, at: "", sender: "visitor:1", type: "message", clientMsgId, body },
    ]);
    expect(outbox.items).toEqual([]);
  });

  test("retry sends a failed message anew, delete removes it, neither touches one that waits", async () => {
    const { outbox, sent } = setUp((_, attempt) =>
      attempt === 1 ? refused("conversation_closed", "") : ack(attempt),
    );
    const { clientMsgId } = outbox.add(1, { text: "a" });
    await vi.advanceTimersByTimeAsync(0);
    outbox.retry(clientMsgId, 2);
    outbox.remove(clientMsgId);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.at(-1)).toMatchObject({ conv: 2, clientMsgId });
    expect(outbox.items).toHaveLength(1);
  });

  test("a retry after a conflict takes a new id, as the old one is spent", async () => {
    const { outbox, sent } = setUp((_, attempt) =>
      attempt === 1 ? refused("idempotency_conflict", "") : ack(attempt),
    );
    const { clientMsgId } = outbox.add(1, { text: "a" });
    await vi.advanceTimersByTimeAsync(0);
    outbox.retry(clientMsgId);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent[1]?.clientMsgId).not.toBe(clientMsgId);
  });

  test("its items survive being stored as JSON", async () => {
    const first = setUp(() => ack(1));
    first.outbox.pause();
    first.outbox.add(1, { text: "a" });
    const second = setUp((_, attempt) => ack(attempt));
    second.outbox.restore(JSON.parse(JSON.stringify(first.outbox.items)));
    await vi.advanceTimersByTimeAsync(0);
    expect(second.sent[0]?.clientMsgId).toBe(first.outbox.items[0]?.clientMsgId);
  });

  test("a message that could not be sent for a day fails, and a retry gives it another day", async () => {
    const { outbox, sent } = setUp(() => ack(1));
    outbox.pause();
    const { clientMsgId } = outbox.add(1, { text: "a" });
    await vi.advanceTimersByTimeAsync(86_400_001);
    outbox.resume();
    await vi.advanceTimersByTimeAsync(0);
    expect(outbox.items[0]).toMatchObject({ state: "failed", code: "timeout" });
    outbox.retry(clientMsgId);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.map((request) => request.clientMsgId)).toEqual([clientMsgId]);
  });

  test("what is taken back goes before what was written since, in the order of writing", async () => {
    const { outbox, texts } = setUp((_, attempt) => ack(attempt));
    outbox.pause();
    const [a, b] = [outbox.add(1, { text: "a" }), outbox.add(1, { text: "b" })];
    outbox.merge([], [a.clientMsgId, b.clientMsgId]);
    await vi.advanceTimersByTimeAsync(1_000);
    outbox.add(1, { text: "later" });
    outbox.restore([b, a]);
    outbox.resume();
    await vi.advanceTimersByTimeAsync(0);
    expect(texts()).toEqual(["a", "b", "later"]);
  });

  test("one that may not send offers what waits to whoever does", async () => {
    const offered: string[] = [];
    const send = vi.fn();
    const outbox = new Outbox({
      send,
      sends: () => false,
      kept: (put) => offered.push(...put.map((item) => item.body.text ?? "")),
    });
    outbox.add(1, { text: "a" });
    outbox.resume();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(offered).toEqual(["a", "a"]);
    expect(send).not.toHaveBeenCalled();
  });

  test("what is acknowledged below the cursor is seen already and leaves at once", async () => {
    const outbox = new Outbox({ send: () => Promise.resolve(ack(3)), cursorOf: () => 5 });
    outbox.resume();
    outbox.add(1, { text: "sent before the page was opened again" });
    await vi.advanceTimersByTimeAsync(0);
    expect(outbox.items).toEqual([]);
  });
});
