import { expect, test } from "vitest";
import { refusalOf, startTransport } from "./transportStart.ts";
import type { Transport, TransportKind } from "./transport.ts";

function setUp(outcomes: Partial<Record<TransportKind, Error>>) {
  const created: TransportKind[] = [];
  let stops = 0;
  const create = (kind: TransportKind): Transport => {
    created.push(kind);
    const outcome = outcomes[kind];
    return {
      start: () => (outcome ? Promise.reject(outcome) : Promise.resolve()),
      stop: () => Promise.resolve(void stops++),
      invoke: () => Promise.reject(new Error("not asked")),
      on: () => undefined,
      onclose: () => undefined,
    };
  };
  return { created, create, stops: () => stops };
}

test("what could not start is stopped, and negotiation is tried next", async () => {
  const { created, create, stops } = setUp({ websocket: new Error("no") });
  const started = await startTransport("websocket", create, 1_000, () => true);
  expect(created).toEqual(["websocket", "negotiated"]);
  expect(started).toMatchObject({ kind: "negotiated" });
  expect(stops()).toBe(1);
});

test("nothing more is tried once nobody wants it", async () => {
  const { created, create } = setUp({ websocket: new Error("no") });
  const started = await startTransport("websocket", create, 1_000, () => false);
  expect(created).toEqual(["websocket"]);
  expect(started.transport).toBeUndefined();
});

test("the refusal of negotiation is told", async () => {
  const { create } = setUp({
    websocket: new Error("no"),
    negotiated: new Error("Unexpected status code '403'"),
  });
  const started = await startTransport("websocket", create, 1_000, () => true);
  expect(started).toEqual({ refusal: "forbidden" });
});

test.each([
  ["Unexpected status code '401'", "unauthenticated"],
  ["status code 403", "forbidden"],
  ["status code '500'", undefined],
  ["WebSocket failed to connect", undefined],
])("%s means %s", (message, code) => {
  expect(refusalOf(new Error(message))).toBe(code);
});
