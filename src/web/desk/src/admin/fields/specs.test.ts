import { expect, test } from "vitest";
import { chinese, english } from "../testWords.ts";
import type { AdminKey } from "../words.ts";
import { labelKeyOf } from "./labels.ts";
import {
  agentSettingsFields,
  botSettingsFields,
  callBackFields,
  contentRuleFields,
  entryPointFields,
  offered,
  queueGroups,
  surveyFields,
} from "./specs.ts";

const all = [
  ...queueGroups.flatMap((group) => group.fields.map((spec) => ({ record: "queues", spec }))),
  ...callBackFields.map((spec) => ({ record: "queues", spec })),
  ...entryPointFields.map((spec) => ({ record: "entryPoints", spec })),
  ...contentRuleFields.map((spec) => ({ record: "contentRules", spec })),
  ...surveyFields.map((spec) => ({ record: "queues", spec })),
  ...agentSettingsFields.map((spec) => ({ record: "agentSettings", spec })),
  ...botSettingsFields.map((spec) => ({ record: "botSettings", spec })),
];

test("every setting has a label in both languages, and every choice a word", () => {
  for (const { record, spec } of all) {
    const keys = [labelKeyOf(`${record}.${spec.name}`)];
    if (spec.kind === "choice")
      keys.push(...spec.choices.map((one) => `choice.${spec.name}.${one}` as AdminKey));
    for (const key of keys) {
      expect(english(key)).not.toBe(key);
      expect(chinese(key)).not.toBe(key);
    }
  }
});

test("a setting's default lies within its range", () => {
  for (const { spec } of all) {
    if ((spec.kind !== "seconds" && spec.kind !== "number") || spec.usual === undefined) continue;
    expect(spec.usual, spec.name).toBeGreaterThanOrEqual(spec.low);
    expect(spec.usual, spec.name).toBeLessThanOrEqual(spec.high);
  }
});

test("a setting that the server's records do not have is not offered", () => {
  const names = (records: object[]) => offered(callBackFields, records).map((spec) => spec.name);
  expect(names([{ callBack: { slotMinutes: 30 } }])).toEqual(["callBack.slotMinutes"]);
  expect(names([{}])).toEqual([]);
  expect(names([])).toHaveLength(3);
});
