import { backoff } from "./backoff.ts";
import {
  type ClientInfo,
  type Control,
  ControlKinds,
  type Cursor,
  ErrorCodes,
  type Head,
  type Pong,
  ProtocolVersion,
  type Reply,
  type ReplyOf,
  type Welcome,
} from "./contracts.g.ts";
import { LocalCodes, refused } from "./replies.ts";
import { stockTransport, type Transport, type TransportKind } from "./transport.ts";

/** Reasons that stop automatic reconnect; all others are retried. */
const fatalCodes: ReadonlySet<string> = new Set([
  ErrorCodes.unauthenticated,
  ErrorCodes.forbidden,
  ErrorCodes.banned,
  ErrorCodes.protocolUnsupported,
  ErrorCodes.notFound,
  ErrorCodes.featureDisabled,
  ErrorCodes.invalid,
]);

export type ConnectionState =
  | { kind: "idle" }
  | { kind: "connecting" }
  | { kind: "up" }
  /** `nextTryAt` is in milliseconds of the wall clock. */
  | { kind: "waiting"; failures: number; nextTryAt: number }
  /** Ended for good; `reason` is an error code or a control kind. */
  | { kind: "closed"; reason: string };

export interface AccessToken {
  token: string;
  /** ISO 8601; the connection says Hello again a minute before. */
  expiresAt?: string;
}

/** What a connection says and asks for itself; without it there is no Hello and no heartbeat. */
export interface Handshake {
  client: ClientInfo;
  features?: readonly string[];
  /** What is held, most recently used first, at most 200. */
  cursors(): readonly Cursor[];
  /** Conversations whose heads travel in the heartbeat, at most 20. */
  watched(): readonly number[];
  /** Heads of Welcome and Pong: a lost tail shows here. */
  onHeads(heads: readonly Head[]): void;
  onWelcome?(welcome: Welcome): void | Promise<void>;
  /**
   * The visitor's access token; absent for staff, whose cookie signs in.
   * Throw a TokenRefused to stop for good; anything else is tried again.
   * @param fresh true when the last one was refused or is about to expire
   */
  token?(fresh: boolean): Promise<AccessToken>;
}

export class TokenRefused extends globalThis.Error {
  readonly code: string;
  constructor(code: string) {
    super(`The token was refused: ${code}`);
    this.code = code;
  }
}

export interface ConnectionOptions {
  url: string;
  handshake?: Handshake;
  /** Milliseconds without a Pong after which the connection is dropped. Default 10 000. */
  pongTimeoutMs?: number;
  /** Milliseconds for a start and for Hello. Default 10 000. */
  startTimeoutMs?: number;
  /** Default: the stock SignalR client. */
  transport?: (url: string, kind: TransportKind) => Transport;
  random?: () => number;
  /** Where visibilitychange, online and pageshow are heard. Default: the page's window, if any. */
  page?: PageSignals;
}

/** Calls back when the page came to life (visible, online, shown from the cache); returns how to stop. */
export type PageSignals = (awake: () => void) => () => void;

type Method<T> = Extract<keyof T, string>;
type RequestOf<T, K extends keyof T> = T[K] extends (request: infer Q) => unknown ? Q : never;
type AnswerOf<T, K extends keyof T> = T[K] extends (request: never) => Promise<infer R> ? R : never;

/**
 * One typed hub connection that keeps itself up (PROTOCOL §3): Hello on each connect, heartbeat,
 * full-jitter reconnect from 0.5 s to 30 s, immediate try when the page wakes.
 */
export class Connection<THub, TClient> {
  private readonly options: ConnectionOptions;
  private readonly handlers = new Map<string, Set<(value: never) => void>>();
  private readonly stateListeners = new Set<(state: ConnectionState) => void>();
  private current: ConnectionState = { kind: "idle" };
  private transport: Transport | undefined;
  /** Kept for the page once a plain WebSocket could not start and negotiation could. */
  private kind: TransportKind = "websocket";
  private failures = 0;
  private generation = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private heartbeatTimer: ReturnType<typeof setTimeout> | undefined;
  private renewTimer: ReturnType<typeof setTimeout> | undefined;
  private controlTimer: ReturnType<typeof setTimeout> | undefined;
  private pinging = false;
  private startRefusal: string | undefined;
  private stopListening: (() => void) | undefined;

