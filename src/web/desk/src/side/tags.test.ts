import { expect, test } from "vitest";
import { tagsOf } from "./tags.ts";

test.each([
  ["refund", ["refund"]],
  ["  late   delivery , VIP,", ["late delivery", "VIP"]],
  ["退款，加急", ["退款", "加急"]],
  [" , ", []],
])("%j is %j", (typed, expected) => {
  expect(tagsOf(typed)).toEqual(expected);
});
