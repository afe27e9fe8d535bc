import { expect, test } from "vitest";
import { type OverflowStep, overflowActions, overflowTriggers } from "../desk/model.ts";
import { sampleDesk } from "../desk/sample.ts";
import { chinese, english } from "../testWords.ts";
import { stepWords, withAction, withTrigger } from "./stepWords.ts";

const desk = sampleDesk();
const step: OverflowStep = {
  trigger: "wait",
  value: 60,
  action: "addQueue",
  queueId: "billing",
  boostSeconds: 0,
  skipIfEmpty: false,
};

test("a rung says when and what", () => {
  expect(stepWords(step, desk, english, "en")).toBe(
    "After 1 min of waiting → agents of Billing may take it too",
  );
  expect(stepWords({ ...step, trigger: "length", value: 10 }, desk, english, "en")).toContain("10");
});

test("every trigger and action has words in both languages", () => {
  for (const words of [english, chinese]) {
    for (const trigger of overflowTriggers)
      expect(stepWords({ ...step, trigger }, desk, words, "en")).not.toContain("overflow.");
    for (const action of overflowActions)
      expect(stepWords({ ...step, action }, desk, words, "en")).not.toContain("overflow.");
  }
});

test("dropping a requirement is told apart from lowering it", () => {
  const relaxed = withAction({ ...step, skillId: "zh" }, "relaxSkill");
  expect(stepWords(relaxed, desk, english, "en")).toContain("Chinese is no longer asked for");
  expect(stepWords({ ...relaxed, minLevel: 2 }, desk, english, "en")).toContain("level 2");
});

test("another action takes along only what it uses", () => {
  expect(withAction(step, "notifySupervisor")).toEqual({
    trigger: "wait",
    value: 60,
    action: "notifySupervisor",
    boostSeconds: 0,
    skipIfEmpty: false,
  });
  expect(withAction(step, "moveToQueue").queueId).toBe("billing");
  expect(withAction(step, "addBoost").boostSeconds).toBe(120);
});

test("another trigger keeps its number only where that means the same", () => {
  expect(withTrigger(step, "queueClosing").value).toBe(60);
  expect(withTrigger(step, "length").value).toBe(10);
  expect(withTrigger(withTrigger(step, "length"), "wait").value).toBe(60);
  expect(withTrigger(step, "noEligibleAgentOnline").value).toBe(0);
});
