import { uuidv7 } from "../uuid.ts";

/** What a browser gives its tabs to agree with: a lock that one of them holds, and a channel that the others hear. */
export interface TabTools {
  readonly locks: Pick<LockManager, "request">;
  channel(name: string): TabChannel;
}

export type TabChannel = Pick<BroadcastChannel, "postMessage" | "close" | "onmessage">;

/** Said by a tab that begins to follow. */
export const JOINED = "joined";

interface Said {
  readonly topic: string;
  readonly value: unknown;
}

/** The browser's own tools; undefined where it has none or denies them, as to a cross-site frame without storage. */
export function browserTools(): TabTools | undefined {
  try {
    const { locks } = navigator;
    return locks && "BroadcastChannel" in globalThis
      ? { locks, channel: (name) => new BroadcastChannel(name) }
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The tabs of one browser that share a connection. Those that joined elect a leader by a lock; when its tab goes, closed or
 * crashed, the browser gives the lock to the next one. Without tools each tab leads itself.
 */
export class Tabs {
  /** Different in each tab. */
  readonly id = uuidv7();
  private readonly name: string;
  private readonly tools: TabTools | undefined;
  private readonly listeners = new Map<string, Set<(value: never) => void>>();
  private readonly leadListeners = new Set<() => void>();
  private channel: TabChannel | undefined;
  private joining: Promise<void> | undefined;
  private leading = false;
  private denied = false;
  private queue: AbortController | undefined;
  private release: (() => void) | undefined;

  /**
   * @param name the same in all tabs that belong together, and only in those
   * @param tools undefined for a tab that stays alone
   */
  constructor(name: string, tools: TabTools | undefined) {
    this.name = name;
    this.tools = tools;
  }

  /** True while this tab holds the connection: always, where tabs cannot agree. */
  get leads(): boolean {
    return this.leading || this.tools === undefined || this.denied;
  }

  /** Takes part from now on; resolves as soon as it is known whether this tab leads. */
  async join(): Promise<void> {
    if (!this.tools || this.denied || this.leading || this.queue) {
      return;
    }

    this.joining ??= this.enter(this.tools).finally(() => (this.joining = undefined));
    await this.joining;
  }

  /** Takes part no longer; the next tab leads. */
  leave(): void {
    this.queue?.abort();
    this.queue = undefined;
    this.leading = false;
    this.release?.();
    this.release = undefined;
    this.channel?.close();
    this.channel = undefined;
  }

  /** Tells all other tabs. What is said is cloned: plain data only. */
  say(topic: string, value: unknown): void {
    this.channel?.postMessage({ topic, value } satisfies Said);
  }

  /** Hears what other tabs say; returns how to stop. */
  hear<T>(topic: string, listener: (value: T) => void): () => void {
    let set = this.listeners.get(topic);
    if (!set) {
      set = new Set();
      this.listeners.set(topic, set);
    }

    set.add(listener as (value: never) => void);
    return () => set.delete(listener as (value: never) => void);
  }

  /** Told when this tab, which followed, leads now. */
  onLead(listener: () => void): () => void {
    this.leadListeners.add(listener);
    return () => this.leadListeners.delete(listener);
  }

  private async enter(tools: TabTools): Promise<void> {
    try {
      this.channel = this.open(tools);
      if (!(await this.tryLead(tools))) {
        this.waitToLead(tools);
        this.say(JOINED, null);
      }
    } catch {
      // Denied to this page: it is alone.
      this.channel?.close();
      this.channel = undefined;
      this.denied = true;
    }
  }

  private open(tools: TabTools): TabChannel {
    const channel = tools.channel(this.name);
    channel.onmessage = ({ data }: MessageEvent<Said>) => {
      for (const listener of [...(this.listeners.get(data.topic) ?? [])]) {
        listener(data.value as never);
      }
    };
    return channel;
  }

  /** True when nobody led. */
  private tryLead(tools: TabTools): Promise<boolean> {
    return new Promise((resolve, reject) => {
      tools.locks
        .request(this.name, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          return lock ? this.hold() : undefined;
        })
        .catch(reject);
    });
  }

  private waitToLead(tools: TabTools): void {
    const queue = new AbortController();
    this.queue = queue;
    tools.locks
      .request(this.name, { signal: queue.signal }, () => {
        if (queue.signal.aborted) {
          return undefined;
        }

        const held = this.hold();
        for (const listener of [...this.leadListeners]) {
          listener();
        }

        return held;
      })
      .catch(() => undefined); // left before its turn came
  }

  /** Leads until leave. */
  private hold(): Promise<void> {
    this.leading = true;
    return new Promise((resolve) => (this.release = resolve));
  }
}
