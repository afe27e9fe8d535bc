import { expect, test } from "vitest";
import { at, sessionRow } from "../testing/rows.ts";
import { nextWaitingOnUs, orderOf } from "./lists.ts";

const table = (...rows: ReturnType<typeof sessionRow>[]) =>
  new Map(rows.map((r) => [r.sessionId, r]));

test("mine: who waits for us longest, then whom we wait for, then wrap-up; nobody else's", () => {
  const rows = table(
    sessionRow(1, { waitingSince: at(50) }),
    sessionRow(2, { waitingOn: "visitor", waitingSince: at(0) }),
    sessionRow(3, { waitingSince: at(10) }),
    sessionRow(4, { phase: "ended", waitingOn: "nobody", wrapUpUntil: at(90) }),
    sessionRow(5, { agentId: 8 }),
    sessionRow(6, { phase: "ended", waitingOn: "nobody" }),
  );
  expect(orderOf("mine", rows, 7)).toEqual([3, 1, 2, 4]);
});

test("queue: who entered first; ringing ones keep their place", () => {
  const rows = table(
    sessionRow(1, { phase: "queued", agentId: undefined, enqueuedAt: at(20) }),
    sessionRow(2, { phase: "offered", agentId: undefined, enqueuedAt: at(10) }),
    sessionRow(3),
  );
  expect(orderOf("queue", rows, 7)).toEqual([2, 1]);
});

test("all: the newest first", () => {
  expect(orderOf("all", table(sessionRow(1), sessionRow(9), sessionRow(4)), 7)).toEqual([9, 4, 1]);
});

test("the next one waiting on us follows the opened one and begins anew at the end", () => {
  const rows = table(
    sessionRow(1, { waitingSince: at(5) }),
    sessionRow(2, { waitingSince: at(1) }),
    sessionRow(3, { waitingOn: "visitor" }),
  );
  expect(nextWaitingOnUs(rows, 7)).toBe(2);
  expect(nextWaitingOnUs(rows, 7, 2)).toBe(1);
  expect(nextWaitingOnUs(rows, 7, 1)).toBe(2);
  expect(nextWaitingOnUs(table(sessionRow(3, { waitingOn: "visitor" })), 7)).toBeUndefined();
});
