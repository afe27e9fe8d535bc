import { useSyncExternalStore } from "react";

/** One timer for all clocks on the screen: they change together, once a second. */
class SecondTicker {
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setInterval> | undefined;
  private count = 0;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    this.timer ??= setInterval(() => {
      this.count++;
      for (const one of [...this.listeners]) one();
    }, 1000);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    };
  };

  readonly get = (): number => this.count;
}

const ticker = new SecondTicker();

/** The time of a clock in milliseconds; renders anew each second. */
export function useTicking(now: () => number): number {
  useSyncExternalStore(ticker.subscribe, ticker.get);
  return now();
}
