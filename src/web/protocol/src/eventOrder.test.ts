import { expect, test } from "vitest";
import type { ConversationEvent } from "./contracts.g.ts";
import { merged } from "./eventOrder.ts";

function events(text: string, ...seqs: number[]): ConversationEvent[] {
  return seqs.map((seq) => ({
    seq,
    n: seq,
    a: 0,
    at: "2026-01-01T00:00:00Z",
    sender: "agent:1",
    type: "message",
    body: { text },
  }));
}

const shown = (list: readonly ConversationEvent[]) =>
  list.map((event) => `${event.seq}${event.body.text}`);

test("events that follow are put behind those that are held", () => {
  expect(shown(merged(events("a", 1, 2), events("b", 3, 4)))).toEqual(["1a", "2a", "3b", "4b"]);
});

test("nothing new gives the same list, so that nobody takes it for a change", () => {
  const held = events("a", 1, 2);
  expect(merged(held, [])).toBe(held);
});

test("lists that overlap keep each seq once, in order, as the second list has it", () => {
  expect(shown(merged(events("a", 2, 4, 5), events("b", 1, 4, 6)))).toEqual([
    "1b",
    "2a",
    "4b",
    "5a",
    "6b",
  ]);
});

test("a second list that repeats a seq or goes back is put in order", () => {
  expect(shown(merged([], events("b", 3, 1, 3)))).toEqual(["1b", "3b"]);
});
