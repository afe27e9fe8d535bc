import { expect, test } from "vitest";
import { completed, matching, mentionBegun, mentionedIn } from "./mentions.ts";

const ana = { person: "agent:1", name: "Ana Lopez" };
const lee = { person: "agent:2", name: "Lee" };

test.each([
  ["ask @", 5, ""],
  ["ask @An", 7, "An"],
  ["@Ana L", 6, "Ana L"],
  ["(@l", 3, "l"],
  ["mail ana@shop", 13, undefined],
  ["no mention", 4, undefined],
  ["@Ana\nnext line", 14, undefined],
])("in %j with the caret at %i the begun mention is %j", (text, caret, begun) => {
  expect(mentionBegun(text, caret)).toBe(begun);
});

test("people are found by the beginning of any word of their name", () => {
  expect(matching([ana, lee], "l")).toEqual([ana, lee]);
  expect(matching([ana, lee], "an")).toEqual([ana]);
  expect(matching([ana, lee], "Lee knows")).toEqual([]);
});

test("a choice completes the name and leaves what follows", () => {
  expect(completed("ask @an about it", 7, ana)).toEqual({
    text: "ask @Ana Lopez about it",
    caret: 15,
  });
});

test("whoever is named is mentioned once, chosen from the list or written out", () => {
  expect(mentionedIn("@Lee and @Lee again", [lee, ana], [])).toEqual(["agent:2"]);
  expect(mentionedIn("nobody, not even lee@shop", [lee, ana], [lee])).toEqual([]);
});

test("the longest name that stands there is meant, and of people of one name who was chosen", () => {
  const short = { person: "agent:3", name: "Ana" };
  const other = { person: "agent:4", name: "Lee" };
  expect(mentionedIn("@Ana Lopez", [short, ana], [])).toEqual(["agent:1"]);
  expect(mentionedIn("@Lee", [lee, other], [other])).toEqual(["agent:4"]);
});
