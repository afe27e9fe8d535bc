import { describe, expect, test } from "vitest";
import { at, sessionRow } from "../testing/rows.ts";
import { markRead, type SessionRows, takeEvent, takeRow, unread } from "./sessionRows.ts";

const table = (...rows: ReturnType<typeof sessionRow>[]): SessionRows =>
  new Map(rows.map((r) => [r.sessionId, r]));
const head = (seq: number, n: number, readSeq: number, readN: number) => ({
  conv: 1001,
  epoch: 1,
  seq,
  n,
  readSeq,
  readN,
});

describe("a session's full state", () => {
  test("of a lower version is ignored", () => {
    const rows = table(sessionRow(1, { version: 5, phase: "ended" }));
    expect(takeRow(rows, sessionRow(1, { version: 4, phase: "active" }))).toBe(rows);
  });

  test("of a higher version wins even with an older head", () => {
    const rows = table(sessionRow(1, { version: 4, head: head(12, 6, 8, 4) }));
    const row = takeRow(
      rows,
      sessionRow(1, { version: 5, phase: "ended", head: head(10, 5, 8, 4) }),
    ).get(1);
    expect(row).toMatchObject({ phase: "ended", version: 5, head: { seq: 12, n: 6 } });
  });

  test("of the same version wins when it knows as much or more of the conversation", () => {
    const rows = table(sessionRow(1, { head: head(10, 5, 8, 4) }));
    expect(
      takeRow(rows, sessionRow(1, { lastText: "new", head: head(11, 6, 8, 4) })).get(1)?.lastText,
    ).toBe("new");
  });

  test("of the same version with an older head changes no words but keeps the later read mark", () => {
    const rows = table(sessionRow(1, { lastText: "newest", head: head(12, 6, 8, 4) }));
    const row = takeRow(rows, sessionRow(1, { lastText: "older", head: head(11, 5, 11, 5) })).get(
      1,
    );
    expect(row).toMatchObject({
      lastText: "newest",
      head: { seq: 12, n: 6, readSeq: 11, readN: 5 },
    });
  });

  test("never moves a read mark back", () => {
    const rows = table(sessionRow(1, { head: head(10, 5, 10, 5) }));
    const row = takeRow(rows, sessionRow(1, { version: 2, head: head(10, 5, 3, 2) })).get(1);
    expect(row && unread(row)).toBe(0);
  });
});

test("unread is what the head counts beyond the own read mark, never negative", () => {
  expect(unread(sessionRow(1, { head: head(10, 5, 8, 2) }))).toBe(3);
  expect(unread(sessionRow(1, { head: head(10, 5, 8, 9) }))).toBe(0);
});

test("reading moves the mark of every session of the conversation", () => {
  const rows = table(sessionRow(1), sessionRow(2));
  const read = markRead(rows, 1001, 10, 5).get(1);
  expect(read && unread(read)).toBe(0);
  expect(markRead(rows, 1001, 2, 1)).toBe(rows);
});

describe("a pushed event", () => {
  const event = (seq: number, sender: string, text = "hi") => ({
    seq,
    n: seq,
    a: 0,
    at: at(30),
    sender,
    type: "message",
    body: { text },
  });

  test("of the visitor shows as last line and starts the wait only once", () => {
    const waiting = table(sessionRow(1, { waitingOn: "visitor", waitingSince: at(10) }));
    const once = takeEvent(waiting, 1001, event(11, "visitor:1", "where?"), false);
    expect(once.get(1)).toMatchObject({
      lastText: "where?",
      waitingOn: "service",
      waitingSince: at(30),
    });
    const again = takeEvent(once, 1001, { ...event(12, "visitor:1"), at: at(50) }, false);
    expect(again.get(1)?.waitingSince).toBe(at(30));
  });

  test("of the agent ends the wait, its due time, and is no unread message", () => {
    const rows = table(sessionRow(1, { replyDueAt: at(120), head: head(10, 10, 10, 10) }));
    const row = takeEvent(rows, 1001, event(11, "agent:7"), true).get(1);
    expect(row).toMatchObject({ waitingOn: "visitor", head: { readN: 11 } });
    expect(row?.replyDueAt).toBeUndefined();
  });

  test("that the row knows already changes nothing", () => {
    const rows = table(sessionRow(1));
    expect(takeEvent(rows, 1001, event(10, "visitor:1"), false)).toBe(rows);
  });
});
