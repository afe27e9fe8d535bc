import type { AttributeComparison, Condition, Desk, RoutingRule } from "../desk/model.ts";
import type { AdminTranslate } from "../words.ts";

/** What a rule says: in its own words, else "If topic is Refund and language is zh → Billing". */
export function ruleSentence(rule: RoutingRule, desk: Desk, t: AdminTranslate): string {
  return rule.sentence ? rule.sentence : madeSentence(rule, desk, t);
}

/** The sentence that is made of a rule which has no words of its own. */
export function madeSentence(rule: RoutingRule, desk: Desk, t: AdminTranslate): string {
  const queue = desk.queues.find((one) => one.id === rule.queueId)?.name ?? rule.queueId;
  const target = queue === "" ? "…" : queue;
  return rule.when
    ? t("sentence.if", { condition: conditionWords(rule.when, t), queue: target })
    : t("sentence.otherwise", { queue: target });
}

/** A condition in words, without a leading "if". What is still empty is shown as "…". */
export function conditionWords(condition: Condition, t: AdminTranslate): string {
  switch (condition.kind) {
    case "all":
      return joined(condition.parts, t("sentence.and"), t);
    case "any":
      return joined(condition.parts, t("sentence.or"), t);
    case "not":
      return t("sentence.not", { condition: part(condition.part, t) });
    case "channel":
      return t("sentence.channel", { value: shown(condition.channel) });
    case "entryPoint":
      return t("sentence.entryPoint", { value: shown(condition.entryPoint) });
    case "source":
      return sourceWords(condition.pathPrefix, condition.contains, t);
    case "language":
      return t("sentence.language", { value: shown(condition.language) });
    case "topic":
      return t("sentence.topic", { value: shown(condition.topic) });
    case "attribute":
      return t(attributeWords[condition.comparison], {
        name: shown(condition.name),
        value: shown(condition.value),
      });
    case "botResult":
      return t("sentence.botResult", { value: shown(condition.result) });
  }
}

const attributeWords = {
  exists: "sentence.attribute.exists",
  is: "sentence.attribute.is",
  contains: "sentence.attribute.contains",
  atLeast: "sentence.attribute.atLeast",
  atMost: "sentence.attribute.atMost",
  moreThan: "sentence.attribute.moreThan",
  lessThan: "sentence.attribute.lessThan",
} as const satisfies Record<AttributeComparison, string>;

function sourceWords(
  pathPrefix: string | undefined,
  contains: string | undefined,
  t: AdminTranslate,
): string {
  const words = [
    pathPrefix ? t("sentence.path", { value: pathPrefix }) : undefined,
    contains ? t("sentence.address", { value: contains }) : undefined,
  ].filter((one) => one !== undefined);
  return words.length > 0 ? words.join(t("sentence.and")) : t("sentence.path", { value: "…" });
}

function joined(parts: readonly Condition[], word: string, t: AdminTranslate): string {
  return parts.length === 0 ? "…" : parts.map((one) => part(one, t)).join(word);
}

/** "a and (b or c)" and "(a and b) or c" are two things. */
function part(condition: Condition, t: AdminTranslate): string {
  const several =
    ((condition.kind === "all" || condition.kind === "any") && condition.parts.length > 1) ||
    (condition.kind === "source" && Boolean(condition.pathPrefix) && Boolean(condition.contains));
  const words = conditionWords(condition, t);
  return several ? t("sentence.group", { condition: words }) : words;
}

function shown(value: string | undefined): string {
  return value === undefined || value === "" ? "…" : value;
}
