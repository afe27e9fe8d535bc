import { type NoticeKind, noticePreferences, type ToneName } from "../notices/preferences.ts";

/** off: never started; blocked: the browser waits for a click; on: can be heard. */
export type SoundState = "off" | "blocked" | "on";

const ringEveryMs = 2_500;
const mutedKey = "servicedesk.muted";

type Note = readonly [frequency: number, after: number, length: number];

/** Pitch in Hz, beginning and length in seconds. */
const tones: Readonly<Record<ToneName, readonly Note[]>> = {
  chime: [
    [880, 0, 0.18],
    [1174.7, 0.2, 0.28],
  ],
  bell: [
    [1046.5, 0, 0.5],
    [1568, 0.02, 0.35],
  ],
  drop: [[660, 0, 0.12]],
  alarm: [
    [392, 0, 0.22],
    [311, 0.26, 0.34],
  ],
};

/** At the full volume of a kind. Ears hear twice as loud what has four times the power. */
const loudest = 0.33;

/** The desk's sounds, made by the browser's own synthesiser. Browsers allow them only after a click. */
export class Sounds {
  private context: AudioContext | undefined;
  private ringer: ReturnType<typeof setInterval> | undefined;
  private readonly listeners = new Set<() => void>();
  /** Whether this tab is the one to be heard of those that are open. */
  speaks: () => boolean = () => true;
  private isMuted = localStorage.getItem(mutedKey) === "1";

  get muted(): boolean {
    return this.isMuted;
  }

  readonly state = (): SoundState => {
    if (!this.context) return "off";
    return this.context.state === "running" ? "on" : "blocked";
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Call from a click. */
  async enable(): Promise<void> {
    this.start();
    await this.context?.resume().catch(() => undefined);
    this.tell();
  }

  /** Tries without a click: works where the browser remembers that the site may sound. */
  start(): void {
    if (this.context || typeof AudioContext === "undefined") return;
    this.context = new AudioContext();
    this.context.onstatechange = () => this.tell();
    this.tell();
  }

  test(): void {
    this.sample("offer");
  }

  setMuted(muted: boolean): void {
    this.isMuted = muted;
    localStorage.setItem(mutedKey, muted ? "1" : "0");
    this.tell();
  }

  /** As the kind is heard now, in this tab and at any hour. */
  sample(kind: NoticeKind): void {
    void this.enable().then(() => this.sound(kind));
  }

  /** Rings until told otherwise. */
  ring(on: boolean): void {
    if (on === (this.ringer !== undefined)) return;
    clearInterval(this.ringer);
    this.ringer = undefined;
    if (!on) return;
    this.play("offer");
    this.ringer = setInterval(() => this.play("offer"), ringEveryMs);
  }

  /** Once, unless another tab speaks or the kind keeps still at this hour. */
  play(kind: NoticeKind): void {
    if (this.speaks() && !noticePreferences.isQuiet(kind)) this.sound(kind);
  }

  private sound(kind: NoticeKind): void {
    const { volume, tone } = noticePreferences.get().kinds[kind];
    for (const note of tones[tone]) this.note(note, loudest * (volume / 100) ** 2);
  }

  private note([frequency, after, length]: Note, volume: number): void {
    const context = this.context;
    if (!context || context.state !== "running" || this.isMuted || volume === 0) return;
    const at = context.currentTime + after;
    const gain = context.createGain();
    gain.gain.setValueAtTime(0.0001, at);
    gain.gain.exponentialRampToValueAtTime(volume, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + length);
    const oscillator = context.createOscillator();
    oscillator.frequency.value = frequency;
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + length);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