  constructor(options: ConnectionOptions) {
    this.options = options;
  }

  get state(): ConnectionState {
    return this.current;
  }

  /** Connects and stays connected until stop or a fatal reason. Does nothing when already started. */
  start(): void {
    if (this.current.kind !== "idle" && this.current.kind !== "closed") {
      return;
    }

    this.stopListening ??= (this.options.page ?? pageSignals)(() => this.awake());
    this.failures = 0;
    void this.connect();
  }

  /** Ends the connection and all tries. It can be started again. */
  async stop(): Promise<void> {
    this.stopListening?.();
    this.stopListening = undefined;
    const transport = this.release();
    this.enter({ kind: "idle" });
    await transport?.stop().catch(() => undefined);
  }

  /** Tries now instead of after the wait, for example when a person presses "Now". */
  retryNow(): void {
    if (this.current.kind === "waiting") {
      clearTimeout(this.retryTimer);
      void this.connect();
    }
  }

  /**
   * Invokes a hub method. Never throws: a call that could not be made or was not answered is refused
   * with `not_connected`, `connection_closed` or `timeout`.
   * @param timeoutMs default 10 000
   */
  async call<K extends Method<THub>>(
    method: K,
    request: RequestOf<THub, K>,
    timeoutMs = 10_000,
  ): Promise<AnswerOf<THub, K>> {
    type Answer = AnswerOf<THub, K>;
    const transport = this.transport;
    if (!transport || this.current.kind !== "up") {
      return refused(LocalCodes.notConnected, `${method}: no connection`) as Answer;
    }

    return (await this.invoke(transport, method, request, timeoutMs)) as Answer;
  }

  /** Registers for a callback of the server; returns how to stop. */
  on<K extends Method<TClient>>(
    name: K,
    handler: (value: RequestOf<TClient, K>) => void,
  ): () => void {
    let set = this.handlers.get(name);
    if (!set) {
      set = new Set();
      this.handlers.set(name, set);
      if (this.transport) {
        this.listen(this.transport, name);
      }
    }

    set.add(handler);
    return () => set.delete(handler);
  }

  onState(listener: (state: ConnectionState) => void): () => void {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  }

  /** Asks for the heads now; a missing answer ends the connection, which then reconnects. */
  async ping(): Promise<void> {
    const { handshake, pongTimeoutMs = 10_000 } = this.options;
    const transport = this.transport;
    if (!handshake || !transport || this.current.kind !== "up" || this.pinging) {
      return;
    }

    this.pinging = true;
    const request = { watched: handshake.watched().slice(0, 20) };
    const pong = await this.invoke<ReplyOf<Pong>>(transport, "Ping", request, pongTimeoutMs);
    this.pinging = false;
    if (transport !== this.transport) {
      return;
    }

    if (pong.ok && pong.value) {
      handshake.onHeads(pong.value.heads);
    } else if (pong.error?.code === ErrorCodes.timeout) {
      this.lost(transport);
    }
  }

  private async connect(): Promise<void> {
    const generation = ++this.generation;
    clearTimeout(this.retryTimer);
    this.enter({ kind: "connecting" });
    const transport = await this.started(generation);
    if (generation !== this.generation) {
      await transport?.stop().catch(() => undefined);
      return;
    }

    if (!transport) {
      if (this.startRefusal) {
        this.close(this.startRefusal);
      } else {
        this.retry();
      }

      return;
    }

    this.transport = transport;
    const outcome = await this.greeted(transport);
    if (generation !== this.generation) {
      return;
    }

    if (outcome.welcome === undefined && outcome.code !== undefined) {
      this.refusedBy(transport, outcome.code, outcome.retryAfterMs);
      return;
    }

    this.failures = 0;
    this.enter({ kind: "up" });
    this.scheduleHeartbeat(outcome.welcome?.heartbeatSec);
    if (outcome.welcome) {
      this.options.handshake?.onHeads(outcome.welcome.heads);
      void this.options.handshake?.onWelcome?.(outcome.welcome);
    }
  }

