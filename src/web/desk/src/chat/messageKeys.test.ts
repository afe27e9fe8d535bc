import { expect, test } from "vitest";
import { actionOf } from "./messageKeys.ts";

const key = (name: string, held: Partial<KeyboardEvent> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

test("letters mean an action in either case, keys with a name by that", () => {
  expect(["e", "E", "q", "Delete"].map((name) => actionOf(key(name)))).toEqual([
    "edit",
    "edit",
    "quote",
    "recall",
  ]);
});

test("other keys, and what the browser does with a held key, mean none", () => {
  expect(actionOf(key("x"))).toBeUndefined();
  expect(actionOf(key("p", { ctrlKey: true }))).toBeUndefined();
  expect(actionOf(key("q", { metaKey: true }))).toBeUndefined();
});
