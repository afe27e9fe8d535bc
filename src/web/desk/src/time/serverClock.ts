/**
 * The server's time, as far as its answers tell it. Countdowns use it, so that a wrong clock of this computer never
 * shortens an agent's ring. An instant in an answer is always a little old when it arrives, so of several the one
 * that puts the clock furthest ahead errs least.
 */
export class ServerClock {
  private offsetMs: number | undefined;
  private readonly localNow: () => number;

  constructor(localNow: () => number = Date.now) {
    this.localNow = localNow;
  }

  now(): number {
    return this.localNow() + (this.offsetMs ?? 0);
  }

  /** @param serverTime ISO 8601 instant of an answer that has just come. */
  learn(serverTime: string): void {
    const ahead = Date.parse(serverTime) - this.localNow();
    this.offsetMs = Math.max(ahead, this.offsetMs ?? ahead);
  }

  /** After a sleep or on a new connection older answers mean nothing. */
  forget(): void {
    this.offsetMs = undefined;
  }
}
