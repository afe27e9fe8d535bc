import { describe, expect, test } from "vitest";
import { composerKey } from "../chat/composerKey.ts";
import { type DeskActionContext, deskActions } from "./actions.ts";
import { type Action, KeyDispatcher } from "./dispatcher.ts";
import { keyName, type Pressed } from "./keys.ts";

function press(key: string, change: Partial<Pressed> & { target?: EventTarget } = {}) {
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
  return { key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...change };
}

const actions: Action<{ allowed: boolean }>[] = [
  { id: "resolve", keys: ["E"], when: (c) => c.allowed, run: () => undefined },
  { id: "resolve-next", keys: ["Shift+E"], when: () => true, run: () => undefined },
  { id: "inbox", keys: ["G I"], when: () => true, run: () => undefined },
  { id: "status", keys: ["Ctrl+Shift+."], when: () => true, run: () => undefined },
  { id: "help", keys: ["?"], when: () => true, run: () => undefined },
  { id: "leave", keys: ["Escape"], when: () => true, run: () => undefined },
  { id: "region", keys: ["F6"], when: () => true, run: () => undefined },
];
const find = (event: ReturnType<typeof press>, allowed = true, plain = true, modal = false) =>
  new KeyDispatcher(actions).find(event, { allowed }, plain, modal)?.id;

describe("a single letter", () => {
  test("acts while no field has the focus", () => expect(find(press("e"))).toBe("resolve"));

  test("belongs to a field that has the focus", () => {
    for (const field of [document.createElement("textarea"), document.createElement("input")]) {
      expect(find(press("e", { target: field }))).toBeUndefined();
    }
  });

  test("does nothing when its action cannot be done now", () =>
    expect(find(press("e"), false)).toBeUndefined());

  test("does nothing when letters are turned off, named keys still act", () => {
    expect(find(press("e"), true, false)).toBeUndefined();
    expect(find(press("E", { shiftKey: true }), true, false)).toBeUndefined();
    expect(find(press("Escape"), true, false)).toBe("leave");
  });

  test("does nothing while a dialog has the keyboard", () =>
    expect(find(press("e"), true, true, true)).toBeUndefined());

  test("does nothing while an input method composes", () => {
    expect(find(press("e", { isComposing: true }))).toBeUndefined();
    expect(find(press("e", { keyCode: 229 }))).toBeUndefined();
  });

  test("is found by its place where the layout has no Latin letters", () =>
    expect(find(press("у", { code: "KeyE" }))).toBe("resolve"));
});

test("capitals and signs are told apart by what they produce", () => {
  expect(find(press("E", { shiftKey: true }))).toBe("resolve-next");
  expect(find(press("?", { shiftKey: true, code: "Slash" }))).toBe("help");
  expect(keyName(press("E"))).toBe("E");
});

test("Escape, F6 and keys with Ctrl act in a field too", () => {
  const target = document.createElement("textarea");
  expect(find(press("Escape", { target }))).toBe("leave");
  expect(find(press("F6", { target }))).toBe("region");
  expect(find(press(">", { code: "Period", ctrlKey: true, shiftKey: true, target }))).toBe(
    "status",
  );
});

test("two keys in turn act together, but not after a pause", () => {
  let now = 0;
  const dispatcher = new KeyDispatcher(actions, () => now);
  const context = { allowed: true };
  expect(dispatcher.find(press("g"), context)).toBeUndefined();
  now = 900;
  expect(dispatcher.find(press("i"), context)?.id).toBe("inbox");
  dispatcher.find(press("g"), context);
  now = 4000;
  expect(dispatcher.find(press("i"), context)).toBeUndefined();
});

test("no key means two actions that can be done at the same time", () => {
  const shared = new Map<string, string[]>();
  for (const action of deskActions) {
    for (const key of action.keys) shared.set(key, [...(shared.get(key) ?? []), action.id]);
  }
  const twice = [...shared].filter(([, ids]) => ids.length > 1);
  // E resolves an active chat and finishes the wrap-up of an ended one: never both.
  expect(twice).toEqual([["E", ["resolve", "wrap-up-done"]]]);
});

test("every action of the desk has a name and a key", () => {
  for (const action of deskActions satisfies readonly Action<DeskActionContext>[]) {
    expect(action.keys.length, action.id).toBeGreaterThan(0);
    expect(action.label).toMatch(/^desk\./);
  }
});

describe("Enter in the composer", () => {
  test("sends", () => expect(composerKey(press("Enter"))).toBe("send"));
  test("with Ctrl sends too", () =>
    expect(composerKey(press("Enter", { ctrlKey: true }))).toBe("send"));
  test("with Shift is a new line", () =>
    expect(composerKey(press("Enter", { shiftKey: true }))).toBe("none"));
  test("that ends a composition never sends", () => {
    expect(composerKey(press("Enter", { isComposing: true }))).toBe("none");
    expect(composerKey(press("Enter", { keyCode: 229 }))).toBe("none");
  });
});
