import { expect, test } from "vitest";
import { datesOf, instantsOf, plusDays, todayIn } from "./interval.ts";

const now = Date.parse("2026-11-24T23:30:00Z");

test("today is the zone's own date", () => {
  expect(todayIn("UTC", now)).toBe("2026-11-24");
  expect(todayIn("Asia/Shanghai", now)).toBe("2026-11-25");
});

test("the intervals end with today and count their days", () => {
  expect(datesOf("week", "UTC", now)).toEqual({ from: "2026-11-18", to: "2026-11-24" });
  expect(datesOf("month", "UTC", now)).toEqual({ from: "2026-10-28", to: "2026-11-24" });
  expect(datesOf("yesterday", "UTC", now)).toEqual({ from: "2026-11-23", to: "2026-11-23" });
  expect(plusDays("2026-02-28", 1)).toBe("2026-03-01");
});

test.each([
  ["2026-10-25", 25],
  ["2026-03-29", 23],
  ["2026-11-24", 24],
])("the date %s in Berlin has %i hours", (date, hours) => {
  const { from, to } = instantsOf({ from: date, to: date }, "Europe/Berlin");
  expect((Date.parse(to) - Date.parse(from)) / 3_600_000).toBe(hours);
  expect(todayIn("Europe/Berlin", Date.parse(from))).toBe(date);
  expect(todayIn("Europe/Berlin", Date.parse(from) - 1)).toBe(plusDays(date, -1));
});
