import type { Report } from "@servicedesk/protocol";
import { expect, test } from "vitest";
import { courseOf, summaryOf } from "./courseLines.ts";

const row = (key: string, hour: number, value?: number) => ({
  key,
  label: key.toUpperCase(),
  start: `2026-11-24T0${hour}:00:00Z`,
  end: "",
  figures: value === undefined ? [] : [{ metric: "m", version: 1, count: 1, value, ranked: true }],
});

test("a missing hour is a gap, not zero", () => {
  const report = {
    rows: [row("a", 1, 5), row("a", 2), row("a", 3, 9), row("b", 2, 1)],
  } as unknown as Report;
  const lines = courseOf(report, "m");
  expect(lines.map((line) => [line.label, line.values])).toEqual([
    ["A", [5, null, 9]],
    ["B", [null, 1, null]],
  ]);
  const hour = (h: number) => Date.parse(`2026-11-24T0${h}:00:00Z`) / 1000;
  expect(summaryOf(lines)).toEqual({ high: 9, highAt: hour(3), low: 1, lowAt: hour(2), count: 3 });
});

test("nothing to draw is said", () => {
  expect(summaryOf(courseOf({ rows: [row("a", 1)] } as unknown as Report, "m"))).toBeUndefined();
});
