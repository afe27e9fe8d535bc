import { expect, test } from "vitest";
import { addressOf, dayOf } from "./auditApi.ts";

const all = { what: "", from: undefined, to: undefined, before: undefined };

test("only what is asked for stands in the address", () => {
  expect(addressOf(all)).toBe("/api/audit");
  expect(addressOf({ ...all, what: "desk.", before: 17 })).toBe("/api/audit?what=desk.&before=17");
});

test("a span that ends before it begins is asked for without its end", () => {
  const [one, two] = ["2026-11-24T00:00:00.000Z", "2026-11-20T00:00:00.000Z"];
  expect(addressOf({ ...all, from: one, to: two })).not.toContain("to=");
  expect(addressOf({ ...all, from: two, to: one })).toContain("to=");
});

test("the last day counts to its end", () => {
  const [start, end] = [dayOf("2026-11-30", 0) ?? "", dayOf("2026-11-30", 1) ?? ""];
  expect(Date.parse(end) - Date.parse(start)).toBe(24 * 3_600_000);
  expect(dayOf("", 0)).toBeUndefined();
  expect(dayOf("30.11.2026", 0)).toBeUndefined();
});
