import { expect, test } from "vitest";
import type { DeskFault } from "../desk/model.ts";
import { sampleDesk } from "../desk/sample.ts";
import { chinese, english } from "../testWords.ts";
import { faultText } from "./faultText.ts";

const desk = sampleDesk();

function told(fault: Partial<DeskFault>, t = english, locale = "en"): string {
  const whole = { item: "queues[billing]", code: "range", text: "", ...fault } as DeskFault;
  return faultText(whole, { t, locale, desk });
}

test("a number outside of its range is told with what was entered", () => {
  const fault = {
    item: "queues[billing].acceptSeconds",
    value: "9999",
    text: "must be 5 to 120",
  };
  expect(told(fault)).toBe("2 h 46 min 39 s was entered. Must be 5 s to 2 min.");
  expect(told(fault, chinese, "zh-CN")).toBe(
    "输入的是“2 小时 46 分 39 秒”。必须在 5 秒 到 2 分 之间。",
  );
  expect(told({ item: "queues[billing].maxRounds", value: "0", text: "must be 1 to 100" })).toBe(
    "0 was entered. Must be 1 to 100.",
  );
});

test("an entry in a wrong form is told with what was entered, and an empty one as empty", () => {
  const fault = { item: "queues[billing].name", code: "format", text: "must be 1 to 100" };
  expect(told({ ...fault, value: "" })).toMatch(/^Nothing was entered\. /);
  expect(told({ ...fault, value: "a\tb" })).toMatch(/^a\tb was entered\. /);
});

test("what is not chosen is not said to be there by no name", () =>
  expect(told({ code: "unknown", value: "", text: "does not exist" })).toBe("Nothing is chosen."));

test("a queue without a way out and a ladder that ends too early are two things", () => {
  expect(told({ item: "queues[billing].fallbacks", code: "no_fallback" })).toBe(
    "There must be at least one way out for visitors whom nobody can take.",
  );
  expect(told({ item: "queues[billing].overflow[0].action", code: "no_fallback" })).toMatch(
    /^Ends the session before/,
  );
});

test("moves in a circle are told once, by the queues' names", () => {
  const fault = {
    item: "queues[billing].overflow",
    code: "cycle",
    text: "moves lead round in a circle: billing, gone",
  };
  expect(told(fault)).toBe("The moves lead round in a circle: Billing, gone.");
  expect(told(fault, chinese, "zh-CN")).toBe("转移形成了循环：Billing、gone。");
});

test("what the server says beyond its code is told in the reader's language too", () => {
  const fault = {
    item: "queues[billing].name",
    code: "format",
    value: "",
    text: "must be 1 to 100 characters, none of them a control character",
  };
  expect(told(fault)).toBe(
    "Nothing was entered. This cannot stand here. (1 to 100 characters, none of them a control character)",
  );
  expect(told(fault, chinese, "zh-CN")).toBe(
    "没有输入内容。格式不正确。（1 至 100 个字符，不含控制字符）",
  );
  const late = {
    code: "never_taken",
    value: "1500",
    text: "the longest wait of 1200 s is over by then",
  };
  expect(told(late, chinese, "zh-CN")).toBe(
    "输入的是“25 分”。此步骤永远不会执行。（届时已超过最长等待 20 分）",
  );
  expect(told({ code: "never_holds", value: "x", text: "never holds" })).toBe(
    "The condition can never hold.",
  );
});

test("a code that the words do not know is told in the server's", () =>
  expect(told({ code: "new_code", text: "is new" })).toBe("is new"));
