import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Connection, type ConnectionOptions } from "./connection.ts";
import type { Head, IVisitorClient, IVisitorHub, Reply, ReplyOf, Welcome } from "./contracts.g.ts";
import { type AccessToken, TokenRefused } from "./handshake.ts";
import type { Transport, TransportKind } from "./transport.ts";

const welcome: Welcome = {
  connectionId: "c1",
  serverTime: new Date(0).toISOString(),
  protocol: "1.1",
  features: [],
  limits: {
    maxTextLength: 4000,
    maxFrameBytes: 32768,
    sendPerSecond: 2,
    sendBurst: 10,
    maxUploadBytes: 1_000,
    uploadExtensions: [".png"],
  },
  heartbeatSec: 25,
  heads: [{ conv: 42, epoch: 1, seq: 9, n: 9, readSeq: 0, readN: 0 }],
  user: { id: "visitor:7", name: "" },
};

class FakeTransport implements Transport {
  readonly kind: TransportKind;
  readonly invoked: { method: string; request: unknown }[] = [];
  readonly callbacks = new Map<string, (value: never) => void>();
  stopped = false;
  private closed: () => void = () => undefined;
  private readonly world: FakeWorld;

  constructor(kind: TransportKind, world: FakeWorld) {
    this.kind = kind;
    this.world = world;
  }

  start(): Promise<void> {
    return this.world.starts(this.kind) ? Promise.resolve() : Promise.reject(new Error("refused"));
  }

  stop(): Promise<void> {
    this.stopped = true;
    return Promise.resolve();
  }

  invoke<T>(method: string, request: unknown): Promise<T> {
    this.invoked.push({ method, request });
    return Promise.resolve(this.world.answer(method, request)) as Promise<T>;
  }

  on(method: string, handler: (value: never) => void): void {
    this.callbacks.set(method, handler);
  }

  onclose(handler: () => void): void {
    this.closed = handler;
  }

  drop(): void {
    this.closed();
  }

  push(method: string, value: unknown): void {
    this.callbacks.get(method)?.(value as never);
  }
}

interface FakeWorld {
  starts(kind: TransportKind): boolean;
  answer(method: string, request: unknown): Reply | Promise<Reply>;
}

function ok<T>(value: T): ReplyOf<T> {
  return { ok: true, value };
}

