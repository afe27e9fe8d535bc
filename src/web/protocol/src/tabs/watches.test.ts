import { expect, test } from "vitest";
import { Watches } from "./watches.ts";

test("what one tab watches is not ended by another that does not want it any more", () => {
  const watches = new Watches();
  watches.note("a", "Watch", 7);
  watches.note("b", "StaffConversation", 7);
  expect(watches.end("a", 7)).toBe(false);
  expect(watches.end("b", 7)).toBe(true);
});

test("the end of what nobody watches is passed on, and other calls begin nothing", () => {
  const watches = new Watches();
  watches.note("a", "Fetch", 7);
  expect(watches.end("b", 7)).toBe(true);
});
