import type { DateOverride, DayInterval, Holiday, Schedule } from "../desk/model.ts";

/** One dated entry of a schedule, whatever list it stands in. */
export type DatedEntry =
  | { readonly list: "overrides"; readonly index: number; readonly entry: DateOverride }
  | { readonly list: "holidays"; readonly index: number; readonly entry: Holiday };

/** Overrides and holidays in the order of their dates. */
export function datedEntries(schedule: Schedule): readonly DatedEntry[] {
  return [
    ...schedule.overrides.map((entry, index) => ({ list: "overrides" as const, index, entry })),
    ...schedule.holidays.map((entry, index) => ({ list: "holidays" as const, index, entry })),
  ].sort((a, b) => a.entry.date.localeCompare(b.entry.date));
}

/** What a date is to a schedule; where several entries name it, the one that wins. */
export function kindOf(
  schedule: Schedule,
  date: string,
): DateOverride["kind"] | "holiday" | undefined {
  const kinds = schedule.overrides.filter((one) => one.date === date).map((one) => one.kind);
  const winning = (["extended", "modified", "closed"] as const).find((kind) =>
    kinds.includes(kind),
  );
  return winning ?? (schedule.holidays.some((one) => one.date === date) ? "holiday" : undefined);
}

export function newOverride(date: string, intervals: readonly DayInterval[]): DateOverride {
  return { date, kind: "modified", intervals, keepOvernightTail: false };
}

/** The weeks of a month, Monday first; days of the months beside it fill the first and the last. */
export function weeksOf(year: number, month: number): readonly (readonly string[])[] {
  const first = new Date(Date.UTC(year, month, 1));
  const before = (first.getUTCDay() + 6) % 7;
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const weeks: string[][] = [];
  for (let day = 1 - before; day <= days; day += 7) {
    weeks.push(Array.from({ length: 7 }, (_, i) => dateOf(year, month, day + i)));
  }
  return weeks;
}

/** Days may lie outside of the month: 0 is the last of the one before. */
export function dateOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

export function addDays(date: string, days: number): string {
  const [year = 1970, month = 1, day = 1] = date.split("-").map(Number);
  return dateOf(year, month - 1, day + days);
}

/** The holidays of a calendar that a schedule does not have yet. */
export function newHolidays(schedule: Schedule, found: readonly Holiday[]): readonly Holiday[] {
  const known = new Set(schedule.holidays.map((one) => one.date));
  return found.filter((one) => !known.has(one.date));
}
