import { expect, test } from "vitest";
import { originOf, snippetOf } from "./snippet.ts";

test("the snippet carries the public key and the server's own address", () =>
  expect(snippetOf("https://chat.example.com", "shop-1")).toBe(
    '<script async fetchpriority="low" src="https://chat.example.com/w/v1/loader.js" data-channel="shop-1"></script>',
  ));

test.each([
  ["https://shop.example/checkout?x=1", "https://shop.example"],
  ["shop.example", "https://shop.example"],
  ["http://localhost:8080/", "http://localhost:8080"],
  [" https://SHOP.example ", "https://shop.example"],
  ["ftp://shop.example", undefined],
  ["two words", undefined],
  ["", undefined],
])("the origin of %j is %j", (text, origin) => expect(originOf(text)).toBe(origin));
