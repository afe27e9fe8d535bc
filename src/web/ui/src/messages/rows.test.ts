import type { TimelineEntry } from "@servicedesk/protocol";
import { expect, test } from "vitest";
import { rowsOf } from "./rows.ts";

const noon = Date.parse("2026-03-01T12:00:00Z");

function entry(seq: number, sender: string, at: number, type = "message"): TimelineEntry {
  const own = sender === "visitor:1";
  const body = { text: `${seq}` };
  return { key: body.text, seq, own, type, sender, at, body, reactions: [], pinned: false };
}

const shape = (entries: TimelineEntry[], newAfter = 0) =>
  rowsOf(entries, newAfter, "UTC").map((row) =>
    row.kind === "entry"
      ? `${row.first ? "[" : ""}${row.entry.seq}${row.last ? "]" : ""}`
      : row.kind === "new"
        ? `new ${row.count}`
        : "day",
  );

test("messages of one sender within two minutes are one group", () =>
  expect(
    shape([
      entry(1, "agent:1", noon),
      entry(2, "agent:1", noon + 120_000),
      entry(3, "agent:1", noon + 240_001),
      entry(4, "visitor:1", noon + 240_002),
    ]),
  ).toEqual(["day", "[1", "2]", "[3]", "[4]"]));

test("a system event stands alone", () =>
  expect(
    shape([
      entry(1, "agent:1", noon),
      entry(2, "system", noon, "system"),
      entry(3, "agent:1", noon),
    ]),
  ).toEqual(["day", "[1]", "[2]", "[3]"]));

test("each day begins with a separator and a new group", () =>
  expect(
    shape([
      entry(1, "agent:1", Date.parse("2026-03-01T23:59:30Z")),
      entry(2, "agent:1", Date.parse("2026-03-02T00:00:10Z")),
    ]),
  ).toEqual(["day", "[1]", "day", "[2]"]));

test("what came since the last look is marked and counted, own messages are not new", () =>
  expect(
    shape([entry(1, "agent:1", noon), entry(2, "visitor:1", noon), entry(3, "agent:1", noon)], 1),
  ).toEqual(["day", "[1]", "[2]", "new 1", "[3]"]));
