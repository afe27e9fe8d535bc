import type { Transport } from "../transport.ts";
import { type TabAnswer, type TabCall, type TabPush, Topics } from "./relay.ts";
import type { Tabs } from "./tabs.ts";

interface Pending {
  resolve(reply: never): void;
  reject(error: globalThis.Error): void;
}

/** A following tab's transport: the connection is the leader's. It ends with the leader's connection or the leader. */
export class TabTransport implements Transport {
  private readonly tabs: Tabs;
  private readonly pending = new Map<number, Pending>();
  private readonly handlers = new Map<string, (value: never) => void>();
  private readonly stops: (() => void)[] = [];
  private closed: ((error?: globalThis.Error) => void) | undefined;
  private calls = 0;

  constructor(tabs: Tabs) {
    this.tabs = tabs;
  }

  start(): Promise<void> {
    this.stops.push(
      this.tabs.hear<TabAnswer>(Topics.answer, (answer) => this.answered(answer)),
      this.tabs.hear<TabPush>(Topics.push, ({ name, value }) =>
        this.handlers.get(name)?.(value as never),
      ),
      this.tabs.hear(Topics.down, () => this.end()),
      this.tabs.onLead(() => this.end()),
    );
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.end();
    return Promise.resolve();
  }

  invoke<T>(method: string, request?: unknown): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const id = ++this.calls;
      this.pending.set(id, { resolve, reject });
      const call = { tab: this.tabs.id, id, method, request: request as TabCall["request"] };
      this.tabs.say(Topics.call, call satisfies TabCall);
    });
  }

  on(method: string, handler: (value: never) => void): void {
    this.handlers.set(method, handler);
  }

  onclose(handler: (error?: globalThis.Error) => void): void {
    this.closed = handler;
  }

  private answered({ tab, id, reply, failure }: TabAnswer): void {
    const call = tab === this.tabs.id ? this.pending.get(id) : undefined;
    if (call) {
      this.pending.delete(id);
      if (failure === undefined) {
        call.resolve(reply as never);
      } else {
        call.reject(new globalThis.Error(failure));
      }
    }
  }

  private end(): void {
    for (const stop of this.stops.splice(0)) {
      stop();
    }

    const open = [...this.pending.values()];
    this.pending.clear();
    const error = new globalThis.Error("The connection closed: it was another tab's.");
    open.forEach((call) => call.reject(error));
    this.closed?.();
    this.closed = undefined;
  }
}
