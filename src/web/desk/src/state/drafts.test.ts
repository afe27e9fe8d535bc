import { expect, test } from "vitest";
import { Drafts } from "./drafts.ts";

test("each conversation keeps its own unsent text", () => {
  const drafts = new Drafts();
  drafts.set(1, "for one");
  drafts.set(2, "for two");
  expect([drafts.get(1), drafts.get(2), drafts.get(3)]).toEqual(["for one", "for two", ""]);
});

test("an emptied draft is forgotten, and blanks are no draft", () => {
  const drafts = new Drafts();
  drafts.set(1, "x");
  drafts.set(1, "");
  drafts.set(2, "  \n");
  expect(drafts.size).toBe(1);
  expect(drafts.has(1)).toBe(false);
  expect(drafts.has(2)).toBe(false);
});
