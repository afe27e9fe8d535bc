import { afterEach, expect, test, vi } from "vitest";
import { invocation } from "./invocation.ts";
import type { Transport } from "./transport.ts";

afterEach(() => vi.useRealTimers());

function codeOf(answer: Promise<unknown>, current = true) {
  const transport = { invoke: () => answer } as unknown as Transport;
  return invocation(transport, "Send", {}, 1_000, () => current).then((reply) => reply.error?.code);
}

const hubException = () => Promise.reject(new Error("An unexpected error occurred"));

test("an answer is given back as it is, a refusal too", async () => {
  expect(await codeOf(Promise.resolve({ ok: true }))).toBeUndefined();
  const banned = { ok: false, error: { code: "banned", message: "" } };
  expect(await codeOf(Promise.resolve(banned))).toBe("banned");
});

test("no answer in time is a time-out", async () => {
  vi.useFakeTimers();
  const code = codeOf(new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await code).toBe("timeout");
});

test("a failure at the server is told from a connection that ended", async () => {
  const closed = new Error("Invocation canceled due to the underlying connection being closed.");
  expect(await codeOf(hubException())).toBe("unavailable");
  expect(await codeOf(Promise.reject(closed))).toBe("connection_closed");
  expect(await codeOf(hubException(), false)).toBe("connection_closed");
});
