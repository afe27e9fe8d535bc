import { ErrorCodes, type Head, type Pong, type ReplyOf } from "./contracts.g.ts";

export interface HeartbeatOptions {
  /** Makes one Ping; must not throw. */
  ping(): Promise<ReplyOf<Pong>>;
  onHeads(heads: readonly Head[]): void;
  /** A Ping had no answer in time: the connection is taken for dead. */
  onSilence(): void;
}

/** The heartbeat of one transport, from its Welcome to its end. */
export class Heartbeat {
  private readonly options: HeartbeatOptions;
  private timer: ReturnType<typeof setInterval> | undefined;
  private pinging = false;
  private stopped = false;

  constructor(options: HeartbeatOptions) {
    this.options = options;
  }

  /** @param seconds between two Pings; none are sent by themselves when it is absent or 0 */
  start(seconds: number | undefined): void {
    if (seconds && !this.stopped) {
      this.timer = setInterval(() => void this.ping(), seconds * 1000);
    }
  }

  stop(): void {
    this.stopped = true;
    clearInterval(this.timer);
  }

  /** Asks for the heads now, unless that is under way. */
  async ping(): Promise<void> {
    if (this.pinging || this.stopped) {
      return;
    }

    this.pinging = true;
    const pong = await this.options.ping();
    this.pinging = false;
    if (this.stopped) {
      return;
    }

    if (pong.ok && pong.value) {
      this.options.onHeads(pong.value.heads);
    } else if (pong.error?.code === ErrorCodes.timeout) {
      this.options.onSilence();
    }
  }
}
