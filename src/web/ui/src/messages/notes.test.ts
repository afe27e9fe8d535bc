import type { SystemNote } from "@servicedesk/protocol";
import { expect, test } from "vitest";
import type { Translate } from "../i18n/translate.ts";
import { noteText } from "./notes.ts";

const t = ((key: string, values: Record<string, string>) =>
  `${key} ${values?.["agent"] ?? ""}`) as unknown as Translate;
const left = (args: Record<string, string>): SystemNote => ({
  kind: "agent_left",
  args: { agent: "Sam", ...args },
});

test("visitors hear that a supervisor who was beside the agent left", () =>
  expect(noteText(left({ reason: "barged_out" }), t)).toBe("note.agent_left Sam"));

test("of an agent who is followed by another they hear who comes", () =>
  expect(noteText(left({}), t)).toBeUndefined());
