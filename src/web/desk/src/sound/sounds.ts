/** off: never started; blocked: the browser waits for a click; on: can be heard. */
export type SoundState = "off" | "blocked" | "on";

const ringEveryMs = 2_500;
const mutedKey = "servicedesk.muted";

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
    void this.enable().then(() => this.chime(true));
  }

  setMuted(muted: boolean): void {
    this.isMuted = muted;
    localStorage.setItem(mutedKey, muted ? "1" : "0");
    this.tell();
  }

  /** Rings until told otherwise. */
  ring(on: boolean): void {
    if (on === (this.ringer !== undefined)) return;
    clearInterval(this.ringer);
    this.ringer = undefined;
    if (!on) return;
    this.chime();
    this.ringer = setInterval(() => this.chime(), ringEveryMs);
  }

  /** A soft sound for a message in a chat that is not open. */
  tick(): void {
    this.tone(660, 0, 0.12, 0.05);
  }

  /** A low double tone: something is wrong with the desk itself. */
  alarm(): void {
    this.tone(392, 0, 0.22, 0.16);
    this.tone(311, 0.26, 0.34, 0.16);
  }

  private chime(anyTab = this.speaks()): void {
    this.tone(880, 0, 0.18, 0.16, anyTab);
    this.tone(1174.7, 0.2, 0.28, 0.16, anyTab);
  }

  private tone(
    frequency: number,
    after: number,
    length: number,
    volume: number,
    heard = this.speaks(),
  ): void {
    const context = this.context;
    if (!heard || !context || context.state !== "running" || this.isMuted) return;
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
