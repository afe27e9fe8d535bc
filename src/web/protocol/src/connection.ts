import { backoff } from "./backoff.ts";
import { Callbacks } from "./callbacks.ts";
import {
  type Control,
  ControlKinds,
  ErrorCodes,
  type HeadsPush,
  type Reply,
  type ReplyOf,
  type Welcome,
} from "./contracts.g.ts";
import { greet, type Handshake, hello, isFatal } from "./handshake.ts";
import { Heartbeat } from "./heartbeat.ts";
import { invocation } from "./invocation.ts";
import { type PageSignals, pageSignals } from "./pageSignals.ts";
import { LocalCodes, refused } from "./replies.ts";
import { Renewal } from "./renewal.ts";
import { stockTransport, type Transport, type TransportKind } from "./transport.ts";
import { startTransport } from "./transportStart.ts";

export type ConnectionState =
  | { kind: "idle" }
  | { kind: "connecting" }
  | { kind: "up" }
  /** `nextTryAt` is in milliseconds of the wall clock. */
  | { kind: "waiting"; failures: number; nextTryAt: number }
  /** Ended for good; `reason` is an error code or a control kind. */
  | { kind: "closed"; reason: string };

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

type Method<T> = Extract<keyof T, string>;
type RequestOf<T, K extends keyof T> = T[K] extends (request: infer Q) => unknown ? Q : never;
type AnswerOf<T, K extends keyof T> = T[K] extends (request: never) => Promise<infer R> ? R : never;

/**
 * One typed hub connection that keeps itself up: Hello on each connect, heartbeat,
 * full-jitter reconnect from 0.5 s to 30 s, immediate try when the page wakes.
 */
export class Connection<THub, TClient> {
  private readonly options: ConnectionOptions;
  private readonly callbacks = new Callbacks({
    Control: (control: Control, transport: Transport) => this.obey(control, transport),
    Heads: (told: HeadsPush) => this.options.handshake?.onHeads(told.heads),
  });
  private readonly stateListeners = new Set<(state: ConnectionState) => void>();
  private current: ConnectionState = { kind: "idle" };
  private transport: Transport | undefined;
  /** Kept for the page once a plain WebSocket could not start and negotiation could. */
  private kind: TransportKind = "websocket";
  private failures = 0;
  private generation = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private heartbeat: Heartbeat | undefined;
  private renewal: Renewal | undefined;
  /** Not to connect again before, by the wall clock: the server asked for it. */
  private notBefore = 0;
  private controlTimer: ReturnType<typeof setTimeout> | undefined;
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
    return this.callbacks.add(name, handler, this.transport);
  }

  onState(listener: (state: ConnectionState) => void): () => void {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  }

  /** Asks for the heads now; a missing answer ends the connection, which then reconnects. */
  async ping(): Promise<void> {
    if (this.current.kind === "up") {
      await this.heartbeat?.ping();
    }
  }

  private async connect(): Promise<void> {
    const generation = ++this.generation;
    clearTimeout(this.retryTimer);
    this.enter({ kind: "connecting" });
    const started = await startTransport(
      this.kind,
      (kind) => this.created(kind),
      this.startTimeoutMs,
      () => generation === this.generation,
    );
    const { transport } = started;
    if (transport) {
      this.kind = started.kind;
    }

    if (generation !== this.generation) {
      await transport?.stop().catch(() => undefined);
    } else if (transport) {
      this.transport = transport;
      await this.welcomed(transport, generation);
    } else if (started.refusal) {
      this.close(started.refusal);
    } else {
      this.retry();
    }
  }

  private created(kind: TransportKind): Transport {
    const transport = (this.options.transport ?? stockTransport)(this.options.url, kind);
    this.callbacks.attach(transport);
    transport.onclose(() => this.lost(transport));
    return transport;
  }

  private async welcomed(transport: Transport, generation: number): Promise<void> {
    const { handshake: own } = this.options;
    if (!own) {
      this.up();
      return;
    }

    const handshake = transport.introduced ? { ...own, token: undefined } : own;

    const { reply, access } = await greet(handshake, this.sayHello(transport));
    if (generation !== this.generation) {
      return;
    }

    if (reply.ok && reply.value) {
      this.renewal = this.renewalOf(transport, handshake);
      this.renewal?.schedule(access);
      this.heartbeat = this.heartbeatOf(transport, handshake);
      this.up(reply.value);
    } else {
      const { code = ErrorCodes.unavailable, retryAfterMs } = reply.error ?? {};
      this.refusedBy(transport, code, retryAfterMs);
    }
  }

  private up(welcome?: Welcome): void {
    const { heartbeat } = this;
    this.failures = 0;
    this.enter({ kind: "up" });
    heartbeat?.start(welcome?.heartbeatSec);
    if (welcome) {
      this.options.handshake?.onHeads(welcome.heads);
      void this.options.handshake?.onWelcome?.(welcome);
    }
  }

  private sayHello(transport: Transport) {
    return (request: unknown) =>
      this.invoke<ReplyOf<Welcome>>(transport, "Hello", request, this.startTimeoutMs);
  }

  private renewalOf(transport: Transport, handshake: Handshake): Renewal | undefined {
    return (
      handshake.token &&
      new Renewal({
        hello: () => hello(handshake, true, this.sayHello(transport)),
        onFatal: (code) => this.close(code),
        random: this.options.random,
      })
    );
  }

  private heartbeatOf(transport: Transport, handshake: Handshake): Heartbeat {
    const { pongTimeoutMs = 10_000 } = this.options;
    return new Heartbeat({
      ping: () => {
        const request = { watched: handshake.watched().slice(0, 20) };
        return this.invoke(transport, "Ping", request, pongTimeoutMs);
      },
      onHeads: (heads) => handshake.onHeads(heads),
      onSilence: () => this.lost(transport),
    });
  }

  private refusedBy(transport: Transport, code: string, retryAfterMs?: number): void {
    if (isFatal(code)) {
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
    const asked = this.notBefore - Date.now();
    const wait = Math.max(atLeastMs, asked, backoff(this.failures, this.options));
    this.notBefore = 0;
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
    this.heartbeat?.stop();
    this.heartbeat = undefined;
    this.renewal?.stop();
    this.renewal = undefined;
    clearTimeout(this.retryTimer);
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

  private obey(control: Control, transport: Transport): void {
    switch (control.kind) {
      case ControlKinds.replaced:
      case ControlKinds.signedOut:
      case ControlKinds.banned:
        this.close(control.kind);
        break;
      case ControlKinds.tokenExpired:
        void this.renewal?.renew();
        break;
      case ControlKinds.reconnect:
        clearTimeout(this.controlTimer);
        // A server that goes away closes first; the next try still comes no sooner.
        this.notBefore = Date.now() + (control.afterMs ?? 0);
        this.controlTimer = setTimeout(() => {
          if (transport === this.transport) {
            this.notBefore = 0;
            this.release();
            void transport.stop().catch(() => undefined);
            void this.connect();
          }
        }, control.afterMs ?? 0);
        break;
    }
  }

  private invoke<T extends Reply>(
    transport: Transport,
    method: string,
    request: unknown,
    timeoutMs: number,
  ): Promise<T> {
    const isCurrent = () => transport === this.transport;
    return invocation<T>(transport, method, request, timeoutMs, isCurrent);
  }

  private get startTimeoutMs(): number {
    return this.options.startTimeoutMs ?? 10_000;
  }

  private enter(state: ConnectionState): void {
    this.current = state;
    for (const listener of this.stateListeners) {
      listener(state);
    }
  }
}
