import { beforeEach, expect, test, vi } from "vitest";
import { isQuiet, readPreferences, StoredPreferences, usualPreferences } from "./preferences.ts";

beforeEach(() => localStorage.clear());

const at = (hour: number, minute = 0) => new Date(2026, 0, 15, hour, minute);
const quiet = (quietFrom: string, quietTo: string) => ({ ...usualPreferences, quietFrom, quietTo });

test.each([
  ["22:00", "07:00", at(21, 59), false],
  ["22:00", "07:00", at(22), true],
  ["22:00", "07:00", at(3), true],
  ["22:00", "07:00", at(7), false],
  ["12:00", "13:00", at(12, 30), true],
  ["12:00", "13:00", at(13), false],
  ["12:00", "12:00", at(12), false],
  ["", "07:00", at(3), false],
])("from %s to %s it is quiet at %s: %s", (from, to, now, expected) => {
  expect(isQuiet(quiet(from, to), "offer", now)).toBe(expected);
});

test("a kind that is to be heard at all hours is", () => {
  const kinds = { ...usualPreferences.kinds };
  kinds.offer = { ...kinds.offer, quiet: false };
  const preferences = { ...quiet("22:00", "07:00"), kinds };
  expect(isQuiet(preferences, "offer", at(3))).toBe(false);
  expect(isQuiet(preferences, "message", at(3))).toBe(true);
});

test.each([null, "", "[]", "no JSON", '{"kinds":{"offer":{"volume":900,"tone":"horn"}}}'])(
  "what cannot be used of %j is the usual",
  (stored) => {
    expect(readPreferences(stored)).toEqual(usualPreferences);
  },
);

test("what is stored is read again, and another tab's change is followed", () => {
  const stored = new StoredPreferences();
  const heard = vi.fn();
  stored.subscribe(heard);
  stored.set(quiet("22:00", "06:30"));
  expect(new StoredPreferences().get()).toEqual(quiet("22:00", "06:30"));
  const newValue = JSON.stringify(quiet("20:00", "06:30"));
  dispatchEvent(new StorageEvent("storage", { key: "servicedesk.notices.kinds", newValue }));
  expect(stored.get().quietFrom).toBe("20:00");
  expect(heard).toHaveBeenCalledTimes(2);
});
