import { expect, test } from "vitest";
import { wordsOf } from "./ruleWords.ts";

test("one word or phrase per line, without blanks around it, each once", () => {
  expect(wordsOf("fool\n  go away \r\n\n笨蛋\nfool\n")).toEqual(["fool", "go away", "笨蛋"]);
  expect(wordsOf(" \n")).toEqual([]);
});
