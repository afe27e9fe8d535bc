import { expect, test } from "vitest";
import { contextOf } from "./pageContext.ts";

test("flat entries are taken as text", () => {
  expect(contextOf({ plan: "gold", cart: 129.5, member: true })).toEqual({
    plan: "gold",
    cart: "129.5",
    member: "true",
  });
});

test("what the server would refuse is left out, the rest stays", () => {
  const given = {
    nested: { a: 1 },
    list: [1],
    none: undefined,
    nothing: null,
    " ": "no name",
    ["n".repeat(61)]: "long name",
    long: "x".repeat(501),
    plan: "gold",
  };
  expect(contextOf(given)).toEqual({ plan: "gold" });
});

test("at most fifty entries and eight KiB", () => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`key${i}`, "1"]));
  expect(Object.keys(contextOf(many))).toHaveLength(50);
  const large = Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [`k${i}`, "é".repeat(400)]),
  );
  expect(Object.keys(contextOf(large))).toHaveLength(10);
});

test.each([undefined, null, "gold", 7, ["gold"]])("nothing comes of %j", (given) => {
  expect(contextOf(given)).toEqual({});
});
