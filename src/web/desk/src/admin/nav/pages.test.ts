import { expect, test } from "vitest";
import { pathOf, placeOf } from "./pages.ts";

test("an unknown page is the overview", () => {
  expect(placeOf("")).toEqual({ page: "overview", item: undefined, part: undefined });
  expect(placeOf("no-such/page")).toMatchObject({ page: "overview" });
});

test("an item's id may hold any sign", () =>
  expect(pathOf("overview", "a/b ?", "x")).toBe("/desk/admin/overview/a%2Fb%20%3F/x"));

test("the overview stands at the administration's own address", () =>
  expect(pathOf("overview")).toBe("/desk/admin"));
