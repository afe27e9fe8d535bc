/** Every change of clocks lies within this of the same digits in UTC. */
const reachMs = 15 * 3_600_000;

/** "2026-11-24T18:00" as a zone's wall shows it, as an instant; of two the first, in a gap the one after it. */
export function instantIn(zone: string, local: string): string | undefined {
  const digits = Date.parse(`${local.slice(0, 16)}:00Z`);
  if (local.length < 16 || Number.isNaN(digits)) return undefined;
  const both = [-reachMs, reachMs].map((by) => digits - offsetAt(zone, digits + by));
  const [earlier = digits, later = digits] = both.sort((one, two) => one - two);
  const found = [earlier, later].find((at) => at + offsetAt(zone, at) === digits) ?? later;
  return new Date(found).toISOString();
}

/** An instant as a zone's wall shows it, in the form of an input: "2026-11-24T18:00". */
export function localIn(zone: string, at: number): string {
  return new Date(at + offsetAt(zone, at)).toISOString().slice(0, 16);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  clocks.set(zone, made);
  return made;
}

function offsetAt(zone: string, at: number): number {
  const parts = clockOf(zone).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const wall = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return wall - Math.floor(at / 1000) * 1000;
}
