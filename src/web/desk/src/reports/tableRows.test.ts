import type { Report, ReportRow } from "@servicedesk/protocol";
import { expect, test } from "vitest";
import { sorted } from "./tableRows.ts";

function row(label: string, value?: number, ranked = true): ReportRow {
  const figures = value === undefined ? [] : [{ metric: "m", version: 1, count: 1, value, ranked }];
  return { key: label, label, start: "2026-01-01", end: "2026-01-02", figures };
}

const report = {
  rows: [row("few", 99, false), row("b", 2), row("none"), row("a", 3), row("c", 1)],
} as unknown as Report;

test("what rests on too few is never ranked, and no data comes last, in both directions", () => {
  const names = (up: boolean) => sorted(report, { column: "m", up }).map((r) => r.label);
  expect(names(false)).toEqual(["a", "b", "c", "few", "none"]);
  expect(names(true)).toEqual(["c", "b", "a", "few", "none"]);
});

test("names sort as texts", () => {
  const names = sorted(report, { column: "name", up: true }).map((r) => r.label);
  expect(names).toEqual(["a", "b", "c", "few", "none"]);
});
