/** The intervals that are offered, and one's own dates. */
export const presets = ["today", "yesterday", "week", "month", "own"] as const;

export type Preset = (typeof presets)[number];

/** Dates at the clock of a zone, as yyyy-mm-dd, both inclusive. */
export interface Dates {
  readonly from: string;
  readonly to: string;
}

const dayMs = 86_400_000;

/** Today's date in a zone. */
export function todayIn(zone: string, now: number): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

export function datesOf(preset: Exclude<Preset, "own">, zone: string, now: number): Dates {
  const today = todayIn(zone, now);
  switch (preset) {
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return { from: plusDays(today, -1), to: plusDays(today, -1) };
    case "week":
      return { from: plusDays(today, -6), to: today };
    case "month":
      return { from: plusDays(today, -27), to: today };
  }
}

/** The instants at which the dates begin and end; a day of a clock change has 23 or 25 hours. */
export function instantsOf({ from, to }: Dates, zone: string): { from: string; to: string } {
  return { from: startOf(from, zone), to: startOf(plusDays(to, 1), zone) };
}

export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** The first instant of a date in a zone. */
function startOf(date: string, zone: string): string {
  const wanted = Date.parse(`${date}T00:00:00Z`);
  // Twice: the first guess may lie on the other side of a clock change.
  let at = wanted;
  for (let i = 0; i < 2; i++) at = wanted - offsetAt(at, zone);
  return new Date(at).toISOString();
}

/** How far a zone's clock is ahead of UTC, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const local = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return local - Math.floor(at / 1000) * 1000;
}
