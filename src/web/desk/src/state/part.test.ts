import { expect, test } from "vitest";
import { at, sessionRow } from "../testing/rows.ts";
import { partIn, writingsOf } from "./part.ts";

const nobody: ReadonlySet<number> = new Set();
const served = sessionRow(1);

test("the agent answers, and finishes up until the wrap-up is over", () => {
  expect(partIn(served, 7, nobody)).toBe("answers");
  expect(partIn(sessionRow(1, { phase: "ended", wrapUpUntil: at(30) }), 7, nobody)).toBe(
    "finishes",
  );
  expect(partIn(sessionRow(1, { phase: "ended" }), 7, nobody)).toBe("reads");
});

test("a colleague advises, or joins before everybody's eyes", () => {
  expect(partIn({ ...served, consultingAgentId: 8 }, 8, nobody)).toBe("advises");
  expect(partIn({ ...served, bargedAgentId: 8, consultingAgentId: 8 }, 8, nobody)).toBe("joined");
});

test("a supervisor monitors the sessions that were asked for, and no other", () => {
  expect(partIn(served, 9, new Set([1]))).toBe("monitors");
  expect(partIn(served, 9, new Set([2]))).toBe("reads");
});

test("only those whom the visitor sees may answer", () => {
  expect(writingsOf("answers", served)).toEqual(["reply", "note"]);
  expect(writingsOf("joined", served)).toEqual(["reply", "note"]);
  for (const part of ["advises", "monitors", "reads", "finishes"] as const) {
    expect(writingsOf(part, served)).not.toContain("reply");
  }
});

test("a whisper needs an agent who hears it, a note somebody who will read it", () => {
  expect(writingsOf("monitors", served)[0]).toBe("whisper");
  expect(writingsOf("monitors", sessionRow(1, { phase: "queued" }))).toEqual(["note"]);
  expect(writingsOf("reads", sessionRow(1, { phase: "ended" }))).toEqual([]);
});

test("nobody reads along a chat that is over", () => {
  const over = sessionRow(1, { agentId: 8, phase: "ended" });
  expect(partIn(over, 7, new Set([1]))).toBe("reads");
});
