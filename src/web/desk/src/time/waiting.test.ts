import { expect, test } from "vitest";
import { at, noon, sessionRow } from "../testing/rows.ts";
import { clockText, shortDuration } from "./format.ts";
import { ServerClock } from "./serverClock.ts";
import { waitOf } from "./waiting.ts";

test.each([
  [30, "calm"],
  [59, "calm"],
  [60, "soon"],
  [119, "soon"],
  [120, "late"],
  [600, "late"],
] as const)("a visitor whose answer is due after 120 s is, after %i s, %s", (seconds, urgency) => {
  const row = sessionRow(1, { replyDueAt: at(120) });
  expect(waitOf(row, noon + seconds * 1000)).toMatchObject({ elapsedMs: seconds * 1000, urgency });
});

test("a queue's wait counts from entering it, by age where no answer is due", () => {
  const row = sessionRow(1, { phase: "queued", enqueuedAt: at(-30), waitingOn: "service" });
  expect(waitOf(row, noon + 45_000)).toEqual({ elapsedMs: 75_000, urgency: "soon" });
});

test("nobody waits for us while we wait, or after the end", () => {
  expect(waitOf(sessionRow(1, { waitingOn: "visitor" }), noon)).toBeUndefined();
  expect(waitOf(sessionRow(1, { phase: "ended", waitingOn: "nobody" }), noon)).toBeUndefined();
});

test("a wait never reads below zero when the clocks disagree", () =>
  expect(waitOf(sessionRow(1), noon - 5_000)?.elapsedMs).toBe(0));

test("clocks read like clocks", () => {
  expect([0, 38_000, 125_000, 3_729_000, -65_000].map(clockText)).toEqual([
    "0:00",
    "0:38",
    "2:05",
    "1:02:09",
    "−1:05",
  ]);
});

test("short lengths are worded in the reader's language", () => {
  expect(shortDuration(38_000, "en")).toBe("38s");
  expect(shortDuration(125_000, "zh-CN")).toBe("2分钟");
});

test("the server's clock follows the answer that was least under way", () => {
  let local = 1_000_000;
  const clock = new ServerClock(() => local);
  clock.learn(new Date(local + 5_000 - 400).toISOString());
  clock.learn(new Date(local + 5_000 - 20).toISOString());
  local += 10_000;
  clock.learn(new Date(local + 5_000 - 900).toISOString());
  expect(clock.now()).toBe(local + 4_980);
  clock.forget();
  clock.learn(new Date(local - 3_000).toISOString());
  expect(clock.now()).toBe(local - 3_000);
});

test("a shorter time for an answer warns sooner", () => {
  const row = sessionRow(1, { replyDueAt: at(60) });
  expect([29, 30, 59, 60].map((s) => waitOf(row, noon + s * 1000)?.urgency)).toEqual([
    "calm",
    "soon",
    "soon",
    "late",
  ]);
});
