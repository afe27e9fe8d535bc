const units: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  秒: 1,
  m: 60,
  min: 60,
  minute: 60,
  minutes: 60,
  分: 60,
  分钟: 60,
  h: 3600,
  hour: 3600,
  hours: 3600,
  时: 3600,
  小时: 3600,
  d: 86_400,
  day: 86_400,
  days: 86_400,
  天: 86_400,
};

/**
 * What a person types for a length of time, in seconds: "90", "1:30", "1:00:00", "20 min", "1h 30m", "2 天".
 * Undefined when it is none of these.
 */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  if (/^\d+$/.test(trimmed)) return Number(trimmed);
  const clock = /^(?:(\d+):)?(\d{1,2}):([0-5]\d)$/.exec(trimmed);
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  let total = 0;
  const rest = trimmed.replace(/(\d+(?:\.\d+)?)\s*([\p{L}]+)\s*/gu, (whole, count, unit) => {
    const seconds = units[String(unit)];
    if (seconds === undefined) return whole as string;
    total += Number(count) * seconds;
    return "";
  });
  if (rest !== "" || trimmed === "" || !Number.isInteger(total)) return undefined;
  return total;
}

const parts = [
  ["h", 3600],
  ["min", 60],
  ["s", 1],
] as const;

const chinese: Readonly<Record<string, string>> = { h: "小时", min: "分", s: "秒" };

/** The shortest exact text: 1200 → "20 min", 90 → "1 min 30 s". It can be typed as it stands. */
export function durationText(seconds: number, locale: string): string {
  if (!Number.isInteger(seconds) || seconds < 0) return String(seconds);
  let rest = seconds;
  const found: string[] = [];
  for (const [unit, size] of parts) {
    const count = Math.floor(rest / size);
    rest %= size;
    if (count > 0) found.push(`${count} ${locale.startsWith("zh") ? chinese[unit] : unit}`);
  }
  return found.length > 0 ? found.join(" ") : `0 ${locale.startsWith("zh") ? "秒" : "s"}`;
}
