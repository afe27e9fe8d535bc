import { expect, test } from "vitest";
import { newFallback, withLabel } from "./fallbacks.ts";

test("only an e-mail and a page have an address", () => {
  expect(newFallback("message")).toEqual({ kind: "message" });
  expect(newFallback("link")).toEqual({ kind: "link", target: "" });
});

test("no words on the button means the widget's own", () => {
  const link = { ...newFallback("link"), target: "https://shop.example/help" };
  expect(withLabel(link, "Help")).toEqual({ ...link, label: "Help" });
  expect(withLabel(withLabel(link, "Help"), "")).toEqual(link);
});