  /** A started transport, or undefined when neither kind could start. */
  private async started(generation: number): Promise<Transport | undefined> {
    const first = await this.tryStart(this.kind);
    if (first || this.kind === "negotiated" || generation !== this.generation) {
      return first;
    }

    const second = await this.tryStart("negotiated");
    if (second) {
      this.kind = "negotiated";
    }

    return second;
  }

  private async tryStart(kind: TransportKind): Promise<Transport | undefined> {
    const transport = (this.options.transport ?? stockTransport)(this.options.url, kind);
    for (const name of this.handlers.keys()) {
      this.listen(transport, name);
    }

    this.listenForControl(transport);
    transport.onclose(() => this.lost(transport));
    try {
      await within(this.options.startTimeoutMs ?? 10_000, transport.start());
      return transport;
    } catch (error) {
      void transport.stop().catch(() => undefined);
      this.startRefusal = refusalOf(error);
      return undefined;
    }
  }

  /** Says Hello, once more with a fresh token when the first one was refused. */
  private async greeted(
    transport: Transport,
  ): Promise<{ welcome?: Welcome; code?: string; retryAfterMs?: number }> {
    if (!this.options.handshake) {
      return {};
    }

    let reply = await this.hello(transport, false);
    const code = reply.error?.code;
    if (code === ErrorCodes.unauthenticated || code === ErrorCodes.tokenExpired) {
      reply = await this.hello(transport, true);
    }

    return reply.ok && reply.value
      ? { welcome: reply.value }
      : {
          code: reply.error?.code ?? ErrorCodes.unavailable,
          retryAfterMs: reply.error?.retryAfterMs,
        };
  }

  private async hello(transport: Transport, fresh: boolean): Promise<ReplyOf<Welcome>> {
    const { handshake, startTimeoutMs = 10_000 } = this.options;
    if (!handshake) {
      return refused(ErrorCodes.unavailable, "no handshake");
    }

    let access: AccessToken | undefined;
    try {
      access = await handshake.token?.(fresh);
    } catch (error) {
      const code = error instanceof TokenRefused ? error.code : ErrorCodes.unavailable;
      return refused(code, "no token");
    }

    const request = {
      protocol: ProtocolVersion.current,
      client: handshake.client,
      token: access?.token,
      features: handshake.features ?? [],
      cursors: handshake.cursors().slice(0, 200),
    };
    const reply = await this.invoke<ReplyOf<Welcome>>(transport, "Hello", request, startTimeoutMs);
    if (reply.ok) {
      this.scheduleRenewal(access);
    }

    return reply;
  }

  /** A further Hello on the same connection renews the identity. */
  private async renew(): Promise<void> {
    const transport = this.transport;
    if (!transport || this.current.kind !== "up" || !this.options.handshake?.token) {
      return;
    }

    const reply = await this.hello(transport, true);
    if (transport !== this.transport || (reply.ok && reply.value)) {
      return;
    }

    const code = reply.error?.code ?? ErrorCodes.unavailable;
    if (fatalCodes.has(code)) {
      this.refusedBy(transport, code);
    } else {
      // The old token may still hold for a minute; the server ends the connection if it does not.
      this.renewTimer = setTimeout(() => void this.renew(), 5_000 + backoff(3, this.options));
    }
  }

  private refusedBy(transport: Transport, code: string, retryAfterMs?: number): void {
    if (fatalCodes.has(code)) {
      this.close(code);
    } else {
      this.release();
      void transport.stop().catch(() => undefined);
      this.retry(retryAfterMs);
    }
  }

  private close(reason: string): void {
    const transport = this.release();
    this.stopListening?.();
    this.stopListening = undefined;
    this.enter({ kind: "closed", reason });
    void transport?.stop().catch(() => undefined);
  }

  /** The transport ended, or is taken for dead. */
  private lost(transport: Transport): void {
    if (transport !== this.transport) {
      return;
    }

    this.release();
    void transport.stop().catch(() => undefined);
    this.retry();
  }

