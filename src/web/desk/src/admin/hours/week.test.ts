import { describe, expect, test } from "vitest";
import type { DayOfWeek, WeeklyInterval } from "../desk/model.ts";
import { hoursText, intervalsText, parseIntervals, parseTime } from "./hoursText.ts";
import { cellState, copied, dragged, openMinutes, painted } from "./week.ts";
import { english } from "../testWords.ts";

const hours = (day: DayOfWeek, startMinute: number, endMinute: number): WeeklyInterval => ({
  day,
  startMinute,
  endMinute,
});
const nineToFive = [hours("monday", 540, 1020)];
const friday = [hours("friday", 1320, 360)];
const sunday = [hours("sunday", 1320, 360)];

describe("painting a week", () => {
  test("joins what touches", () =>
    expect(painted(nineToFive, "monday", 1020, 1080, true)).toEqual([hours("monday", 540, 1080)]));

  test("a pointer that was quick paints what it passed over too, either way", () => {
    const morning = [hours("sunday", 540, 750)];
    expect(dragged([], "sunday", 540, 720, 30, true)).toEqual(morning);
    expect(dragged([], "sunday", 720, 540, 30, true)).toEqual(morning);
    expect(dragged(morning, "sunday", 600, 600, 30, false)).toEqual([
      hours("sunday", 540, 600),
      hours("sunday", 630, 750),
    ]);
  });

  test("closing a part of a day leaves two intervals", () =>
    expect(painted(nineToFive, "monday", 720, 780, false)).toEqual([
      hours("monday", 540, 720),
      hours("monday", 780, 1020),
    ]));

  test("closing what is closed changes nothing", () =>
    expect(painted(nineToFive, "tuesday", 540, 600, false)).toEqual(nineToFive));

  test("a night stays one interval, of the day on which it begins", () => {
    expect(painted(friday, "friday", 1260, 1320, true)).toEqual([hours("friday", 1260, 360)]);
    expect(painted([hours("friday", 1320, 1440)], "saturday", 0, 120, true)).toEqual([
      hours("friday", 1320, 120),
    ]);
  });

  test("the tail of a night can be closed from the day that it reaches into", () =>
    expect(painted(friday, "saturday", 180, 360, false)).toEqual([hours("friday", 1320, 180)]));

  test("the night to Monday belongs to Sunday", () => {
    expect(painted(sunday, "monday", 300, 360, false)).toEqual([hours("sunday", 1320, 300)]);
    expect(painted(sunday, "monday", 0, 360, false)).toEqual([hours("sunday", 1320, 1440)]);
  });

  test("a week that is open throughout is seven whole days", () => {
    let all: readonly WeeklyInterval[] = [];
    for (const day of [
      "monday",
      "tuesday",
      "wednesday",
      "thursday",
      "friday",
      "saturday",
      "sunday",
    ] as const)
      all = painted(all, day, 0, 1440, true);
    expect(all.map((one) => [one.startMinute, one.endMinute])).toEqual(Array(7).fill([0, 1440]));
    expect(openMinutes(all)).toBe(7 * 1440);
  });
});

test("a cell tells whose hours open it", () => {
  expect(cellState(friday, "friday", 1320)).toBe("open");
  expect(cellState(friday, "friday", 1290)).toBe("closed");
  expect(cellState(friday, "saturday", 330)).toBe("tail");
  expect(cellState(friday, "saturday", 360)).toBe("closed");
  expect(cellState(sunday, "monday", 0)).toBe("tail");
  expect(cellState([hours("monday", 0, 1440)], "monday", 1410)).toBe("open");
  expect(cellState([hours("monday", 480, 0)], "tuesday", 0)).toBe("closed");
});

test("a day's hours are copied to others and replace theirs", () =>
  expect(copied([...nineToFive, hours("tuesday", 0, 60)], "monday", ["monday", "tuesday"])).toEqual(
    [hours("monday", 540, 1020), hours("tuesday", 540, 1020)],
  ));

describe("hours as text", () => {
  test.each([
    ["9-17", [[540, 1020]]],
    [
      "09:00–12:30, 13:30 - 18:00",
      [
        [540, 750],
        [810, 1080],
      ],
    ],
    ["22:00–6:00", [[1320, 360]]],
    ["0-24", [[0, 1440]]],
    [
      "13-18; 9-12",
      [
        [540, 720],
        [780, 1080],
      ],
    ],
    ["", []],
  ])("%j", (text, expected) =>
    expect(parseIntervals(text)?.map((one) => [one.startMinute, one.endMinute])).toEqual(expected),
  );

  test.each(["9", "9-", "25-26", "9:60-10", "24:00-6:00", "nine to five"])("%j is none", (text) =>
    expect(parseIntervals(text)).toBeUndefined(),
  );

  test("a time is hours with or without minutes", () => {
    expect(parseTime("9")).toBe(540);
    expect(parseTime("24:00")).toBe(1440);
    expect(parseTime("24:01")).toBeUndefined();
  });

  test("what is shown can be typed", () => {
    const text = intervalsText([hours("monday", 1320, 360), hours("monday", 0, 60)]);
    expect(text).toBe("00:00–01:00, 22:00–06:00");
    expect(parseIntervals(text)).toHaveLength(2);
  });

  test("equal days in a row are told once", () =>
    expect(
      hoursText(
        [...copied(nineToFive, "monday", ["tuesday", "wednesday"]), hours("saturday", 600, 840)],
        english,
      ),
    ).toBe("Mon–Wed 09:00–17:00; Sat 10:00–14:00"));
});
