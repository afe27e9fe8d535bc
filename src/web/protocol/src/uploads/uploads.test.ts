import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ErrorCodes } from "../contracts.g.ts";
import type { KeptUpload, UploadStore } from "./uploadStore.ts";
import { Uploads } from "./uploads.ts";

let held: Map<string, Promise<unknown>>;
beforeEach(() => {
  held = new Map();
  // As the browser's: one after the other by name.
  const request = (name: string, work: () => Promise<void>) => {
    const mine = (held.get(name) ?? Promise.resolve()).then(work);
    held.set(name, mine);
    return mine;
  };
  vi.stubGlobal("navigator", { locks: { request } });
});
afterEach(() => vi.unstubAllGlobals());

function memory(): UploadStore & { kept: Map<string, KeptUpload> } {
  const kept = new Map<string, KeptUpload>();
  return {
    kept,
    all: () => Promise.resolve([...kept.values()]),
    put: (upload) => Promise.resolve(void kept.set(upload.id, upload)),
    remove: (id) => Promise.resolve(void kept.delete(id)),
  };
}

const page = (store: UploadStore) =>
  new Uploads({
    owner: "visitor:v",
    create: () =>
      Promise.resolve({
        ok: false,
        error: { code: ErrorCodes.unavailable, retryable: true },
      } as never),
    changed: () => undefined,
    store,
    maxBytes: 1000,
  });

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

test("what an earlier page left is taken up as soon as that page lets go of it", async () => {
  const store = memory();
  let leave: (() => void) | undefined;
  const leaving = new Promise<void>((resolve) => (leave = resolve));
  const kept = {
    id: "1",
    owner: "visitor:v",
    conv: 1,
    name: "late.png",
    type: "image/png",
    file: new Blob(["x"]),
  };
  store.kept.set("1", kept);
  void (navigator.locks.request as unknown as (name: string, work: () => Promise<void>) => void)(
    "upload 1",
    () => leaving,
  );

  const next = page(store);
  await next.restore();
  await settle();
  expect(next.items).toHaveLength(0);
  leave?.();
  await settle();
  expect(next.items.map((item) => item.name)).toEqual(["late.png"]);
  next.cancel("1");
});

test("what another tab brought to its end is not begun again", async () => {
  const store = memory();
  const first = page(store);
  first.add(1, [new File(["x"], "once.png", { type: "image/png" })]);
  await settle();
  const second = page(store);
  await second.restore();
  await settle();
  expect(second.items).toHaveLength(0);

  first.cancel(first.items[0]?.id ?? "");
  await settle();
  expect(second.items).toHaveLength(0);
  expect(store.kept.size).toBe(0);
});

test("where locks are denied, as to a frame without storage, files are brought all the same", async () => {
  const denied = vi
    .spyOn(navigator.locks, "request")
    .mockRejectedValue(new DOMException("The request was denied.", "SecurityError"));
  const store = memory();
  const earlier = { owner: "visitor:v", conv: 1, type: "image/png", file: new Blob(["x"]) };
  store.kept.set("1", { ...earlier, id: "1", name: "late.png" });
  const denying = page(store);
  denying.add(1, [new File(["x"], "new.png", { type: "image/png" })]);
  await denying.restore();
  await settle();
  expect(denying.items.map((item) => item.name).sort()).toEqual(["late.png", "new.png"]);
  expect(denied).toHaveBeenCalledTimes(2);
  denied.mockRestore();
});
