import type {
  AccessToken,
  ConversationEvent,
  Reply,
  ReplyOf,
  SendRequest,
  Transport,
  VisitorSession,
  Welcome,
} from "@servicedesk/protocol";
import { Tabs, timeline, TokenRefused } from "@servicedesk/protocol";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Chat } from "./chat.ts";

const me = "visitor:7";

function session(change: Partial<VisitorSession> = {}): VisitorSession {
  return {
    sessionId: 1,
    conversationId: 42,
    phase: "bot",
    version: 1,
    agentLost: false,
    fallbacks: [],
    ...change,
  };
}

/** A server of one conversation, as far as the widget can tell. */
class FakeServer {
  readonly calls: { method: string; request: Record<string, unknown> }[] = [];
  readonly log: ConversationEvent[] = [];
  answers: Readonly<Record<string, (request: never) => Reply | Promise<Reply>>> = {};
  session = session();
  /** The conversation existed before this visit. */
  returning = false;
  private transport: FakeTransport | undefined;

  connect = (): Transport => (this.transport = new FakeTransport(this));

  drop(): void {
    this.transport?.closed();
  }

  push(method: string, value: unknown): void {
    this.transport?.callbacks.get(method)?.(value as never);
  }

  of(method: string) {
    return this.calls.filter((call) => call.method === method).map((call) => call.request);
  }

  answer(method: string, request: Record<string, unknown>): Reply | Promise<Reply> {
    this.calls.push({ method, request });
    const own = this.answers[method];
    if (own) {
      return own(request as never);
    }

    const head = this.log.length;
    switch (method) {
      case "Hello":
        return ok<Partial<Welcome>>({
          heartbeatSec: 25,
          heads: this.returning ? [this.head()] : [],
          user: { id: me, name: "" },
        });
      case "Ping":
        return ok({ heads: [this.head()] });
      case "Fetch":
        return ok({ events: this.log, epoch: 1, head, n: head, floor: 1, more: false });
      case "Send":
        return this.stored(request as unknown as SendRequest);
      case "Start":
        return ok(this.session);
      default:
        return ok({});
    }
  }

  note(kind: string): void {
    const seq = this.log.length + 1;
    const at = new Date().toISOString();
    const body = { note: { kind, args: {} } };
    this.log.push({ seq, n: 0, a: 0, at, sender: "system", type: "system", body });
  }

  private head() {
    const seq = this.log.length;
    return { conv: 42, epoch: 1, seq, n: 0, readSeq: 0, readN: 0 };
  }

  private stored({ clientMsgId, body }: SendRequest): Reply {
    const seq = this.log.length + 1;
    const at = new Date().toISOString();
    const event = { seq, n: seq, a: 0, at, sender: me, type: "message", clientMsgId, body };
    this.log.push(event);
    this.push("Events", {
      conv: 42,
      epoch: 1,
      from: seq - 1,
      to: seq,
      events: [event],
      skipped: [],
    });
    return ok({ seq, n: seq, at, duplicate: false });
  }
}

class FakeTransport implements Transport {
  readonly callbacks = new Map<string, (value: never) => void>();
  closed: () => void = () => undefined;
  private readonly server: FakeServer;
  constructor(server: FakeServer) {
    this.server = server;
  }
  start = () => Promise.resolve();
  stop = () => Promise.resolve();
  invoke<T>(method: string, request: unknown): Promise<T> {
    const answer = this.server.answer(method, request as Record<string, unknown>);
    return Promise.resolve(answer) as Promise<T>;
  }
  on(method: string, handler: (value: never) => void): void {
    this.callbacks.set(method, handler);
  }
  onclose(handler: () => void): void {
    this.closed = handler;
  }
}

function ok<T>(value: T): ReplyOf<T> {
  return { ok: true, value };
}

function refused(code: string): Reply {
  return { ok: false, error: { code, message: "" } };
}

