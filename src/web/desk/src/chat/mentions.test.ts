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

test("only those still named are mentioned, each once", () => {
  expect(mentionedIn("@Lee and @Lee again", [lee, ana, lee])).toEqual(["agent:2"]);
});
