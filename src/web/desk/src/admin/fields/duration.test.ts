import { expect, test } from "vitest";
import { durationText, parseDuration } from "./duration.ts";

test.each([
  ["90", 90],
  ["1:30", 90],
  ["1:00:05", 3605],
  ["20 min", 1200],
  ["1h 30m", 5400],
  ["1.5 h", 5400],
  ["2 天", 172_800],
  ["1 小时 30 分", 5400],
  [" 0 ", 0],
])("%j is %i seconds", (text, seconds) => expect(parseDuration(text)).toBe(seconds));

test.each(["", "soon", "-5", "1 parsec", "5 m!", "1:75", "0.3 s", "min"])(
  "%j is no length",
  (text) => expect(parseDuration(text)).toBeUndefined(),
);

test("what is shown can be typed", () => {
  for (const seconds of [0, 1, 59, 60, 90, 1200, 3600, 5405, 86_400, 172_800]) {
    for (const locale of ["en", "zh-CN"]) {
      expect(parseDuration(durationText(seconds, locale)), durationText(seconds, locale)).toBe(
        seconds,
      );
    }
  }
  expect(durationText(5405, "en")).toBe("1 h 30 min 5 s");
});
