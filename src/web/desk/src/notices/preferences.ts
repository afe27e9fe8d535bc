/** offer: a chat rings; message: a visitor's words and a chat of one's own; staff: mentions and whispers; trouble: a lost connection, urgent alerts. */
export const noticeKinds = ["offer", "message", "staff", "trouble"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const toneNames = ["chime", "bell", "drop", "alarm"] as const;
export type ToneName = (typeof toneNames)[number];

export interface KindPreference {
  /** 0 to 100; 0 is silent. */
  readonly volume: number;
  readonly tone: ToneName;
  /** Neither sounds nor shows a notification of the system in the quiet hours. */
  readonly quiet: boolean;
}

export interface NoticePreferences {
  /** Local time as "22:00"; empty for no quiet hours. */
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly kinds: Readonly<Record<NoticeKind, KindPreference>>;
}

export const usualPreferences: NoticePreferences = {
  quietFrom: "",
  quietTo: "",
  kinds: {
    offer: { volume: 70, tone: "chime", quiet: true },
    message: { volume: 40, tone: "drop", quiet: true },
    staff: { volume: 40, tone: "bell", quiet: true },
    trouble: { volume: 70, tone: "alarm", quiet: true },
  },
};

/** Whether the kind is to keep still now. Quiet hours may go over midnight; of equal ends there are none. */
export function isQuiet(preferences: NoticePreferences, kind: NoticeKind, at: Date): boolean {
  const from = minuteOf(preferences.quietFrom);
  const to = minuteOf(preferences.quietTo);
  if (from === undefined || to === undefined || !preferences.kinds[kind].quiet) return false;
  const now = at.getHours() * 60 + at.getMinutes();
  return from <= to ? from <= now && now < to : now >= from || now < to;
}

/** What was stored, as far as it can be used; the usual for the rest. */
export function readPreferences(stored: string | null): NoticePreferences {
  const read = asRecord(parsed(stored));
  const kinds = asRecord(read.kinds);
  const time = (value: unknown) =>
    typeof value === "string" && minuteOf(value) !== undefined ? value : "";
  return {
    quietFrom: time(read.quietFrom),
    quietTo: time(read.quietTo),
    kinds: {
      offer: kindOf(kinds, "offer"),
      message: kindOf(kinds, "message"),
      staff: kindOf(kinds, "staff"),
      trouble: kindOf(kinds, "trouble"),
    },
  };
}

function kindOf(kinds: Record<string, unknown>, kind: NoticeKind): KindPreference {
  const usual = usualPreferences.kinds[kind];
  const { volume, tone, quiet } = asRecord(kinds[kind]);
  return {
    volume: typeof volume === "number" && volume >= 0 && volume <= 100 ? volume : usual.volume,
    tone: toneNames.find((one) => one === tone) ?? usual.tone,
    quiet: typeof quiet === "boolean" ? quiet : usual.quiet,
  };
}

function minuteOf(time: string): number | undefined {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}

function parsed(stored: string | null): unknown {
  try {
    return JSON.parse(stored ?? "{}") as unknown;
  } catch {
    return undefined;
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

const key = "servicedesk.notices.kinds";

/** The choices of whoever uses this browser; all its tabs follow a change. */
export class StoredPreferences {
  private readonly listeners = new Set<() => void>();
  private now = readPreferences(localStorage.getItem(key));

  constructor() {
    addEventListener("storage", (event) => {
      if (event.key === key) this.take(readPreferences(event.newValue));
    });
  }

  readonly get = (): NoticePreferences => this.now;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(next: NoticePreferences): void {
    localStorage.setItem(key, JSON.stringify(next));
    this.take(next);
  }

  isQuiet(kind: NoticeKind): boolean {
    return isQuiet(this.now, kind, new Date());
  }

  private take(next: NoticePreferences): void {
    this.now = next;
    for (const listener of this.listeners) listener();
  }
}

/** Of this page; several desks in turn share them. */
export const noticePreferences = new StoredPreferences();
