import { beforeEach, expect, test } from "vitest";
import { Drafts } from "./drafts.ts";

beforeEach(() => localStorage.clear());

test("each conversation keeps its own unsent text", () => {
  const drafts = new Drafts(1);
  drafts.set(1, "for one");
  drafts.set(2, "for two");
  expect([drafts.get(1), drafts.get(2), drafts.get(3)]).toEqual(["for one", "for two", ""]);
});

test("an emptied draft is forgotten, and blanks are no draft", () => {
  const drafts = new Drafts(1);
  drafts.set(1, "x");
  drafts.set(1, "");
  drafts.set(2, "  \n");
  drafts.set(3, "words");
  expect(drafts.conversations).toEqual([3]);
  expect(localStorage).toHaveLength(2);
});

test("drafts are there again on the next page, each person's own", () => {
  new Drafts(1).set(7, "mine");
  new Drafts(2).set(7, "somebody else's");
  expect(new Drafts(1).get(7)).toBe("mine");
  expect(new Drafts(1).conversations).toEqual([7]);
});