function setUp(
  world: Partial<FakeWorld> = {},
  options: Partial<ConnectionOptions> & { token?: () => Promise<AccessToken> } = {},
) {
  const transports: FakeTransport[] = [];
  const heads: Head[][] = [];
  const tokens: boolean[] = [];
  const whole: FakeWorld = {
    starts: () => true,
    answer: (method) =>
      method === "Hello" ? ok(welcome) : ok({ serverTime: "", heads: welcome.heads }),
    ...world,
  };
  let wake: () => void = () => undefined;
  const connection = new Connection<IVisitorHub, IVisitorClient>({
    url: "/hubs/visitor",
    random: () => 0.5,
    page: (awake) => {
      wake = awake;
      return () => (wake = () => undefined);
    },
    transport: (_, kind) => {
      const transport = new FakeTransport(kind, whole);
      transports.push(transport);
      return transport;
    },
    handshake: {
      client: { kind: "widget", version: "1", deviceId: "d", tabId: "t", locale: "en" },
      cursors: () => [{ conv: 42, epoch: 1, seq: 8 }],
      watched: () => [42],
      onHeads: (came) => heads.push([...came]),
      token: (fresh) => {
        tokens.push(fresh);
        return options.token?.() ?? Promise.resolve({ token: `t${tokens.length}` });
      },
    },
    ...options,
  });
  return { connection, transports, heads, tokens, wake: () => wake() };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("a connection", () => {
  test("says Hello with token and cursors, and hands the heads on", async () => {
    const { connection, transports, heads } = setUp();
    connection.start();
    await settle();
    expect(connection.state.kind).toBe("up");
    expect(transports[0]?.kind).toBe("websocket");
    expect(transports[0]?.invoked[0]).toMatchObject({
      method: "Hello",
      request: { protocol: "1.1", token: "t1", cursors: [{ conv: 42, epoch: 1, seq: 8 }] },
    });
    expect(heads).toEqual([welcome.heads]);
  });

  test("negotiates when a plain WebSocket does not start, and keeps that for the page", async () => {
    const { connection, transports } = setUp({ starts: (kind) => kind === "negotiated" });
    connection.start();
    await settle();
    expect(transports.map((one) => one.kind)).toEqual(["websocket", "negotiated"]);
    transports[1]?.drop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(transports.map((one) => one.kind)).toEqual(["websocket", "negotiated", "negotiated"]);
  });

  test("waits longer after each failed try, up to 30 s, and tries at once when the page wakes", async () => {
    const { connection, transports, wake } = setUp(
      { starts: () => false },
      { random: () => 0.999 },
    );
    connection.start();
    const waits: number[] = [];
    for (let i = 0; i < 9; i++) {
      await settle();
      const { state } = connection;
      const wait = state.kind === "waiting" ? state.nextTryAt - Date.now() : -1;
      waits.push(Math.round(wait / 500) * 500);
      await vi.advanceTimersByTimeAsync(wait);
    }

    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
    await settle();
    const before = transports.length;
    wake();
    await settle();
    expect(transports.length).toBeGreaterThan(before);
  });

  test("sends a heartbeat every 25 s and hands its heads on", async () => {
    const { connection, transports, heads } = setUp();
    connection.start();
    await vi.advanceTimersByTimeAsync(50_000);
    const pings = transports[0]?.invoked.filter((call) => call.method === "Ping");
    expect(pings).toEqual([
      { method: "Ping", request: { watched: [42] } },
      { method: "Ping", request: { watched: [42] } },
    ]);
    expect(heads).toHaveLength(3);
  });

  test("reconnects when a Pong does not come in 10 s", async () => {
    const { connection, transports } = setUp({
      answer: (method) => (method === "Hello" ? ok(welcome) : new Promise<Reply>(() => undefined)),
    });
    connection.start();
    await vi.advanceTimersByTimeAsync(25_000 + 9_999);
    expect(transports).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1 + 500);
    expect(transports).toHaveLength(2);
    expect(transports[0]?.stopped).toBe(true);
  });

  test("says Hello once more with a fresh token when the first is refused", async () => {
    let hellos = 0;
    const { connection, tokens } = setUp({
      answer: () =>
        ++hellos === 1 ? { ok: false, error: { code: "token_expired", message: "" } } : ok(welcome),
    });
    connection.start();
    await settle();
    expect(tokens).toEqual([false, true]);
    expect(connection.state.kind).toBe("up");
  });

  test.each(["unauthenticated", "forbidden", "banned", "protocol_unsupported"])(
    "stops for good on %s",
    async (code) => {
      const { connection, transports } = setUp({
        answer: () => ({ ok: false, error: { code, message: "" } }),
      });
      connection.start();
      await vi.advanceTimersByTimeAsync(120_000);
      expect(connection.state).toEqual({ kind: "closed", reason: code });
      expect(transports).toHaveLength(1);
    },
  );

  test.each(["signed_out", "banned"])("stops for good when it is told %s", async (kind) => {
    const { connection, transports } = setUp();
    connection.start();
    await settle();
    transports[0]?.push("Control", { kind });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(connection.state).toEqual({ kind: "closed", reason: kind });
    expect(transports).toHaveLength(1);
  });

  test("stops when it was replaced, and can be started again by the person", async () => {
    const { connection, transports } = setUp();
    connection.start();
    await settle();
    transports[0]?.push("Control", { kind: "replaced" });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(connection.state).toEqual({ kind: "closed", reason: "replaced" });
    connection.start();
    await settle();
    expect(connection.state.kind).toBe("up");
  });

  test("reconnects after the time that the server spreads its clients over", async () => {
    const { connection, transports } = setUp();
    connection.start();
    await settle();
    transports[0]?.push("Control", { kind: "reconnect", afterMs: 3_000 });
    await vi.advanceTimersByTimeAsync(2_999);
    expect(transports).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(transports).toHaveLength(2);
    expect(connection.state.kind).toBe("up");
  });

  test("keeps to that time when the server that goes away closes first", async () => {
    const { connection, transports } = setUp();
    connection.start();
    await settle();
    transports[0]?.push("Control", { kind: "reconnect", afterMs: 3_000 });
    transports[0]?.drop();
    await vi.advanceTimersByTimeAsync(2_999);
    expect(transports).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(transports).toHaveLength(2);
    transports[1]?.drop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(transports).toHaveLength(3);
  });

  test("hands on the heads that it is told instead of events, though nobody asked for them", async () => {
    const { connection, transports, heads } = setUp();
    connection.start();
    await settle();
    const told = [{ conv: 42, epoch: 1, seq: 30, n: 30, readSeq: 0, readN: 0 }];
    transports[0]?.push("Heads", { heads: told });
    expect(heads).toEqual([welcome.heads, told]);
  });

  test("renews its token on the same connection a minute before it expires", async () => {
    const expiresAt = () => new Date(Date.now() + 15 * 60_000).toISOString();
    const token = () => Promise.resolve({ token: "t", expiresAt: expiresAt() });
    const { connection, transports, tokens } = setUp({}, { token });
    connection.start();
    await vi.advanceTimersByTimeAsync(14 * 60_000 + 100);
    expect(tokens).toEqual([false, true]);
    expect(transports).toHaveLength(1);
    expect(transports[0]?.invoked.filter((call) => call.method === "Hello")).toHaveLength(2);
  });

  test("a refused token request stops for good, a failed one is tried again", async () => {
    const refusedToken = setUp({}, { token: () => Promise.reject(new TokenRefused("not_found")) });
    const failing = setUp({}, { token: () => Promise.reject(new Error("network")) });
    refusedToken.connection.start();
    failing.connection.start();
    await settle();
    expect(refusedToken.connection.state).toEqual({ kind: "closed", reason: "not_found" });
    expect(failing.connection.state.kind).toBe("waiting");
  });

  test("calls are refused, never thrown, without a connection or when it ends", async () => {
    const { connection, transports } = setUp({
      answer: (method) =>
        method === "Hello"
          ? ok(welcome)
          : Promise.reject(
              new Error("Invocation canceled due to the underlying connection being closed."),
            ),
    });
    const mark = { conv: 42, seq: 1 };
    expect((await connection.call("MarkRead", mark)).error?.code).toBe("not_connected");
    connection.start();
    await settle();
    expect((await connection.call("MarkRead", mark)).error?.code).toBe("connection_closed");
    transports[0]?.drop();
  });

  test("callbacks reach their handlers on every connection, until they are taken off", async () => {
    const { connection, transports } = setUp();
    const positions: number[] = [];
    const off = connection.on("QueueUpdate", (update) => positions.push(update.position));
    connection.start();
    await settle();
    transports[0]?.push("QueueUpdate", { sessionId: 1, position: 3 });
    transports[0]?.drop();
    await vi.advanceTimersByTimeAsync(1_000);
    transports[1]?.push("QueueUpdate", { sessionId: 1, position: 2 });
    off();
    transports[1]?.push("QueueUpdate", { sessionId: 1, position: 1 });
    expect(positions).toEqual([3, 2]);
  });
});
