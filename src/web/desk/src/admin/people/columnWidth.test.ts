import { expect, test } from "vitest";
import { columnWidth } from "./columnWidth.ts";

const names = ["Capacity", "Sales", "Broadcast desk"];

test("columns are as wide as their longest name where there is room", () => {
  expect(columnWidth(names, 1_000)).toBe(122);
  expect(columnWidth(["订单与退款咨询服务台"], 1_000)).toBe(150);
});

test("columns share what room there is, and are never too narrow for their cells", () => {
  expect(columnWidth(names, 345)).toBe(115);
  expect(columnWidth(names, 200)).toBe(108);
  expect(columnWidth([], 0)).toBe(108);
});

test("one very long name does not make every column as wide", () =>
  expect(columnWidth(["x".repeat(100)], 2_000)).toBe(240));
