type Listener = () => void;

/**
 * Holds one immutable value. A change is there at once for whoever reads it and for the listeners of `onChange`
 * (sounds, titles); those of `subscribe` (React) are told at most once per frame, so a burst of events costs one
 * rendering. A hidden page draws no frames: after `hiddenDelayMs` they are told without one.
 */
export class FrameStore<T> {
  private readonly rendered = new Set<Listener>();
  private readonly immediate = new Set<(now: T, before: T) => void>();
  private scheduled = false;
  private value: T;
  private readonly hiddenDelayMs: number;

  constructor(value: T, hiddenDelayMs = 250) {
    this.value = value;
    this.hiddenDelayMs = hiddenDelayMs;
  }

  readonly get = (): T => this.value;

  set(next: T): void {
    const before = this.value;
    if (Object.is(next, before)) return;
    this.value = next;
    for (const listener of [...this.immediate]) listener(next, before);
    this.schedule();
  }

  update(change: (value: T) => T): void {
    this.set(change(this.value));
  }

  readonly subscribe = (listener: Listener): (() => void) => {
    this.rendered.add(listener);
    return () => this.rendered.delete(listener);
  };

  onChange(listener: (now: T, before: T) => void): () => void {
    this.immediate.add(listener);
    return () => this.immediate.delete(listener);
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    // The frame of a page that is hidden before it is drawn never comes: the time-out stands beside it from the start.
    const frame = requestAnimationFrame(() => this.flush(frame, timer));
    const timer = setTimeout(() => this.flush(frame, timer), this.hiddenDelayMs);
  }

  private flush(frame: number, timer: ReturnType<typeof setTimeout>): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    this.scheduled = false;
    for (const listener of [...this.rendered]) listener();
  }
}
