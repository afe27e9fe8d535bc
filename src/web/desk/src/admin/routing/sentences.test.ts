import { describe, expect, test } from "vitest";
import type { Condition, RoutingRule } from "../desk/model.ts";
import { sampleDesk } from "../desk/sample.ts";
import { chinese, english } from "../testWords.ts";
import { withAnother, withNegation } from "./conditions.ts";
import { conditionWords, madeSentence, ruleSentence } from "./sentences.ts";

const desk = sampleDesk();
const refund: Condition = { kind: "topic", topic: "Refund" };
const zh: Condition = { kind: "language", language: "zh" };
const vip: Condition = { kind: "attribute", name: "vip", comparison: "is", value: "yes" };
const words = (condition: Condition) => conditionWords(condition, english);
const rule = (when: Condition | undefined): RoutingRule => ({
  id: "r",
  queueId: "billing",
  tier: 0,
  boostSeconds: 0,
  entersFullQueue: false,
  requirements: [],
  ...(when ? { when } : {}),
});

describe("a rule's sentence", () => {
  test("says the condition and where it leads", () => {
    const both: Condition = { kind: "all", parts: [refund, zh] };
    expect(ruleSentence(rule(both), desk, english)).toBe(
      "If topic is Refund and language is zh → Billing",
    );
    expect(ruleSentence(rule(both), desk, chinese)).toBe("如果主题是 Refund 且语言是 zh → Billing");
  });

  test("of the last rule has no condition", () =>
    expect(ruleSentence(rule(undefined), desk, english)).toBe("Otherwise → Billing"));

  test("is the rule's own where it has one", () => {
    const own = { ...rule(refund), sentence: "Refunds" };
    expect(ruleSentence(own, desk, english)).toBe("Refunds");
    expect(madeSentence(own, desk, english)).toBe("If topic is Refund → Billing");
  });

  test("names a queue that is gone by its id, and what is empty by dots", () => {
    expect(ruleSentence({ ...rule(refund), queueId: "gone" }, desk, english)).toContain("→ gone");
    expect(
      ruleSentence({ ...rule({ kind: "topic", topic: "" }), queueId: "" }, desk, english),
    ).toBe("If topic is … → …");
  });
});

describe("a condition in words", () => {
  test("tells and/or apart by brackets", () => {
    expect(words({ kind: "all", parts: [refund, { kind: "any", parts: [zh, vip] }] })).toBe(
      "topic is Refund and (language is zh or vip is yes)",
    );
    expect(words({ kind: "any", parts: [{ kind: "all", parts: [refund, zh] }, vip] })).toBe(
      "(topic is Refund and language is zh) or vip is yes",
    );
  });

  test("turns round a part or a group", () => {
    expect(words({ kind: "not", part: zh })).toBe("not language is zh");
    expect(words({ kind: "not", part: { kind: "any", parts: [zh, vip] } })).toBe(
      "not (language is zh or vip is yes)",
    );
  });

  test.each<[Condition, string]>([
    [{ kind: "channel", channel: "web" }, "channel is web"],
    [{ kind: "entryPoint", entryPoint: "shop" }, "entry point is shop"],
    [{ kind: "source", pathPrefix: "/checkout" }, "page begins with /checkout"],
    [
      { kind: "source", pathPrefix: "/a", contains: "b" },
      "page begins with /a and address contains b",
    ],
    [{ kind: "source" }, "page begins with …"],
    [{ kind: "attribute", name: "vip", comparison: "exists" }, "vip is given"],
    [
      { kind: "attribute", name: "orderValue", comparison: "atLeast", value: "100" },
      "orderValue is at least 100",
    ],
    [{ kind: "botResult", result: "failed" }, "bot result is failed"],
    [{ kind: "all", parts: [] }, "…"],
  ])("%j", (condition, expected) => expect(words(condition)).toBe(expected));
});

test("a condition is turned round once at most, and grows into a group", () => {
  expect(withNegation(withNegation(zh, true), true)).toEqual({ kind: "not", part: zh });
  expect(withNegation({ kind: "not", part: zh }, false)).toEqual(zh);
  expect(words(withAnother(refund))).toBe("topic is Refund and topic is …");
});
