import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Connection } from "../connection.ts";
import type { IAgentClient, IAgentHub, Reply, SendRequest } from "../contracts.g.ts";
import { OutboxStore } from "../outboxStore.ts";
import type { Transport } from "../transport.ts";
import { sharedConnection } from "./sharedConnection.ts";
import { sharedOutbox } from "./sharedOutbox.ts";
import { Tabs } from "./tabs.ts";
import { Browser } from "./tools.fixture.ts";

/** The server as one connection sees it; what was committed stays. */
class Server {
  readonly calls: { method: string; request: Record<string, unknown> }[] = [];
  readonly stored: string[] = [];
  readonly open = new Set<Line>();
  /** What is stored is not acknowledged. */
  loseAnswers = false;
  /** What is sent does not arrive. */
  deaf = false;

  line = (): Transport => new Line(this);

  push(name: string, value: unknown): void {
    this.open.forEach((line) => line.handlers.get(name)?.(value as never));
  }

  answer(method: string, request: Record<string, unknown>): Promise<Reply> {
    if (this.deaf) {
      return new Promise(() => undefined);
    }

    this.calls.push({ method, request });
    if (method === "Send") {
      const { clientMsgId } = request as unknown as SendRequest;
      const duplicate = this.stored.includes(clientMsgId);
      if (!duplicate) {
        this.stored.push(clientMsgId);
      }

      const seq = this.stored.indexOf(clientMsgId) + 1;
      const ack = { seq, n: seq, at: "", duplicate };
      return this.loseAnswers ? new Promise(() => undefined) : reply(ack);
    }

    return reply({ heartbeatSec: 0, heads: [], user: { id: "agent:1", name: "" } });
  }
}

function reply(value: unknown): Promise<Reply> {
  return Promise.resolve({ ok: true, value } as Reply);
}

class Line implements Transport {
  readonly handlers = new Map<string, (value: never) => void>();
  private readonly server: Server;
  private closed: () => void = () => undefined;

  constructor(server: Server) {
    this.server = server;
  }

  start(): Promise<void> {
    this.server.open.add(this);
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.server.open.delete(this);
    return Promise.resolve();
  }

  drop(): void {
    this.server.open.delete(this);
    this.closed();
  }

  invoke<T>(method: string, request?: unknown): Promise<T> {
    const said = structuredClone(request) as Record<string, unknown>;
    return this.server.answer(method, said) as Promise<T>;
  }

  on(name: string, handler: (value: never) => void): void {
    this.handlers.set(name, handler);
  }

  onclose(handler: () => void): void {
    this.closed = handler;
  }
}

/** One tab of an app that has a connection and an outbox. */
function openTab(browser: Browser, server: Server) {
  const { number, tools } = browser.tab();
  const tabs = new Tabs("desk", tools);
  const typing: unknown[] = [];
  const token = vi.fn(() => Promise.resolve({ token: `token of ${number}` }));
  const connection = new Connection<IAgentHub, IAgentClient>({
    url: "/hub",
    random: () => 0.5,
    ...sharedConnection(tabs, server.line, () => () => undefined),
    handshake: {
      client: { kind: "desk", version: "1", deviceId: "d", tabId: tabs.id, locale: "en" },
      cursors: () => [],
      watched: () => [],
      onHeads: () => undefined,
      onWelcome: () => outbox.resume(),
      token,
    },
  });
  const outbox = sharedOutbox(
    { send: (request, ms) => connection.call("Send", request, ms), random: () => 0.5 },
    tabs,
    new OutboxStore("agent.1"), // no IndexedDB here: what is not kept is in the other tabs
  );
  connection.onState(({ kind }) => {
    if (kind !== "up") {
      outbox.pause();
    }
  });
  connection.on("Typing", (signal) => typing.push(signal));
  connection.start();
  return { number, tabs, connection, outbox, typing, token };
}

