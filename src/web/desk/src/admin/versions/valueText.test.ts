import { expect, test } from "vitest";
import { sampleDesk } from "../desk/sample.ts";
import { chinese, english } from "../testWords.ts";
import { valueText } from "./valueText.ts";

const desk = sampleDesk();
const say = (value: unknown, path: string) => valueText(value, path, english, "en", desk);

test.each<[unknown, string, string]>([
  [90, "queues[billing].acceptSeconds", "1 min 30 s"],
  [3, "queues[billing].maxRounds", "3"],
  [true, "schedules[support].alwaysOpen", "yes"],
  [undefined, "schedules[support].emergency", "none"],
  ["billing", "entryPoints[shop].rules[a].queueId", "Billing"],
  ["drain", "queues[billing].closing", "Are still served for a while"],
  [["a", "b"], "entryPoints[shop].rules", "a, b"],
  [[], "schedules[support].weekly", "none"],
  [desk.schedules[0]?.weekly, "schedules[support].weekly", "Mon 09:00–18:00"],
  [
    {
      date: "2026-12-24",
      name: "Eve",
      kind: "modified",
      intervals: [{ startMinute: 540, endMinute: 720 }],
    },
    "schedules[support].overrides[2026-12-24]",
    "Eve · Other hours · 09:00–12:00",
  ],
  [{ kind: "topic", topic: "Refund" }, "entryPoints[shop].rules[a].when", "topic is Refund"],
  [desk.entryPoints[0]?.rules[0], "entryPoints[shop].rules[default]", "Otherwise → Billing"],
  [
    [
      {
        trigger: "wait",
        value: 60,
        action: "notifySupervisor",
        boostSeconds: 0,
        skipIfEmpty: false,
      },
      { trigger: "length", value: 9, action: "end", boostSeconds: 0, skipIfEmpty: false },
    ],
    "queues[billing].overflow",
    "1. After 1 min of waiting → the supervisor is told; 2. While 9 or more wait → the session ends",
  ],
  [
    { skillId: "zh", minLevel: 2, mandatory: true },
    "queues[billing].requirements[zh]",
    "Skill: Chinese, Level: 2, Required: yes",
  ],
  [
    [
      { kind: "message" },
      { kind: "callBack", label: "Ring me" },
      { kind: "email", target: "help@shop.example" },
    ],
    "queues[billing].fallbacks",
    "Leave a message; “Ring me” (Be called back); Write an e-mail: help@shop.example",
  ],
])("%j at %s is %j", (value, path, expected) => expect(say(value, path)).toBe(expected));

test("a choice is told in the reader's language", () =>
  expect(valueText("pull", "queues[billing].offerMode", chinese, "zh-CN", desk)).toBe(
    "客服自行领取",
  ));
