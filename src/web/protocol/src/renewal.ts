import { backoff, type BackoffOptions } from "./backoff.ts";
import { ErrorCodes } from "./contracts.g.ts";
import { type AccessToken, type Greeting, isFatal, renewalDelay } from "./handshake.ts";

export interface RenewalOptions extends Pick<BackoffOptions, "random"> {
  /** Says Hello with a fresh token; must not throw. */
  hello(): Promise<Greeting>;
  /** The identity was refused for good. */
  onFatal(code: string): void;
}

/** Keeps the identity of one transport fresh: a further Hello on the same connection renews it. */
export class Renewal {
  private readonly options: RenewalOptions;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;

  constructor(options: RenewalOptions) {
    this.options = options;
  }

  /** Renews in time before this token expires. */
  schedule(access: AccessToken | undefined): void {
    this.after(renewalDelay(access, Date.now()));
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  async renew(): Promise<void> {
    const { reply, access } = await this.options.hello();
    if (this.stopped) {
      return;
    }

    const code = reply.error?.code ?? ErrorCodes.unavailable;
    if (reply.ok && reply.value) {
      this.schedule(access);
    } else if (isFatal(code)) {
      this.options.onFatal(code);
    } else {
      // The old token may still hold for a minute; the server ends the connection if it does not.
      this.after(5_000 + backoff(3, this.options));
    }
  }

  private after(ms: number | undefined): void {
    clearTimeout(this.timer);
    if (ms !== undefined) {
      this.timer = setTimeout(() => void this.renew(), ms);
    }
  }
}
