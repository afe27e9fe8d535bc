import { expect, test } from "vitest";
import type { Schedule } from "../desk/model.ts";
import { addDays, datedEntries, kindOf, newHolidays, newOverride, weeksOf } from "./dates.ts";

const schedule: Schedule = {
  id: "support",
  zone: "UTC",
  alwaysOpen: false,
  weekly: [],
  overrides: [
    { ...newOverride("2026-12-24", [{ startMinute: 540, endMinute: 720 }]) },
    { ...newOverride("2026-11-27", []), kind: "closed" },
    { ...newOverride("2026-11-27", [{ startMinute: 0, endMinute: 1440 }]), kind: "extended" },
  ],
  holidays: [{ date: "2026-12-25", name: "Christmas", keepOvernightTail: false }],
};

test("dated entries stand in the order of their dates", () =>
  expect(datedEntries(schedule).map((one) => one.entry.date)).toEqual([
    "2026-11-27",
    "2026-11-27",
    "2026-12-24",
    "2026-12-25",
  ]));

test("extended hours win over a closed date, any override over a holiday", () => {
  expect(kindOf(schedule, "2026-11-27")).toBe("extended");
  expect(kindOf(schedule, "2026-12-25")).toBe("holiday");
  expect(kindOf(schedule, "2026-12-26")).toBeUndefined();
});

test("a month is whole weeks from Monday on", () => {
  const weeks = weeksOf(2026, 10);
  expect(weeks[0]?.[0]).toBe("2026-10-26");
  expect(weeks.at(-1)?.at(-1)).toBe("2026-12-06");
  expect(weeksOf(2027, 1)).toHaveLength(4);
});

test("days are counted over months and years", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
});

test("a calendar's days that are known already are not added again", () =>
  expect(
    newHolidays(schedule, [
      { date: "2026-12-25", name: "Christmas Day", keepOvernightTail: false },
      { date: "2026-12-26", keepOvernightTail: false },
    ]).map((one) => one.date),
  ).toEqual(["2026-12-26"]));
