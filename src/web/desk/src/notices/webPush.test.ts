import { beforeEach, expect, test, vi } from "vitest";
import { endPushes, keepPushes } from "./webPush.ts";

const serverKey = "BKey-of_server00";
const calls: { method: string; path: string; body: unknown }[] = [];
let status = 200;

/** A browser's subscription under a server's key. */
function subscription(key: string) {
  return {
    endpoint: "https://push.test/1",
    options: {
      applicationServerKey: Uint8Array.from(
        atob(key.replaceAll("-", "+").replaceAll("_", "/")),
        (c) => c.charCodeAt(0),
      ).buffer,
    },
    toJSON: () => ({ endpoint: "https://push.test/1", keys: { p256dh: "point", auth: "secret" } }),
    unsubscribe: vi.fn(() => Promise.resolve(true)),
  };
}

function worker(held?: ReturnType<typeof subscription>) {
  const pushManager = {
    getSubscription: vi.fn(() => Promise.resolve(held ?? null)),
    subscribe: vi.fn(() => Promise.resolve(subscription(serverKey))),
  };
  return { pushManager, registration: { pushManager } as unknown as ServiceWorkerRegistration };
}

beforeEach(() => {
  calls.length = 0;
  status = 200;
  vi.stubGlobal(
    "fetch",
    vi.fn((path: string, { method, body }: { method: string; body: string | null }) => {
      calls.push({ method, path, body: body === null ? undefined : JSON.parse(body) });
      return Promise.resolve(
        method === "GET"
          ? new Response(JSON.stringify({ key: serverKey }), { status })
          : new Response(null, { status: 204 }),
      );
    }),
  );
});

const told = {
  method: "PUT",
  path: "/api/staff/web-push",
  body: { endpoint: "https://push.test/1", p256dh: "point", auth: "secret", previews: true },
};

test("a browser that the server does not know yet subscribes under the server's key", async () => {
  const { pushManager, registration } = worker();
  await keepPushes(registration, true);
  expect(pushManager.subscribe).toHaveBeenCalledWith({
    userVisibleOnly: true,
    applicationServerKey: serverKey,
  });
  expect(calls[1]).toEqual(told);
});

test("one that is subscribed tells the server again, with the wish of today", async () => {
  const { pushManager, registration } = worker(subscription(serverKey));
  await keepPushes(registration, false);
  expect(pushManager.subscribe).not.toHaveBeenCalled();
  expect(calls[1]).toEqual({ ...told, body: { ...told.body, previews: false } });
});

test("under another key it subscribes anew", async () => {
  const held = subscription("BKey-of_before00");
  const { pushManager, registration } = worker(held);
  await keepPushes(registration, true);
  expect(held.unsubscribe).toHaveBeenCalledOnce();
  expect(pushManager.subscribe).toHaveBeenCalledOnce();
  expect(calls[1]).toEqual(told);
});

test("where the server pushes to no browsers nothing is asked of this one", async () => {
  status = 501;
  const { pushManager, registration } = worker();
  await keepPushes(registration, true);
  expect(pushManager.subscribe).not.toHaveBeenCalled();
  expect(calls).toHaveLength(1);
});

test("a browser without pushes is left alone", async () => {
  await keepPushes({} as ServiceWorkerRegistration, true);
  await endPushes({} as ServiceWorkerRegistration);
  expect(calls).toEqual([]);
});

test("whoever signs out takes the subscription along", async () => {
  const held = subscription(serverKey);
  await endPushes(worker(held).registration);
  expect(calls).toEqual([
    { method: "DELETE", path: told.path, body: { endpoint: "https://push.test/1" } },
  ]);
  expect(held.unsubscribe).toHaveBeenCalledOnce();
});
