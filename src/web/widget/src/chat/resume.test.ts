import { newConversation, type OutboxItem, type VisitorSession } from "@servicedesk/protocol";
import { expect, test } from "vitest";
import { isOver, resumeOn } from "./resume.ts";

const open = { sessionId: 1, conversationId: 42, phase: "active" } as VisitorSession;
const ended: VisitorSession = { ...open, phase: "ended" };
const waiting = [{ conv: 0, state: "waiting" } as OutboxItem];

test.each([
  ["an open session is found again", open, [], false, "start"],
  ["a session that is over is asked about", ended, [], true, "refresh"],
  ["a message that waits after the end starts a new one", ended, waiting, false, "start"],
  ["a session that is wanted is started", undefined, [], true, "start"],
  ["the conversation is looked into", undefined, [], false, "look"],
] as const)("%s", (_, session, outbox, wanted, resume) => {
  expect(resumeOn(session, outbox, wanted, true)).toBe(resume);
});

test("a visitor without a conversation who wants nothing is left alone", () => {
  expect(resumeOn(undefined, [], false, false)).toBe("nothing");
});

test("the newest note tells whether the session is over, whatever was said after it", () => {
  const note = (seq: number, kind?: string) => ({
    seq,
    n: seq,
    a: 0,
    at: "2026-01-01T00:00:00Z",
    sender: "system",
    type: "system",
    body: kind ? { note: { kind, args: {} } } : { text: "hello" },
  });
  const of = (...kinds: (string | undefined)[]) => ({
    ...newConversation(42, "visitor:7"),
    events: kinds.map((kind, i) => note(i + 1, kind)),
  });
  expect(isOver(of("session_started", "ended", undefined))).toBe(true);
  expect(isOver(of("ended", "session_started"))).toBe(false);
  expect(isOver(of())).toBe(false);
});
