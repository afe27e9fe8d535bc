import type { SystemNote } from "@servicedesk/protocol";
import { expect, test } from "vitest";
import type { Translate } from "../i18n/translate.ts";
import { noteText } from "./notes.ts";

const t = ((key: string, values: Record<string, string>) =>
  `${key} ${values?.["agent"] ?? ""}`) as unknown as Translate;
const left = (reason: string): SystemNote => ({
  kind: "agent_left",
  args: { agent: "Sam", reason },
});

test("visitors hear that a supervisor who was beside the agent left", () =>
  expect(noteText(left("barged_out"), t)).toBe("note.agent_left Sam"));

test("of an agent who is followed by another they hear who comes", () => {
  expect(noteText(left("taken_over"), t)).toBeUndefined();
  expect(noteText(left("transferred"), t)).toBeUndefined();
});
