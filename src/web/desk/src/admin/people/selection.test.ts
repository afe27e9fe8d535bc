import { expect, test } from "vitest";
import { moved, rangeOf, type Selection } from "./selection.ts";

const size = { rows: 100, columns: 5, page: 20 };
const at = (row: number, column: number): Selection => ({
  anchor: { row, column },
  active: { row, column },
});
const press = (key: string, change = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  ...change,
});

test.each([
  ["ArrowDown", {}, 4, 2],
  ["ArrowUp", { ctrlKey: true }, 0, 2],
  ["ArrowRight", {}, 3, 3],
  ["Home", {}, 3, 0],
  ["End", { ctrlKey: true }, 99, 4],
  ["PageDown", {}, 23, 2],
])("%s %j goes to row %i, column %i", (key, change, row, column) =>
  expect(moved(at(3, 2), press(key, change), size)).toEqual(at(row, column)),
);

test("no key leads out of the grid", () => {
  expect(moved(at(0, 0), press("ArrowUp"), size)).toEqual(at(0, 0));
  expect(moved(at(99, 4), press("PageDown"), size)).toEqual(at(99, 4));
});

test("Shift keeps where the range began", () => {
  const range = moved(at(3, 2), press("ArrowDown", { shiftKey: true }), size);
  expect(range).toEqual({ anchor: { row: 3, column: 2 }, active: { row: 4, column: 2 } });
  expect(rangeOf({ anchor: { row: 4, column: 3 }, active: { row: 2, column: 1 } }, 100, 5)).toEqual(
    {
      top: 2,
      bottom: 4,
      start: 1,
      end: 3,
    },
  );
});

test("Ctrl+A takes the whole column", () =>
  expect(moved(at(3, 2), press("a", { ctrlKey: true }), size)).toEqual({
    anchor: { row: 0, column: 2 },
    active: { row: 99, column: 2 },
  }));

test("a letter moves nothing", () => expect(moved(at(3, 2), press("x"), size)).toBeUndefined());

test("a range that rows have gone from stays within those that are left", () =>
  expect(rangeOf(at(9, 9), 3, 2)).toEqual({ top: 2, bottom: 2, start: 1, end: 1 }));
