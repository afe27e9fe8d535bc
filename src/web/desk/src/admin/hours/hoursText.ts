import { type DayInterval, type DayOfWeek, weekdays } from "../desk/model.ts";
import type { AdminTranslate } from "../words.ts";

export const dayMinutes = 1440;

/** 540 → "09:00", 1440 → "24:00". */
export function timeText(minute: number): string {
  const hours = Math.floor(minute / 60);
  return `${String(hours).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** "9:00-18" → minutes; an end of 0:00 is the end of the day when the start is later. Undefined when it is no time. */
export function parseTime(text: string): number | undefined {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text.trim());
  if (!found) return undefined;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)];
  const total = hours * 60 + minutes;
  return minutes < 60 && total <= dayMinutes ? total : undefined;
}

/** "9:00–12:30, 13-18" → its intervals in order; empty text is none. Undefined when a part is no interval. */
export function parseIntervals(text: string): readonly DayInterval[] | undefined {
  const found: DayInterval[] = [];
  for (const part of text.split(/[,;，；、]/)) {
    if (part.trim() === "") continue;
    const ends = part.split(/\s*(?:-|–|—|~|至|to)\s*/i);
    const [startMinute, endMinute] = [parseTime(ends[0] ?? ""), parseTime(ends[1] ?? "")];
    if (ends.length !== 2 || startMinute === undefined || endMinute === undefined) return undefined;
    if (startMinute === dayMinutes) return undefined;
    found.push({ startMinute, endMinute });
  }
  return found.sort((a, b) => a.startMinute - b.startMinute);
}

/** What {@link parseIntervals} reads. */
export function intervalsText(intervals: readonly DayInterval[]): string {
  return [...intervals]
    .sort((a, b) => a.startMinute - b.startMinute)
    .map((one) => `${timeText(one.startMinute)}–${timeText(one.endMinute)}`)
    .join(", ");
}

/** How long an interval lasts; one whose end is not after its start goes on into the next day. */
export function lengthOf({ startMinute, endMinute }: DayInterval): number {
  return endMinute > startMinute ? endMinute - startMinute : endMinute + dayMinutes - startMinute;
}

/** A week's hours with equal days in a row told once: "Mon–Fri 09:00–18:00; Sat 10:00–14:00". */
export function hoursText(
  intervals: readonly (DayInterval & { readonly day?: DayOfWeek })[],
  t: AdminTranslate,
): string {
  if (intervals.every((one) => one.day === undefined)) return intervalsText(intervals);
  const days = weekdays.map((day) => ({
    day,
    text: intervalsText(intervals.filter((one) => one.day === day)),
  }));
  const runs: { from: DayOfWeek; to: DayOfWeek; text: string }[] = [];
  for (const { day, text } of days) {
    const last = runs.at(-1);
    if (last?.text === text) last.to = day;
    else runs.push({ from: day, to: day, text });
  }
  return runs
    .filter((run) => run.text !== "")
    .map(({ from, to, text }) => {
      const name = t(`day.short.${from}`);
      return `${from === to ? name : `${name}–${t(`day.short.${to}`)}`} ${text}`;
    })
    .join("; ");
}
