import { expect, test } from "vitest";
import { firstLink } from "./LinkCard.tsx";

test("the first address is taken without the end of its sentence", () => {
  expect(firstLink("See (https://shop.test/a?b=1), or http://other.test.")).toBe(
    "https://shop.test/a?b=1",
  );
  expect(firstLink("看 https://shop.test/鞋。")).toBe("https://shop.test/鞋");
  expect(firstLink("mailto:a@b.test ftp://x http://")).toBeUndefined();
});
