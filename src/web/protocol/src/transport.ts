import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

export type TransportKind = "websocket" | "negotiated";

/** The part of the stock HubConnection that Connection stands on. */
export interface Transport {
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke<T>(method: string, ...args: unknown[]): Promise<T>;
  on(method: string, handler: (...args: never[]) => void): void;
  onclose(handler: (error?: globalThis.Error) => void): void;
}

/**
 * A stock HubConnection: a WebSocket without negotiation (one round trip, no affinity needed), or
 * whatever negotiation finds. Its own reconnect stays off, as it does not cover the first start.
 */
export function stockTransport(url: string, kind: TransportKind): Transport {
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
