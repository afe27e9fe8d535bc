import { expect, test } from "vitest";
import { backoff } from "./backoff.ts";

test.each([
  [0, 250],
  [1, 500],
  [5, 8_000],
  [6, 15_000],
  [10_000, 15_000],
])("after %i failures half of the ceiling is %i ms", (failures, wait) => {
  expect(backoff(failures, { random: () => 0.5 })).toBe(wait);
});

test("the whole range from 0 to the ceiling is drawn from", () => {
  expect(backoff(3, { random: () => 0 })).toBe(0);
  expect(backoff(1, { firstMs: 100, longestMs: 150, random: () => 0.999 })).toBe(150);
});
