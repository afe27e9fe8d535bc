import { expect, test } from "vitest";
import { addressOf, isBackwards, isEmpty, nothingWanted, queryOf, wantedOf } from "./searchApi.ts";

test("what is looked for survives in the address", () => {
  const wanted = { ...nothingWanted, text: '"退货" & more', visitor: "王 小", from: "2026-05-01" };
  expect(wantedOf(addressOf(wanted).split("?")[1] ?? "")).toEqual(wanted);
  expect(addressOf(nothingWanted)).toBe("/desk/search");
});

test("days begin at midnight here and the last one counts whole", () => {
  const query = new URLSearchParams(
    queryOf({ ...nothingWanted, text: " a ", from: "2026-05-01", to: "2026-05-01" }, 7),
  );
  expect(query.get("text")).toBe("a");
  expect(query.get("before")).toBe("7");
  const length = Date.parse(query.get("to") ?? "") - Date.parse(query.get("from") ?? "");
  expect(length).toBe(86_400_000);
});

test("blanks are nothing to look for, and a time must not run backwards", () => {
  expect(isEmpty({ ...nothingWanted, text: "  " })).toBe(true);
  expect(isEmpty({ ...nothingWanted, queue: "sales" })).toBe(false);
  expect(isBackwards({ ...nothingWanted, from: "2026-05-02", to: "2026-05-01" })).toBe(true);
  expect(isBackwards({ ...nothingWanted, from: "2026-05-02" })).toBe(false);
});
