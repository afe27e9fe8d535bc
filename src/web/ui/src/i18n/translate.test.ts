import { describe, expect, test } from "vitest";
import en from "../../locales/en.json";
import zh from "../../locales/zh-CN.json";
import { noteText } from "../messages/notes.ts";
import { chooseLocale, translator } from "./translate.ts";

const english = translator("en", en);
const chinese = translator("zh-CN", zh);

describe("the catalogue", () => {
  test("fills names in and chooses the plural of the language", () => {
    expect(english("launcher.unread", { count: 1 })).toBe("Open chat, 1 unread message");
    expect(english("launcher.unread", { count: 3 })).toBe("Open chat, 3 unread messages");
    expect(chinese("launcher.unread", { count: 1 })).toBe("打开聊天，1 条未读消息");
    expect(english("widget.typing", { name: "Ana" })).toBe("Ana is typing");
  });

  test("chooses a variant by context and falls back to the plain one", () => {
    expect(english("note.ended", { context: "silence" })).toBe("Chat closed because it was quiet");
    expect(english("note.ended", { context: "no such" })).toBe("Chat ended");
  });

  test("a value is never read as a key, a mark or markup", () =>
    expect(english("widget.typing", { name: "{{name}} <b>" })).toBe("{{name}} <b> is typing"));

  test("a lacking key shows as itself", () =>
    expect(translator("en", {})("widget.send")).toBe("widget.send"));

  test("notes are worded, unknown ones and those for staff are not shown", () => {
    const note = (kind: string, args = {}) => noteText({ kind, args }, english);
    expect(note("agent_joined", { agent: "Ana" })).toBe("Ana joined");
    expect(note("ended", { reason: "resolved", agent: "Ana" })).toBe("Ana ended the chat");
    expect(note("visitor_left")).toBeUndefined();
    expect(note("hologram")).toBeUndefined();
  });
});

test.each([
  [["zh-TW", "en"], "zh-CN"],
  [["fr", "zh"], "zh-CN"],
  [[undefined, null, "de"], "en"],
  [["EN-us"], "en"],
])("of the wishes %j the locale is %s", (wishes, locale) =>
  expect(chooseLocale(wishes)).toBe(locale),
);
