import { expect, test } from "vitest";
import { newConversation } from "./conversation.ts";
import { postedReceipts, readAt, receiptsCame } from "./watermarks.ts";

const c = newConversation(42, "visitor:7");
const posted = (sender: string, seq: number) => ({
  seq,
  n: seq,
  a: 0,
  at: "2026-01-01T00:00:00Z",
  sender,
  type: "message",
  body: {},
});

test("what was read was delivered too", () => {
  const came = { conv: 42, member: "agent:1", delivered: 2, read: 5 };
  expect(receiptsCame(c, came).receipts).toEqual({ "agent:1": { delivered: 5, read: 5 } });
});

test("receipts that say nothing new leave the conversation as it is", () => {
  const known = receiptsCame(c, { conv: 42, member: "agent:1", delivered: 5, read: 5 });
  expect(receiptsCame(known, { conv: 42, member: "agent:1", delivered: 4, read: 3 })).toBe(known);
});

test("the own mark's seq and count each keep their highest value", () => {
  const at = readAt(readAt(c, 9, 4), 7, 6);
  expect(at).toMatchObject({ readSeq: 9, readN: 6 });
  expect(readAt(at, 9, 6)).toBe(at);
});

test("a post is its sender's receipt, unless it is the own person's, the system's or older", () => {
  const known = { "agent:1": { delivered: 8, read: 5 } };
  const after = postedReceipts("visitor:7");
  expect(after(known, posted("agent:1", 6))).toEqual({ "agent:1": { delivered: 8, read: 6 } });
  expect(after(known, posted("agent:1", 5))).toBe(known);
  expect(after(known, posted("visitor:7", 9))).toBe(known);
  expect(after(known, posted("system", 9))).toBe(known);
});
