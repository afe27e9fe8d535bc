import { expect, test } from "vitest";
import { figureText } from "./figureText.ts";

test("trap 9: a duration of more than an hour shows its hours", () => {
  expect(figureText("duration", 3661, "en")).toBe("1:01:01");
  expect(figureText("duration", 3599.6, "en")).toBe("1:00:00");
  expect(figureText("totalTime", 100 * 3600, "en")).toBe("100:00:00");
  expect(figureText("duration", 38.4, "en")).toBe("0:38");
});

test("each kind is told in its own way", () => {
  expect(figureText("rate", 33.333, "en")).toBe("33.3%");
  expect(figureText("rate", 100, "en")).toBe("100%");
  expect(figureText("count", 12_345, "en")).toBe("12,345");
  expect(figureText("netScore", -20, "en")).toBe("-20");
  expect(figureText("spread", 0.125, "en")).toBe("0.13");
});
