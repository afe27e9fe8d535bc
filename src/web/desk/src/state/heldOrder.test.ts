import { describe, expect, test } from "vitest";
import { changes, emptyOrder, holdOrder } from "./heldOrder.ts";

describe("a held list", () => {
  test("keeps its order and counts what would change", () => {
    const shown = holdOrder(emptyOrder, [1, 2, 3], false);
    const held = holdOrder(shown, [3, 1, 2, 4], true);
    expect(held).toEqual({ shown: [1, 2, 3], pending: 2 });
  });

  test("shows what is wanted as soon as it is let go", () => {
    const held = holdOrder({ shown: [1, 2, 3], pending: 0 }, [3, 2], true);
    expect(holdOrder(held, [3, 2], false)).toEqual({ shown: [3, 2], pending: 0 });
  });

  test("keeps a row that left the list, so that nothing slips under the pointer", () => {
    expect(holdOrder({ shown: [1, 2], pending: 0 }, [2], true)).toEqual({
      shown: [1, 2],
      pending: 1,
    });
  });

  test("takes its first rows even when the pointer is already there", () => {
    expect(holdOrder(emptyOrder, [5], true)).toEqual({ shown: [5], pending: 0 });
  });

  test("is the same value while nothing changes, so nothing is rendered", () => {
    const shown = holdOrder(emptyOrder, [1, 2], false);
    expect(holdOrder(shown, [1, 2], false)).toBe(shown);
    expect(holdOrder(shown, [1, 2], true)).toBe(shown);
  });
});

test.each([
  [[1, 2, 3], [1, 2, 3], 0],
  [[1, 2, 3], [2, 3, 1], 1],
  [[1, 2, 3], [3, 2, 1], 2],
  [[1, 2, 3], [1, 3], 1],
  [[1, 2], [1, 9, 2], 1],
  [[], [1, 2], 2],
])("from %j to %j are %i changes", (shown, wanted, count) =>
  expect(changes(shown, wanted)).toBe(count),
);
