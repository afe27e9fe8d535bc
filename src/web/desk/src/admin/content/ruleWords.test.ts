import { expect, test } from "vitest";
import { english } from "../testWords.ts";
import { ruleText, wordsOf } from "./ruleWords.ts";

test("one word or phrase per line, without blanks around it, each once", () => {
  expect(wordsOf("fool\n  go away \r\n\n笨蛋\nfool\n")).toEqual(["fool", "go away", "笨蛋"]);
  expect(wordsOf(" \n")).toEqual([]);
});

test("a rule is told by what it does to whom, and by its first words", () => {
  const rule = { id: "rude", name: "Insults", action: "refuse", from: "visitors" } as const;
  expect(ruleText({ ...rule, words: ["fool", "go away"] }, english)).toBe(
    "Insults · The message is refused · Visitors: fool, go away",
  );
  const many = Array.from({ length: 22 }, (_, i) => `w${i}`);
  expect(ruleText({ ...rule, words: many }, english)).toMatch(/, w19 and 2 more$/);
});
