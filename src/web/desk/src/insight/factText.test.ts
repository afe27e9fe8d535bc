import { FactKeys } from "@servicedesk/protocol";
import { translator } from "@servicedesk/ui";
import { expect, test } from "vitest";
import en from "../../locales/insight/en.json";
import zh from "../../locales/insight/zh-CN.json";
import { factText } from "./factText.ts";
import { fact } from "./testing.tsx";
import type { InsightKey } from "./words.ts";

const english = translator<InsightKey>("en", en);
const chinese = translator<InsightKey>("zh-CN", zh);

test.each(Object.values(FactKeys))("%s has words in both languages", (key) => {
  expect(en).toHaveProperty([`fact.${key}`]);
  expect(zh).toHaveProperty([`fact.${key}`]);
});

test("values are shown as what they are: words, spans of time, instants, numbers", () => {
  const requeued = fact("requeued", { reason: "agent_lost", queue: "Sales", seconds: "600" });
  expect(factText(requeued, english, "en")).toBe(
    "Waits again in Sales (connection lost); head start 10 minutes",
  );
  expect(factText(requeued, chinese, "zh-CN")).toContain("连接丢失");
  expect(factText(fact("offered", { agent: "Ana" }), chinese, "zh-CN")).toBe("已分配给Ana");
});

test("a word that the reader's language lacks is shown as the server said it", () =>
  expect(
    factText(
      fact("offerClosed", { agent: "Ana", state: "declined", reason: "lunch" }),
      english,
      "en",
    ),
  ).toBe("Offer to Ana: declined (lunch)"));

test("conditions keep their groups", () => {
  const topic = fact("condition.topic", { value: "refund" });
  const either = fact(
    "condition.any",
    {},
    fact("condition.language", { value: "de" }),
    fact("condition.channel", { value: "web" }),
  );
  const held = fact(
    "rule.held",
    { rule: "r1", queue: "Billing" },
    fact("condition.all", {}, topic, either),
  );
  expect(factText(held, english, "en")).toBe(
    "It holds that topic is refund and (language is de or channel is web) → Billing",
  );
  expect(factText(fact("condition.not", {}, either), english, "en")).toBe(
    "not (language is de or channel is web)",
  );
});

test("a step of the ladder says when and what", () =>
  expect(
    factText(
      fact(
        "ladder.step",
        { number: "2" },
        fact("trigger.wait", { seconds: "90" }),
        fact("action.addQueue", { queue: "Support" }),
      ),
      english,
      "en",
    ),
  ).toBe("Step 2, after 1 minute 30 seconds: agents of Support may take it too"));

test("what has no name leaves no gap", () =>
  expect(factText(fact("hours.open", { layer: "weekly", name: "" }), english, "en")).toBe(
    "The entry point is open (weekly hours)",
  ));
