import { expect, test } from "vitest";
import { sampleDesk } from "../desk/sample.ts";
import { setAt } from "../desk/paths.ts";
import { english } from "../testWords.ts";
import { placeName } from "./placeNames.ts";

const desk = setAt(sampleDesk(), "schedules[support].holidays", [
  { date: "2026-12-25", name: "Christmas", keepOvernightTail: false },
]);

test("a day that differs from the week is known by its date, not by its name", () =>
  expect(placeName(desk, "schedules[support].holidays[2026-12-25]", english)).toBe(
    "Hours support › Holidays 2026-12-25",
  ));
