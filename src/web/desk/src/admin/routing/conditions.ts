import { type Condition, conditionKinds } from "../desk/model.ts";

export type LeafKind = (typeof conditionKinds)[number];

export function isLeafKind(kind: string): kind is LeafKind {
  return (conditionKinds as readonly string[]).includes(kind);
}

/** An empty condition of a kind, to be filled in. */
export function newCondition(kind: LeafKind): Condition {
  switch (kind) {
    case "channel":
      return { kind, channel: "" };
    case "entryPoint":
      return { kind, entryPoint: "" };
    case "source":
      return { kind };
    case "language":
      return { kind, language: "" };
    case "topic":
      return { kind, topic: "" };
    case "attribute":
      return { kind, name: "", comparison: "is", value: "" };
    case "botResult":
      return { kind, result: "" };
  }
}

export function partsOf(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.parts;
    case "not":
      return [condition.part];
    default:
      return [];
  }
}

/** Turned round or not; turning twice is not turning. */
export function withNegation(condition: Condition, negated: boolean): Condition {
  const plain = condition.kind === "not" ? condition.part : condition;
  return negated ? { kind: "not", part: plain } : plain;
}

/** A condition together with one more, in a group that both must hold. */
export function withAnother(condition: Condition): Condition {
  return { kind: "all", parts: [condition, newCondition("topic")] };
}
