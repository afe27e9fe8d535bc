import type { AuditEntry } from "@servicedesk/protocol";
import { expect, test } from "vitest";
import { chinese, english } from "../testWords.ts";
import { detailWords, noteWords, objectWords } from "./auditWords.ts";

const entry = (what: string, onWhat: string, details?: string) =>
  ({ what, onWhat, details }) as AuditEntry;

test.each([
  ["schedule sales, desk version 9", "时间表 sales，版本 9"],
  ["draft 25", "草稿，修订 25"],
  ["desk version 5 as 2", "版本 5，内容同版本 2"],
  ["session:12", "会话 12"],
  ["agent:7", "客服 7"],
  ["visitor:e6e996aafca54988", "访客 E6E9"],
  ["of a later version", "of a later version"],
])("what a deed was done to, %s, is told in Chinese", (stored, words) =>
  expect(objectWords(entry("desk.publish", stored), chinese, "zh-CN")).toBe(words),
);

test("a span of time is told as the reader writes times", () => {
  const span = "2026-11-29T00:00:00.0000000+00:00 to 2026-11-30T00:00:00.0000000+00:00";
  const words = detailWords(entry("report.export", "queues", span), english, "en");
  expect(words).toMatch(/^Nov \d+, 2026, .+ to Nov \d+, 2026, [^T]+$/);
});

test("the notes of the emergency switch are in the reader's language, a person's stay", () => {
  expect(noteWords("Open again", chinese, "zh-CN")).toBe("已重新开放");
  expect(noteWords("Closed: Fire alarm", chinese, "zh-CN")).toBe("已关闭：Fire alarm");
  expect(noteWords("Closed until 2026-11-29 10:00:00Z: Storm", english, "en")).toMatch(
    /^Closed until Nov 29, 2026, .+: Storm$/,
  );
  const note = entry("desk.publish", "desk version 2", "Open again");
  expect(detailWords(note, chinese, "zh-CN")).toBe("Open again");
});

test("who a chat was given to and where it lay are told by name, old alert rules by theirs", () => {
  const names = { agents: new Map([["2", "Ana"]]), queues: new Map([["sales", "Sales"]]) };
  const given = { ...entry("session.assign", "session:3", "agent:2"), queue: "sales" };
  expect(objectWords(given, english, "en", names)).toBe("Chat 3 · Sales");
  expect(detailWords(given, english, "en", names)).toBe("To Ana");
  expect(objectWords(entry("agent.presence", "agent:2"), english, "en", names)).toBe("Ana");
  const rules = entry("alert.rules", "revision 3", '[{"id":"waiting"},{"id":"Tea rush"}]');
  expect(detailWords(rules, english, "en", names)).toBe("Before: waiting, Tea rush");
});

test("until when a visitor is kept out is told as the reader writes times, with the reason as it was given", () => {
  const until = entry(
    "visitor.ban",
    "visitor:e6e9",
    "until 2026-12-07T10:00:00.0000000+00:00: Spam",
  );
  expect(detailWords(until, english, "en")).toMatch(/^Until Dec 7, 2026, [^T]+: Spam$/);
  expect(detailWords(entry("visitor.ban", "visitor:e6e9", "Spam"), english, "en")).toBe("Spam");
});
