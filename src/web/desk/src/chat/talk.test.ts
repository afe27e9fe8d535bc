import type { Conversation, ConversationEvent } from "@servicedesk/protocol";
import { expect, test } from "vitest";
import { at } from "../testing/rows.ts";
import { talk } from "./talk.ts";

function event(seq: number, seconds: number, text: string, mark?: string): ConversationEvent {
  return {
    seq,
    n: seq,
    a: 0,
    at: at(seconds),
    sender: mark ? "agent:8" : "visitor:v1",
    type: "message",
    body: { text, mark },
  };
}

function conversation(conv: number, events: ConversationEvent[], older = false): Conversation {
  return {
    conv,
    me: "agent:7",
    epoch: 1,
    phase: "live",
    events,
    cursor: events.at(-1)?.seq ?? 0,
    older,
    receipts: {},
  } as unknown as Conversation;
}

const texts = (...args: Parameters<typeof talk>) => talk(...args).map((entry) => entry.body.text);

test("notes stand where they were written; of one instant what was said goes first", () => {
  const said = conversation(1, [event(1, 0, "hello"), event(2, 20, "where is it?")]);
  const staff = conversation(2, [
    event(1, 10, "VIP", "note"),
    event(2, 20, "look it up", "whisper"),
  ]);
  expect(texts(said, staff, [])).toEqual(["hello", "VIP", "where is it?", "look it up"]);
});

test("both may have the same positions: keys do not collide", () => {
  const said = conversation(1, [event(1, 0, "hello")]);
  const staff = conversation(2, [event(1, 10, "VIP", "note")]);
  const keys = talk(said, staff, []).map((entry) => entry.key);
  expect(new Set(keys).size).toBe(2);
});

test("notes from before the oldest message on the screen wait until that is loaded", () => {
  const staff = conversation(2, [event(1, 0, "old", "note"), event(2, 30, "new", "note")]);
  expect(texts(conversation(1, [event(5, 20, "hi")], true), staff, [])).toEqual(["hi", "new"]);
  expect(texts(conversation(1, [event(5, 20, "hi")]), staff, [])).toEqual(["old", "hi", "new"]);
});
