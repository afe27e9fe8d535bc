import type { TabChannel, TabTools } from "./tabs.ts";

interface Waiting {
  readonly begin: () => Promise<unknown>;
  readonly signal: AbortSignal | undefined;
}

/** One browser's lock and channel, for tabs of a test: a tab is killed without a word. */
export class Browser {
  private readonly queues = new Map<string, Waiting[]>();
  private readonly holders = new Map<string, { tab: number; end: () => void }>();
  private readonly ears = new Map<string, Map<number, TabChannel>>();
  private readonly dead = new Set<number>();
  private tabs = 0;

  /** What the next tab is given. */
  tab(): { readonly number: number; readonly tools: TabTools } {
    const number = ++this.tabs;
    const request = (name: string, ...rest: unknown[]) => this.request(number, name, rest);
    return {
      number,
      tools: {
        locks: { request: request as LockManager["request"] },
        channel: (name) => this.channel(number, name),
      },
    };
  }

  /** The tab is no more: it hears and says nothing, and its lock goes to the next one. */
  kill(tab: number): void {
    this.dead.add(tab);
    for (const ears of this.ears.values()) {
      ears.delete(tab);
    }

    for (const holder of [...this.holders.values()]) {
      if (holder.tab === tab) {
        holder.end();
      }
    }
  }

  private request(tab: number, name: string, rest: readonly unknown[]): Promise<unknown> {
    const [options, take] = rest as [
      { ifAvailable?: boolean; signal?: AbortSignal },
      (lock: unknown) => unknown,
    ];
    if (this.holders.has(name)) {
      if (options.ifAvailable) {
        return Promise.resolve(take(null));
      }

      return new Promise((resolve) => {
        const begin = () => this.hold(tab, name, take).then(resolve);
        this.queues.set(name, [...this.queue(name), { begin, signal: options.signal }]);
      });
    }

    return this.hold(tab, name, take);
  }

  private async hold(
    tab: number,
    name: string,
    take: (lock: unknown) => unknown,
  ): Promise<unknown> {
    if (this.dead.has(tab)) {
      return this.next(name);
    }

    const killed = new Promise<void>((resolve) => this.holders.set(name, { tab, end: resolve }));
    const used = await Promise.race([take({ name }), killed]);
    this.holders.delete(name);
    this.next(name);
    return used;
  }

  private next(name: string): void {
    const [first, ...others] = this.queue(name).filter(({ signal }) => !signal?.aborted);
    this.queues.set(name, others);
    void first?.begin();
  }

  private queue(name: string): readonly Waiting[] {
    return this.queues.get(name) ?? [];
  }

  private channel(tab: number, name: string): TabChannel {
    const ears = this.ears.get(name) ?? new Map<number, TabChannel>();
    this.ears.set(name, ears);
    const own: TabChannel = {
      onmessage: null,
      close: () => void ears.delete(tab),
      postMessage: (message: unknown) => {
        const data: unknown = structuredClone(message);
        for (const [other, ear] of ears) {
          if (other !== tab && !this.dead.has(tab)) {
            queueMicrotask(() => {
              if (!this.dead.has(other)) {
                ear.onmessage?.call(ear as BroadcastChannel, { data } as MessageEvent);
              }
            });
          }
        }
      },
    };
    ears.set(tab, own);
    return own;
  }
}
