import { beforeEach, expect, test, vi } from "vitest";
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
  expect(Object.keys(localStorage).filter((key) => key.includes(".draft.1."))).toHaveLength(2);
});

test("drafts are there again on the next page, each person's own", () => {
  new Drafts(1).set(7, "mine");
  new Drafts(2).set(7, "somebody else's");
  expect(new Drafts(1).get(7)).toBe("mine");
  expect(new Drafts(1).conversations).toEqual([7]);
});

test("what the server was not told of is known after a reload, until it has the very text", () => {
  const drafts = new Drafts(1);
  drafts.set(7, "one");
  drafts.set(7, "one two");
  drafts.told(7, "one");
  expect(new Drafts(1).untold).toEqual([7]);
  drafts.told(7, "one two");
  drafts.set(-3, "a note");
  expect(new Drafts(1).untold).toEqual([]);
  drafts.set(7, "");
  expect(new Drafts(1).untold).toEqual([7]);
});

test("another tab's text is taken and is no change of this one", () => {
  const drafts = new Drafts(1);
  const heard = vi.fn();
  drafts.onChange(heard);
  const key = "servicedesk.draft.1.7";
  dispatchEvent(new StorageEvent("storage", { key, newValue: "from the other tab" }));
  expect(drafts.get(7)).toBe("from the other tab");
  expect(heard).toHaveBeenCalledExactlyOnceWith(7, "from the other tab", "elsewhere");
  expect(drafts.untold).toEqual([]);
});
