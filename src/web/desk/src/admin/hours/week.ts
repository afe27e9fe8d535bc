import { type DayOfWeek, type WeeklyInterval, weekdays } from "../desk/model.ts";
import { dayMinutes, lengthOf } from "./hoursText.ts";

/** [from, to) in minutes since Monday midnight; it may end after Sunday midnight, that is on Monday again. */
interface Run {
  readonly from: number;
  readonly to: number;
}

const weekMinutes = 7 * dayMinutes;

/** How a stretch of a day stands: closed, open by the day's own hours, or by those that began the day before. */
export type CellState = "closed" | "open" | "tail";

function startOf({ day, startMinute }: WeeklyInterval): number {
  return weekdays.indexOf(day) * dayMinutes + startMinute;
}

/** Whether a minute of a day is open, and by which day's hours. */
export function cellState(
  weekly: readonly WeeklyInterval[],
  day: DayOfWeek,
  minute: number,
): CellState {
  const at = weekdays.indexOf(day) * dayMinutes + minute;
  let found: CellState = "closed";
  for (const interval of weekly) {
    const start = startOf(interval);
    const since = (at - start + weekMinutes) % weekMinutes;
    if (since >= lengthOf(interval)) continue;
    if (interval.day === day && minute >= interval.startMinute) return "open";
    found = "tail";
  }
  return found;
}

/** Opens or closes a stretch of one day; what lies beside it stays as it was. */
export function painted(
  weekly: readonly WeeklyInterval[],
  day: DayOfWeek,
  from: number,
  to: number,
  open: boolean,
): readonly WeeklyInterval[] {
  const start = weekdays.indexOf(day) * dayMinutes + from;
  const stretch = { from: start, to: start + to - from };
  const runs = weekly.map((one) => ({ from: startOf(one), to: startOf(one) + lengthOf(one) }));
  const next = open ? [...runs, stretch] : runs.flatMap((run) => without(run, stretch));
  return intervalsOf(united(next));
}

/** Paints all cells between the one where the pointer was and the one where it is: a quick one passes over some unseen. */
export function dragged(
  weekly: readonly WeeklyInterval[],
  day: DayOfWeek,
  was: number,
  is: number,
  cellMinutes: number,
  open: boolean,
): readonly WeeklyInterval[] {
  return painted(weekly, day, Math.min(was, is), Math.max(was, is) + cellMinutes, open);
}

/** A run may reach past the week's end, so the stretch is taken out there too. */
function without(run: Run, stretch: Run): readonly Run[] {
  let rest: readonly Run[] = [run];
  for (const shift of [-weekMinutes, 0, weekMinutes]) {
    const [from, to] = [stretch.from + shift, stretch.to + shift];
    rest = rest.flatMap((one) =>
      to <= one.from || from >= one.to
        ? [one]
        : [
            { from: one.from, to: from },
            { from: to, to: one.to },
          ].filter((piece) => piece.from < piece.to),
    );
  }
  return rest;
}

function united(runs: readonly Run[]): readonly Run[] {
  const sorted = runs.flatMap(withinWeek).sort((a, b) => a.from - b.from);
  const result: { from: number; to: number }[] = [];
  for (const run of sorted) {
    const last = result.at(-1);
    if (last && run.from <= last.to) last.to = Math.max(last.to, run.to);
    else result.push({ ...run });
  }
  // What ends with the week goes on with what begins it: one night.
  const [first, last] = [result[0], result.at(-1)];
  if (first && last && first !== last && first.from === 0 && last.to === weekMinutes) {
    const night =
      first.to <= last.from % dayMinutes && first.to < dayMinutes && last.from % dayMinutes > 0;
    if (night) {
      result.shift();
      last.to += first.to;
    }
  }
  return result;
}

function withinWeek(run: Run): readonly Run[] {
  if (run.to <= weekMinutes) return [run];
  return [
    { from: run.from, to: weekMinutes },
    { from: 0, to: run.to - weekMinutes },
  ];
}

/** A run over one midnight stays one overnight interval if it lasts no longer than a day; else it is cut at midnights. */
function intervalsOf(runs: readonly Run[]): readonly WeeklyInterval[] {
  return runs
    .flatMap((run) => {
      const overnight =
        run.to - run.from <= dayMinutes &&
        run.from % dayMinutes > 0 &&
        Math.floor(run.from / dayMinutes) < Math.floor((run.to - 1) / dayMinutes);
      return overnight ? [intervalOf(run)] : cut(run).map(intervalOf);
    })
    .sort((a, b) => startOf(a) - startOf(b));
}

function cut({ from, to }: Run): readonly Run[] {
  const pieces: Run[] = [];
  for (let at = from; at < to;) {
    const midnight = (Math.floor(at / dayMinutes) + 1) * dayMinutes;
    pieces.push({ from: at, to: Math.min(midnight, to) });
    at = midnight;
  }
  return pieces;
}

function intervalOf({ from, to }: Run): WeeklyInterval {
  const day = weekdays[Math.floor(from / dayMinutes) % 7] ?? "monday";
  const endMinute = to - Math.floor(from / dayMinutes) * dayMinutes;
  return {
    day,
    startMinute: from % dayMinutes,
    endMinute: endMinute <= dayMinutes ? endMinute : endMinute - dayMinutes,
  };
}

/** The week with one day's hours also on others. */
export function copied(
  weekly: readonly WeeklyInterval[],
  from: DayOfWeek,
  to: readonly DayOfWeek[],
): readonly WeeklyInterval[] {
  const hours = weekly.filter((one) => one.day === from);
  const targets = to.filter((day) => day !== from);
  return [
    ...weekly.filter((one) => !targets.includes(one.day)),
    ...targets.flatMap((day) => hours.map((one) => ({ ...one, day }))),
  ];
}

/** Opened hours of a week, in minutes; what two intervals both open counts once. */
export function openMinutes(weekly: readonly WeeklyInterval[]): number {
  const runs = weekly.map((one) => ({ from: startOf(one), to: startOf(one) + lengthOf(one) }));
  return united(runs).reduce((sum, run) => sum + run.to - run.from, 0);
}
