import type { Translate } from "@servicedesk/ui";

export interface Formats {
  /** 10:42 */
  time(at: number): string;
  /** Whole date and time, for tooltips and screen readers. */
  exact(at: number): string;
  /** Today, Yesterday or a date. */
  day(at: number): string;
  /** "today at 14:00", for an instant to come. */
  when(at: number): string;
  /** "Tuesday at 14:00", as clocks in another zone show it. */
  whenIn(at: number, zone: string): string;
  /** 4:59 */
  countdown(ms: number): string;
  /** The zone's name in words. */
  zone(zone: string): string;
}

const DAY_MS = 86_400_000;

export function formatsOf(locale: string, t: Translate): Formats {
  const formatter = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, options);
  const clock: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };
  const time = formatter(clock);
  const exact = formatter({ dateStyle: "full", timeStyle: "medium" });
  const date = formatter({ weekday: "long", day: "numeric", month: "long" });
  const dayOf = (at: number) => formatter({}).format(at);
  const weekday = (at: number, timeZone?: string) =>
    t("widget.at.day", {
      day: formatter({ weekday: "long", timeZone }).format(at),
      time: formatter({ ...clock, timeZone }).format(at),
    });

  return {
    time: (at) => time.format(at),
    exact: (at) => exact.format(at),
    day(at) {
      const now = Date.now();
      const thatDay = dayOf(at);
      return thatDay === dayOf(now)
        ? t("widget.today")
        : thatDay === dayOf(now - DAY_MS)
          ? t("widget.yesterday")
          : date.format(at);
    },
    when(at) {
      const words = time.format(at);
      const now = Date.now();
      const thatDay = dayOf(at);
      if (thatDay === dayOf(now)) {
        return t("widget.at.today", { time: words });
      }

      return thatDay === dayOf(now + DAY_MS)
        ? t("widget.at.tomorrow", { time: words })
        : weekday(at);
    },
    whenIn: weekday,
    countdown(ms) {
      const seconds = Math.max(0, Math.ceil(ms / 1000));
      return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, "0")}`;
    },
    zone(zone) {
      const parts = formatter({ timeZone: zone, timeZoneName: "longGeneric" }).formatToParts(0);
      return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
    },
  };
}
