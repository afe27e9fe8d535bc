import type { Report } from "@servicedesk/protocol";
import { figureOf } from "./tableRows.ts";

/** One row's figure over time; null where there is no data, which is not 0. */
export interface Line {
  readonly label: string;
  /** Seconds since 1970, the same for all lines. */
  readonly at: readonly number[];
  readonly values: readonly (number | null)[];
}

/** More lines than can be told apart say nothing; the table has them all. */
const mostLines = 5;

/** The lines of a figure: those rows that have the most of it first. */
export function courseOf(report: Report, metric: string): readonly Line[] {
  const starts = [...new Set(report.rows.map((row) => row.start))].sort();
  const at = starts.map((start) => Date.parse(start) / 1000);
  const byKey = new Map<string, { label: string; values: Map<string, number>; count: number }>();
  for (const row of report.rows) {
    const figure = figureOf(row, metric);
    if (!figure) continue;
    const line = byKey.get(row.key) ?? { label: row.label, values: new Map(), count: 0 };
    line.values.set(row.start, figure.value);
    line.count += figure.count;
    byKey.set(row.key, line);
  }
  return [...byKey.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, mostLines)
    .map(({ label, values }) => ({
      label,
      at,
      values: starts.map((start) => values.get(start) ?? null),
    }));
}

export interface Summary {
  readonly high: number;
  readonly highAt: number;
  readonly low: number;
  readonly lowAt: number;
  readonly count: number;
}

/** The extremes of all lines; undefined when there is no point at all. */
export function summaryOf(lines: readonly Line[]): Summary | undefined {
  let found: Summary | undefined;
  for (const { at, values } of lines)
    values.forEach((value, i) => {
      const when = at[i];
      if (value === null || when === undefined) return;
      found ??= { high: value, highAt: when, low: value, lowAt: when, count: 0 };
      if (value > found.high) found = { ...found, high: value, highAt: when };
      if (value < found.low) found = { ...found, low: value, lowAt: when };
      found = { ...found, count: found.count + 1 };
    });
  return found;
}