const settle = () => vi.advanceTimersByTimeAsync(1_000);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("tabs of one browser", () => {
  test("share one connection, which is greeted as the leader", async () => {
    const [browser, server] = [new Browser(), new Server()];
    const first = openTab(browser, server);
    await settle();
    const second = openTab(browser, server);
    await settle();
    expect(server.open.size).toBe(1);
    expect([first.connection.state.kind, second.connection.state.kind]).toEqual(["up", "up"]);
    expect(second.token).not.toHaveBeenCalled();
    const hellos = server.calls.filter(({ method }) => method === "Hello");
    expect(hellos.map(({ request }) => request.token)).toEqual(["token of 1", "token of 1"]);
  });

  test("hear the same callbacks and each get the answers to their own calls", async () => {
    const [browser, server] = [new Browser(), new Server()];
    const first = openTab(browser, server);
    const second = openTab(browser, server);
    await settle();
    const signal = { conv: 1, person: "visitor:1" };
    server.push("Typing", signal);
    await settle();
    expect([first.typing, second.typing]).toEqual([[signal], [signal]]);
    const answers = await Promise.all([
      first.connection.call("Typing", { conv: 1 }),
      second.connection.call("Typing", { conv: 2 }),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
  });

  test("go on without a tab that dies: the next one leads and greets anew", async () => {
    const [browser, server] = [new Browser(), new Server()];
    const first = openTab(browser, server);
    const second = openTab(browser, server);
    const third = openTab(browser, server);
    await settle();
    browser.kill(first.number);
    await settle();
    expect([second.tabs.leads, third.tabs.leads]).toEqual([true, false]);
    expect([second.connection.state.kind, third.connection.state.kind]).toEqual(["up", "up"]);
    expect(second.token).toHaveBeenCalledTimes(1);
  });

  test("reconnect together when the leader's connection is lost", async () => {
    const [browser, server] = [new Browser(), new Server()];
    openTab(browser, server);
    const second = openTab(browser, server);
    await settle();
    const states: string[] = [];
    second.connection.onState(({ kind }) => states.push(kind));
    [...server.open].forEach((line) => line.drop());
    await settle();
    expect(states).toContain("waiting");
    expect(second.connection.state.kind).toBe("up");
    expect(server.open.size).toBe(1);
  });

  test("a call that the leader took with it has an unknown outcome", async () => {
    const [browser, server] = [new Browser(), new Server()];
    const first = openTab(browser, server);
    const second = openTab(browser, server);
    await settle();
    server.loseAnswers = true;
    const request = { conv: 1, clientMsgId: "m", type: "message", body: { text: "a" } };
    const answer = second.connection.call("Send", request);
    await vi.advanceTimersByTimeAsync(10);
    browser.kill(first.number);
    await settle();
    expect((await answer).error?.code).toBe("connection_closed");
  });

  test.each([true, false])(
    "Conformance_20 a leader that dies in the middle of a send leaves it to the next one (arrived: %s)",
    async (arrived) => {
      const [browser, server] = [new Browser(), new Server()];
      const first = openTab(browser, server);
      const second = openTab(browser, server);
      await settle();
      server.loseAnswers = arrived;
      server.deaf = !arrived;
      second.outbox.add(1, { text: "from the follower" });
      first.outbox.add(1, { text: "from the leader" });
      await vi.advanceTimersByTimeAsync(10);
      expect(server.stored).toHaveLength(arrived ? 1 : 0);
      browser.kill(first.number);
      server.loseAnswers = server.deaf = false;
      await settle();
      expect(new Set(server.stored).size).toBe(2);
      expect(second.outbox.items.map(({ state }) => state)).toEqual(["sent", "sent"]);
    },
  );

  test("a tab that leaves hands over, and one without tools serves itself", async () => {
    const [browser, server] = [new Browser(), new Server()];
    const first = openTab(browser, server);
    const second = openTab(browser, server);
    await settle();
    first.tabs.leave();
    await first.connection.stop();
    await settle();
    expect([second.tabs.leads, second.connection.state.kind]).toEqual([true, "up"]);
    expect(new Tabs("desk", undefined).leads).toBe(true);
  });

  test("all let go of a connection that is replaced", async () => {
    const [browser, server] = [new Browser(), new Server()];
    const first = openTab(browser, server);
    const second = openTab(browser, server);
    await settle();
    server.push("Control", { kind: "replaced" });
    await settle();
    const reasons = [first.connection.state, second.connection.state];
    expect(reasons).toEqual([
      { kind: "closed", reason: "replaced" },
      { kind: "closed", reason: "replaced" },
    ]);
  });
});