function setUp(token: () => Promise<AccessToken> = () => Promise.resolve({ token: "t" })) {
  const server = new FakeServer();
  const told: [string, unknown][] = [];
  const begun: (string | undefined)[] = [];
  const nothingOpen = vi.fn();
  const chat: Chat = new Chat({
    nothingOpen,
    identity: { token },
    locale: "en",
    tabs: new Tabs("alone", undefined),
    page: () => ({ url: "https://shop.example/checkout", title: "Checkout" }),
    context: () => ({ plan: "gold" }),
    changed: () => undefined,
    composing: () => begun.push(chat.state.composing?.kind),
    event: (name, detail) => told.push([name, detail]),
    transport: server.connect,
  });
  return { server, chat, told, begun, nothingOpen };
}

const settle = () => vi.advanceTimersByTimeAsync(50);
const texts = (server: FakeServer) => server.log.map((event) => event.body.text);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("a chat", () => {
  test("starts a session for the page that the visitor is on", async () => {
    const { server, chat, told } = setUp();
    chat.open(true);
    await settle();
    expect(server.of("Start")).toMatchObject([
      {
        page: { url: "https://shop.example/checkout", title: "Checkout" },
        context: { plan: "gold" },
      },
    ]);
    expect(chat.state.session?.sessionId).toBe(1);
    expect(told.map(([name]) => name)).toContain("conversation:start");
  });

  test.each(["token", "Hello"])(
    "stops for good when the %s is refused to who is banned, however often the panel is opened",
    async (refusing) => {
      const token = vi.fn(() =>
        refusing === "token"
          ? Promise.reject(new TokenRefused("banned"))
          : Promise.resolve({ token: "t" }),
      );
      const { server, chat } = setUp(token);
      server.answers = { Hello: () => refused("banned") };
      chat.open(true);
      await settle();
      chat.open(true);
      dispatchEvent(new Event("online"));
      await vi.advanceTimersByTimeAsync(120_000);
      chat.rest();
      chat.open(true);
      await settle();
      expect(chat.state.link).toEqual({ kind: "closed", reason: "banned" });
      expect(token).toHaveBeenCalledTimes(1);
      expect(server.of("Start")).toEqual([]);
    },
  );

  test("who is banned within a chat is told so once the connection has gone, and not tried again", async () => {
    const { server, chat } = setUp();
    chat.open(true);
    await settle();
    server.answers = { Hello: () => refused("banned") };
    server.drop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(chat.state.link).toEqual({ kind: "closed", reason: "banned" });
    expect(server.of("Hello")).toHaveLength(2);
  });

  test("what is written before the connection is up is sent afterwards, in order", async () => {
    const { server, chat } = setUp();
    chat.send("one");
    chat.send("two");
    expect(chat.state.outbox.map((item) => item.state)).toEqual(["waiting", "waiting"]);
    chat.open(true);
    await settle();
    expect(texts(server)).toEqual(["one", "two"]);
    expect(chat.state.outbox).toEqual([]);
  });

  test.each([
    ["agent_joined", 1, 0],
    ["ended", 0, 1],
  ])("on resume with %s as the newest note there are %i starts", async (kind, starts, nothing) => {
    const { server, chat, nothingOpen } = setUp();
    server.returning = true;
    server.note("session_started");
    server.note(kind);
    chat.open(false);
    await settle();
    expect(server.of("Start")).toHaveLength(starts);
    expect(nothingOpen).toHaveBeenCalledTimes(nothing);
  });

  test("a new visitor's resume begins nothing, showing the panel does", async () => {
    const { server, chat, nothingOpen } = setUp();
    chat.open(false);
    await settle();
    expect(server.of("Start")).toEqual([]);
    expect(nothingOpen).toHaveBeenCalled();
    chat.open(true);
    await settle();
    expect(server.of("Start")).toHaveLength(1);
  });

  test("lets go of the connection only when nothing is open and nothing waits", async () => {
    const { server, chat } = setUp();
    chat.open(true);
    await settle();
    chat.rest();
    expect(chat.state.link.kind).toBe("up");
    server.push("SessionState", session({ phase: "ended", version: 2 }));
    chat.rest();
    expect(chat.state.link.kind).toBe("idle");
    chat.open(true);
    await settle();
    expect(chat.state.link.kind).toBe("up");
  });

  test("writing after the end starts a new session first and loses nothing", async () => {
    const { server, chat } = setUp();
    chat.open(true);
    await settle();
    server.push("SessionState", session({ phase: "ended", version: 2 }));
    server.session = session({ sessionId: 2 });
    chat.send("again");
    await settle();
    expect(server.of("Start")).toHaveLength(2);
    expect(chat.state.session).toMatchObject({ sessionId: 2, phase: "bot" });
    expect(texts(server)).toEqual(["again"]);
  });

  test("what is written after the end and without a connection goes out in a new session", async () => {
    const { server, chat } = setUp();
    chat.open(true);
    await settle();
    server.push("SessionState", session({ phase: "ended", version: 2 }));
    server.drop();
    chat.send("again");
    server.session = session({ sessionId: 2 });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(texts(server)).toEqual(["again"]);
  });

  test("a message that met a closed conversation fails, and trying again starts anew", async () => {
    const { server, chat } = setUp();
    chat.open(true);
    await settle();
    server.answers = { Send: () => refused("conversation_closed") };
    chat.send("late");
    await settle();
    const [failed] = chat.state.outbox;
    expect(failed).toMatchObject({ state: "failed", code: "conversation_closed" });
    server.push("SessionState", session({ phase: "ended", version: 2 }));
    server.session = session({ sessionId: 2 });
    server.answers = {};
    await chat.retry(failed?.clientMsgId ?? "");
    await settle();
    expect(texts(server)).toEqual(["late"]);
  });

  test("an edit and its end are told at once: the next key is theirs", async () => {
    const { server, chat, begun } = setUp();
    chat.open(true);
    await settle();
    chat.send("Number 4711");
    await settle();
    const [entry] = timeline(chat.state.conversation, []);
    if (!entry) {
      throw new Error("nothing to edit");
    }

    chat.changes.edit(entry);
    expect(begun).toEqual(["edit"]);
    chat.send("Number 4712");
    expect(begun).toEqual(["edit", undefined]);
    await settle();
    expect(server.of("Send").at(-1)).toMatchObject({ type: "edit", body: { target: entry.seq } });
  });

  test("an older state never replaces a newer one", async () => {
    const { server, chat } = setUp();
    chat.open(true);
    await settle();
    server.push("SessionState", session({ phase: "active", version: 5, agentName: "Ana" }));
    server.push("SessionState", session({ phase: "queued", version: 4, position: 2 }));
    expect(chat.state.session).toMatchObject({ phase: "active", agentName: "Ana" });
  });

  test("a command is repeated under its id while its outcome is unknown", async () => {
    const { server, chat } = setUp();
    chat.open(true);
    await settle();
    let tries = 0;
    server.answers = {
      RequestAgent: () =>
        ++tries < 3 ? refused("unavailable") : ok(session({ phase: "queued", version: 2 })),
    };
    const done = chat.session.requestAgent();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await done).toBe(true);
    const ids = server.of("RequestAgent").map((request) => request.commandId);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect(chat.state.session?.phase).toBe("queued");
  });

  test("a refused command says why and leaves the session as it is", async () => {
    const { server, chat } = setUp();
    chat.open(true);
    await settle();
    server.answers = { CancelWait: () => refused("version_conflict") };
    expect(await chat.session.cancelWait()).toBe(false);
    expect(chat.state).toMatchObject({ refusal: "version_conflict", busy: undefined });
  });

  test("typing of others lives six seconds, own typing is told once in three", async () => {
    const { server, chat } = setUp();
    chat.open(true);
    await settle();
    server.push("Typing", { conv: 42, person: "agent:1", name: "Ana" });
    expect(chat.state.typing?.name).toBe("Ana");
    await vi.advanceTimersByTimeAsync(6_000);
    expect(chat.state.typing).toBeUndefined();
    chat.typing();
    chat.typing();
    await vi.advanceTimersByTimeAsync(3_000);
    chat.typing();
    expect(server.of("Typing")).toHaveLength(2);
  });

  test("after a drop it comes back by itself and sends what waited", async () => {
    const { server, chat } = setUp();
    chat.open(true);
    await settle();
    server.drop();
    chat.send("while away");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(chat.state.link.kind).toBe("up");
    expect(texts(server)).toEqual(["while away"]);
  });
});