  private retry(atLeastMs = 0): void {
    const wait = Math.max(atLeastMs, backoff(this.failures, this.options));
    this.failures++;
    this.enter({ kind: "waiting", failures: this.failures, nextTryAt: Date.now() + wait });
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => void this.connect(), wait);
  }

  /** Detaches the transport so that nothing of it reaches this object any more. */
  private release(): Transport | undefined {
    this.generation++;
    const transport = this.transport;
    this.transport = undefined;
    this.pinging = false;
    clearTimeout(this.retryTimer);
    clearTimeout(this.heartbeatTimer);
    clearTimeout(this.renewTimer);
    clearTimeout(this.controlTimer);
    return transport;
  }

  private awake(): void {
    if (this.current.kind === "waiting") {
      this.retryNow();
    } else {
      // Timers of hidden tabs run once a minute: what looks up may be long dead.
      void this.ping();
    }
  }

  private scheduleHeartbeat(seconds: number | undefined): void {
    clearTimeout(this.heartbeatTimer);
    if (seconds) {
      this.heartbeatTimer = setTimeout(() => {
        void this.ping();
        this.scheduleHeartbeat(seconds);
      }, seconds * 1000);
    }
  }

  private scheduleRenewal(access: AccessToken | undefined): void {
    clearTimeout(this.renewTimer);
    if (access?.expiresAt) {
      const left = Date.parse(access.expiresAt) - Date.now() - 60_000;
      this.renewTimer = setTimeout(() => void this.renew(), Math.max(5_000, left));
    }
  }

  private listenForControl(transport: Transport): void {
    if (!this.handlers.has("Control")) {
      this.handlers.set("Control", new Set());
      this.listen(transport, "Control");
    }
  }

  private listen(transport: Transport, name: string): void {
    transport.on(name, (value: never) => {
      if (name === "Control") {
        this.obey(value, transport);
      }

      for (const handler of this.handlers.get(name) ?? []) {
        handler(value);
      }
    });
  }

  private obey(control: Control, transport: Transport): void {
    switch (control.kind) {
      case ControlKinds.replaced:
      case ControlKinds.signedOut:
        this.close(control.kind);
        break;
      case ControlKinds.tokenExpired:
        void this.renew();
        break;
      case ControlKinds.reconnect:
        clearTimeout(this.controlTimer);
        this.controlTimer = setTimeout(() => {
          if (transport === this.transport) {
            this.release();
            void transport.stop().catch(() => undefined);
            void this.connect();
          }
        }, control.afterMs ?? 0);
        break;
    }
  }

  private async invoke<T extends Reply>(
    transport: Transport,
    method: string,
    request: unknown,
    timeoutMs: number,
  ): Promise<T> {
    try {
      return await within(timeoutMs, transport.invoke<T>(method, request));
    } catch (error) {
      if (error instanceof TimedOut) {
        return refused(ErrorCodes.timeout, `${method}: no answer in ${timeoutMs} ms`) as T;
      }

      // The stock client rejects both for a closed connection and for a hub exception.
      return transport === this.transport && !closedMessage(error)
        ? (refused(ErrorCodes.unavailable, `${method}: ${String(error)}`) as T)
        : (refused(LocalCodes.closed, `${method}: the connection closed`) as T);
    }
  }

  private enter(state: ConnectionState): void {
    this.current = state;
    for (const listener of this.stateListeners) {
      listener(state);
    }
  }
}

class TimedOut extends globalThis.Error {}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimedOut()), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Negotiation tells why it was refused; a plain WebSocket does not. */
function refusalOf(error: unknown): string | undefined {
  const status = /status code '?(401|403)/i.exec(String(error))?.[1];
  return status === "401"
    ? ErrorCodes.unauthenticated
    : status === "403"
      ? ErrorCodes.forbidden
      : undefined;
}

function closedMessage(error: unknown): boolean {
  return (
    error instanceof globalThis.Error &&
    /connection (being )?closed|not in the 'Connected'/i.test(error.message)
  );
}

const pageSignals: PageSignals = (awake) => {
  if (typeof window === "undefined") {
    return () => undefined;
  }

  const visible = () => {
    if (document.visibilityState === "visible") {
      awake();
    }
  };
  document.addEventListener("visibilitychange", visible);
  window.addEventListener("online", awake);
  window.addEventListener("pageshow", awake);
  return () => {
    document.removeEventListener("visibilitychange", visible);
    window.removeEventListener("online", awake);
    window.removeEventListener("pageshow", awake);
  };
};
