import type { SavedReply } from "@servicedesk/protocol";
import { expect, test } from "vitest";
import { fill, openVariables } from "./fill.ts";
import { matching, slashWord } from "./matching.ts";

function reply(shortcut: string, text: string, locale?: string): SavedReply {
  const id = shortcut.length * 100 + text.length;
  return { id, shared: true, shortcut, text, revision: 1, ...(locale && { locale }) };
}

test("known variables are filled, others stay and are told once each", () => {
  const values = { "visitor.name": "王小 $& {{queue}}", queue: "" };
  const text = fill("Hello {{ visitor.name }}, {{order}} of {{queue}} {{order}}", values);
  expect(text).toBe("Hello 王小 $& {{queue}}, {{order}} of {{queue}} {{order}}");
  expect(openVariables(text)).toEqual(["{{queue}}", "{{order}}"]);
  expect(openVariables("{{}} { {a} } {{two\nlines}} plain")).toEqual([]);
});

test("a slash looks for a reply only while it begins the one word", () => {
  expect(slashWord("/")).toBe("");
  expect(slashWord("/退货")).toBe("退货");
  for (const text of ["", "a /b", "/a b", "/a/b", "//", "/a\n"]) {
    expect(slashWord(text), text).toBeUndefined();
  }
});

test("the visitor's language comes first, then what begins with the word", () => {
  const all = [
    reply("ship", "发货", "zh-CN"),
    reply("ship", "It ships", "en"),
    reply("reship", "Again", "en"),
    reply("bye", "It ships no more"),
    reply("hello", "Hello"),
  ];
  expect(matching(all, "SHIP", "en-GB").map((r) => r.text)).toEqual([
    "It ships",
    "Again",
    "It ships no more",
    "发货",
  ]);
  expect(matching(all, "货", "zh").map((r) => r.text)).toEqual(["发货"]);
  expect(matching(all, "nothing", "en")).toEqual([]);
});

test("a text made to be slow is passed over once", () => {
  const text = "{{".repeat(30_000) + "a".repeat(30_000);
  expect(openVariables(text)).toEqual([]);
  expect(fill(text, {})).toBe(text);
});
