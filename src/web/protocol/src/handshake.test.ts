import { expect, test } from "vitest";
import { isFatal, renewalDelay } from "./handshake.ts";

const now = Date.parse("2026-01-01T00:00:00Z");
const until = (expiresAt?: string) => renewalDelay({ token: "t", expiresAt }, now);

test("a token is renewed a minute before it expires, and never within five seconds", () => {
  expect(until("2026-01-01T00:15:00Z")).toBe(14 * 60_000);
  expect(until("2026-01-01T00:01:02Z")).toBe(5_000);
  expect(until("2025-12-31T00:00:00Z")).toBe(5_000);
});

test("a token that does not expire, and none, are not renewed", () => {
  expect(until()).toBeUndefined();
  expect(renewalDelay(undefined, now)).toBeUndefined();
});

test.each([
  ["banned", true],
  ["not_found", true],
  ["token_expired", false],
  ["unavailable", false],
  ["timeout", false],
])("%s ends the connection for good: %s", (code, fatal) => {
  expect(isFatal(code)).toBe(fatal);
});
