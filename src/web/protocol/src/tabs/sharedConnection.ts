import type { ConnectionOptions } from "../connection.ts";
import { pageSignals, type PageSignals } from "../pageSignals.ts";
import { stockTransport, type Transport, type TransportKind } from "../transport.ts";
import { Relay, Topics } from "./relay.ts";
import type { Tabs } from "./tabs.ts";
import { TabTransport } from "./tabTransport.ts";

/**
 * Makes the connections of several tabs one: the leader's transport is the real one, those of the others go through it. Nothing
 * above a transport knows; a tab whose leader goes reconnects like after any loss, and one of them then leads.
 * @param real Default: the stock SignalR client
 */
export function sharedConnection(
  tabs: Tabs,
  real: (url: string, kind: TransportKind) => Transport = stockTransport,
  page: PageSignals = pageSignals,
): Pick<ConnectionOptions, "transport" | "page"> {
  const wakers = new Set<() => void>();
  const wake = () => [...wakers].forEach((waker) => waker());
  const relay = new Relay(tabs, wake);
  // A new leader has no connection yet: what was asked of the old one will not be answered.
  tabs.onLead(() => tabs.say(Topics.down, null));
  tabs.hear(Topics.up, wake);
  return {
    transport: (url, kind) => new SharedTransport(tabs, relay, () => real(url, kind)),
    page: (awake) => {
      const stop = page(awake);
      wakers.add(awake);
      return () => {
        wakers.delete(awake);
        stop();
      };
    },
  };
}

/** Becomes the real transport or the way to another tab's when it starts. */
class SharedTransport implements Transport {
  private readonly tabs: Tabs;
  private readonly relay: Relay;
  private readonly real: () => Transport;
  private readonly handlers = new Map<string, (value: never) => void>();
  private closed: (error?: globalThis.Error) => void = () => undefined;
  private inner: Transport | undefined;
  private stopped = false;
  introduced = false;

  constructor(tabs: Tabs, relay: Relay, real: () => Transport) {
    this.tabs = tabs;
    this.relay = relay;
    this.real = real;
  }

  async start(): Promise<void> {
    await this.tabs.join();
    if (this.stopped) {
      throw new globalThis.Error("Stopped before it was started.");
    }

    this.introduced = !this.tabs.leads;
    const inner = this.introduced ? new TabTransport(this.tabs) : this.real();
    this.inner = inner;
    this.handlers.forEach((handler, name) => this.listen(inner, name, handler));
    inner.onclose((error) => {
      this.relay.ended(inner);
      this.closed(error);
    });
    await inner.start();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.inner) {
      this.relay.ended(this.inner);
      await this.inner.stop();
    }
  }

  async invoke<T>(method: string, request?: unknown): Promise<T> {
    const { inner } = this;
    if (!inner) {
      throw new globalThis.Error("The connection closed: it was not started.");
    }

    if (this.introduced) {
      return inner.invoke<T>(method, request);
    }

    const reply = await this.relay.invoke<T>(inner, this.tabs.id, method, request);
    if (method === "Hello" && (reply as { ok?: boolean }).ok) {
      this.relay.greeted(inner, (request as { token?: unknown }).token);
    }

    return reply;
  }

  on(name: string, handler: (value: never) => void): void {
    this.handlers.set(name, handler);
    if (this.inner) {
      this.listen(this.inner, name, handler);
    }
  }

  onclose(handler: (error?: globalThis.Error) => void): void {
    this.closed = handler;
  }

  private listen(inner: Transport, name: string, handler: (value: never) => void): void {
    inner.on(name, (value: never) => {
      if (!this.introduced) {
        this.relay.pushed(name, value);
      }

      handler(value);
    });
  }
}
