import type { ConversationEvent, VisitorSession } from "@servicedesk/protocol";
import { expect, test } from "vitest";
import { messageReceived, sessionEvents } from "./hostEvents.ts";

const bot = { sessionId: 1, conversationId: 42, phase: "bot" } as VisitorSession;
const queued: VisitorSession = { ...bot, phase: "queued", position: 2, etaMin: 1, etaMax: 4 };

test("a new session is a start, and its phase is told with it", () => {
  expect(sessionEvents(undefined, bot)).toEqual([["conversation:start"]]);
  expect(sessionEvents({ ...queued, sessionId: 0 }, queued)).toEqual([
    ["conversation:start"],
    ["conversation:queued", { position: 2, etaMin: 1, etaMax: 4 }],
  ]);
});

test("a change of phase is told once", () => {
  expect(sessionEvents(bot, queued)).toEqual([
    ["conversation:queued", { position: 2, etaMin: 1, etaMax: 4 }],
  ]);
  expect(sessionEvents(queued, { ...queued, position: 1 })).toEqual([]);
  expect(sessionEvents(queued, { ...bot, phase: "active", agentName: "Ana" })).toEqual([
    ["conversation:assigned", { agent: "Ana" }],
  ]);
  expect(sessionEvents(queued, { ...bot, phase: "ended", closeReason: "silence" })).toEqual([
    ["conversation:ended", { reason: "silence" }],
  ]);
});

test("a message's preview ends after 100 units", () => {
  const event = { seq: 3, senderName: "Ana", body: { text: "x".repeat(101) } } as ConversationEvent;
  const detail = { id: 3, from: "Ana", preview: "x".repeat(100) };
  expect(messageReceived(event)).toEqual(["message:received", detail]);
});
