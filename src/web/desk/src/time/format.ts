/** 38 s → "0:38"; an hour and more → "1:02:09". Times below zero count up with a minus sign. */
export function clockText(ms: number): string {
  const total = Math.floor(Math.abs(ms) / 1000);
  const seconds = String(total % 60).padStart(2, "0");
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  const text =
    hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
  return ms <= -1000 ? `−${text}` : text;
}

/** A rough length for lists: "38s", "2m", "5h", "3d" in the reader's language. */
export function shortDuration(ms: number, locale: string): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return unit(seconds, "second", locale);
  if (seconds < 3600) return unit(Math.floor(seconds / 60), "minute", locale);
  if (seconds < 86_400) return unit(Math.floor(seconds / 3600), "hour", locale);
  return unit(Math.floor(seconds / 86_400), "day", locale);
}

/** The same in words, for tooltips and screen readers: "2 minutes 5 seconds". */
export function longDuration(ms: number, locale: string): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts: string[] = [];
  const add = (count: number, name: DurationUnit) => {
    if (count > 0) parts.push(unit(count, name, locale, "long"));
  };
  add(Math.floor(seconds / 3600), "hour");
  add(Math.floor(seconds / 60) % 60, "minute");
  if (seconds < 3600) add(seconds % 60, "second");
  return parts.length > 0 ? parts.join(" ") : unit(0, "second", locale, "long");
}

type DurationUnit = "second" | "minute" | "hour" | "day";

function unit(
  value: number,
  name: DurationUnit,
  locale: string,
  unitDisplay: "narrow" | "long" = "narrow",
): string {
  return numberFormat(locale, { style: "unit", unit: name, unitDisplay }).format(value);
}

const numbers = new Map<string, Intl.NumberFormat>();

export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = numbers.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  numbers.set(key, made);
  return made;
}

const dates = new Map<string, Intl.DateTimeFormat>();

export function dateText(
  at: string | number,
  locale: string,
  options: Intl.DateTimeFormatOptions,
): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = dates.get(key);
  if (!format) dates.set(key, (format = new Intl.DateTimeFormat(locale, options)));
  return format.format(new Date(at));
}

export const timeOfDay: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
export const exactTime: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "medium" };

/** The name of a language in the reader's own: "zh-CN" → "Chinese (China)". An odd tag is shown as it is. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
