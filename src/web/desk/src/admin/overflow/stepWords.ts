import type { Desk, OverflowStep } from "../desk/model.ts";
import { durationText } from "../fields/duration.ts";
import type { AdminTranslate } from "../words.ts";

/** A rung in words: "After 1 min → agents of VIP may take it too". */
export function stepWords(
  step: OverflowStep,
  desk: Desk,
  t: AdminTranslate,
  locale: string,
): string {
  return `${triggerWords(step, t, locale)} → ${actionWords(step, desk, t, locale)}`;
}

function triggerWords(step: OverflowStep, t: AdminTranslate, locale: string): string {
  return t(`overflow.when.${step.trigger}`, {
    time: durationText(step.value, locale),
    count: step.value,
  });
}

function actionWords(step: OverflowStep, desk: Desk, t: AdminTranslate, locale: string): string {
  const queue = desk.queues.find((one) => one.id === step.queueId)?.name ?? step.queueId;
  const skill = desk.skills.find((one) => one.id === step.skillId)?.name ?? step.skillId;
  const dropped = step.action === "relaxSkill" && step.minLevel === undefined;
  return t(dropped ? "overflow.do.dropSkill" : `overflow.do.${step.action}`, {
    queue: queue === undefined || queue === "" ? "…" : queue,
    skill: skill === undefined || skill === "" ? "…" : skill,
    level: step.minLevel ?? 1,
    time: durationText(step.boostSeconds, locale),
  });
}

/** The step without what its action does not use, and with what it needs. */
export function withAction(step: OverflowStep, action: OverflowStep["action"]): OverflowStep {
  const { trigger, value, skipIfEmpty } = step;
  const plain = { trigger, value, action, skipIfEmpty, boostSeconds: 0 };
  switch (action) {
    case "relaxSkill":
      return { ...plain, skillId: step.skillId ?? "" };
    case "addQueue":
    case "moveToQueue":
      return { ...plain, queueId: step.queueId ?? "" };
    case "addBoost":
      return { ...plain, boostSeconds: step.boostSeconds || 120 };
    default:
      return plain;
  }
}

/** The step with another trigger; a number that means something else starts anew. */
export function withTrigger(step: OverflowStep, trigger: OverflowStep["trigger"]): OverflowStep {
  const counts = (one: OverflowStep["trigger"]) => one === "length";
  if (trigger === "noEligibleAgentOnline") return { ...step, trigger, value: 0 };
  if (counts(trigger)) return { ...step, trigger, value: counts(step.trigger) ? step.value : 10 };
  const hadTime =
    step.trigger === "wait" || step.trigger === "queueClosing" || step.trigger === "eta";
  return { ...step, trigger, value: hadTime ? step.value : 60 };
}
