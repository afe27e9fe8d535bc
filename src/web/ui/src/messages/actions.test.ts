import type { EventBody, TimelineEntry } from "@servicedesk/protocol";
import { describe, expect, test } from "vitest";
import { actionsOn, CHANGE_MS, lastEditable, recallNeedsReason } from "./actions.ts";

const now = 1_790_000_000_000;
const visitor = { writes: true, staff: false, moderates: false, now };
const agent = { ...visitor, staff: true };

function entry(change: Partial<TimelineEntry> = {}, body: EventBody = { text: "a" }) {
  const type = "message";
  const plain = { key: "k", seq: 5, own: true, type, sender: "visitor:1", at: now - 1_000 };
  return { ...plain, reactions: [], pinned: false, body, ...change } satisfies TimelineEntry;
}

describe("what can be done with a message", () => {
  test("everything with a fresh own one, pins only by staff", () => {
    expect(actionsOn(entry(), visitor)).toEqual(["react", "quote", "edit", "recall", "copy"]);
    expect(actionsOn(entry(), agent)).toContain("pin");
  });

  test("others' words are neither edited nor taken back, but by who serves or oversees", () => {
    const theirs = entry({ own: false, sender: "agent:1" });
    expect(actionsOn(theirs, visitor)).toEqual(["react", "quote", "copy"]);
    expect(actionsOn(theirs, { ...agent, moderates: true })).toContain("recall");
  });

  test("own words can be changed up to the limit and not after it", () => {
    expect(actionsOn(entry({ at: now - CHANGE_MS }), visitor)).toContain("edit");
    const old = actionsOn(entry({ at: now - CHANGE_MS - 1 }), visitor);
    expect(old).toEqual(["react", "quote", "copy"]);
  });

  test("taking back others' words, or own ones after the limit, needs a reason", () => {
    expect(recallNeedsReason(entry(), now)).toBe(false);
    expect(recallNeedsReason(entry({ at: now - CHANGE_MS - 1 }), now)).toBe(true);
    expect(recallNeedsReason(entry({ own: false }), now)).toBe(true);
  });

  test("nothing with what was taken back or is no message", () => {
    const recalled = { recalled: { seq: 6, at: "", by: "visitor:1" } };
    expect(actionsOn(entry({}, recalled), agent)).toEqual([]);
    expect(actionsOn(entry({ type: "system" }), agent)).toEqual([]);
  });

  test("administrators erase what is stored, taken back or not, until it is erased", () => {
    const erases = { ...agent, writes: false, erases: true };
    const recalled = { recalled: { seq: 6, at: "", by: "visitor:1" } };
    expect(actionsOn(entry(), erases)).toEqual(["copy", "erase"]);
    expect(actionsOn(entry({}, recalled), erases)).toEqual(["erase"]);
    expect(actionsOn(entry({}, { purged: true }), erases)).toEqual([]);
    expect(actionsOn(entry({ seq: 0 }), erases)).toEqual(["copy"]);
    expect(actionsOn(entry({ type: "system" }), erases)).toEqual([]);
  });

  test("only copies what is not stored yet, or where nothing can be written", () => {
    expect(actionsOn(entry({ seq: 0 }), agent)).toEqual(["copy"]);
    expect(actionsOn(entry(), { ...agent, writes: false })).toEqual(["copy"]);
  });

  test("a card has no text to edit or copy", () => {
    const product = { id: "1", title: "Kettle", url: "https://shop.example/1" };
    expect(actionsOn(entry({}, { product }), visitor)).toEqual(["react", "quote", "recall"]);
  });

  test("the last editable one is the newest own that is fresh and has words", () => {
    const entries = [entry({ key: "a" }), entry({ key: "b" }), entry({ own: false, key: "c" })];
    expect(lastEditable(entries, visitor)?.key).toBe("b");
    expect(lastEditable([entry({ own: false })], visitor)).toBeUndefined();
  });
});
