export type TransportKind = "websocket" | "negotiated";

/** The part of the stock HubConnection that Connection stands on. */
export interface Transport {
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke<T>(method: string, ...args: unknown[]): Promise<T>;
  on(method: string, handler: (...args: never[]) => void): void;
  onclose(handler: (error?: globalThis.Error) => void): void;
  /** True when the other end says who is here: Hello brings no token, and none is renewed. Told once it is started. */
  readonly introduced?: boolean;
}

type Client = typeof import("@microsoft/signalr");

let client: Promise<Client> | undefined;

/** The stock client, a part of its own: what is seen first needs no connection, and a tab that shares another's never does. */
export function loadClient(): Promise<Client> {
  client ??= import("@microsoft/signalr").catch((error: unknown) => {
    client = undefined; // asked for again with the next try
    throw error;
  });
  return client;
}

/**
 * A stock HubConnection: a WebSocket without negotiation (one round trip, no affinity needed), or
 * whatever negotiation finds. Its own reconnect stays off, as it does not cover the first start.
 */
export function stockTransport(url: string, kind: TransportKind): Transport {
  return new StockTransport(url, kind);
}

class StockTransport implements Transport {
  private readonly url: string;
  private readonly kind: TransportKind;
  private readonly handlers = new Map<string, (...args: never[]) => void>();
  private closed: (error?: globalThis.Error) => void = () => undefined;
  private hub: Transport | undefined;
  private stopped = false;

  constructor(url: string, kind: TransportKind) {
    this.url = url;
    this.kind = kind;
  }

  async start(): Promise<void> {
    const hub = build(await loadClient(), this.url, this.kind);
    if (this.stopped) {
      throw new globalThis.Error("Stopped before it was started.");
    }

    this.hub = hub;
    this.handlers.forEach((handler, name) => hub.on(name, handler));
    hub.onclose((error) => this.closed(error));
    await hub.start();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.hub?.stop();
  }

  async invoke<T>(method: string, ...args: unknown[]): Promise<T> {
    if (!this.hub) {
      throw new globalThis.Error("The connection closed: it was not started.");
    }

    return this.hub.invoke<T>(method, ...args);
  }

  on(method: string, handler: (...args: never[]) => void): void {
    this.handlers.set(method, handler);
    this.hub?.on(method, handler);
  }

  onclose(handler: (error?: globalThis.Error) => void): void {
    this.closed = handler;
  }
}

function build(signalR: Client, url: string, kind: TransportKind): Transport {
  const { HttpTransportType, HubConnectionBuilder, LogLevel } = signalR;
  const options =
    kind === "websocket" ? { transport: HttpTransportType.WebSockets, skipNegotiation: true } : {};
  const hub = new HubConnectionBuilder()
    .withUrl(url, options)
    .configureLogging(LogLevel.None)
    .withServerTimeout(30_000)
    .withKeepAliveInterval(15_000)
    .build();
  return hub as Transport;
}
