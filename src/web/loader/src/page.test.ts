import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createCalls } from "./calls.ts";
import { createMemory } from "./memory.ts";
import { pageInfo, watchPages } from "./pages.ts";
import { readOptions, readSnippet } from "./settings.ts";
import { launcherTexts } from "./texts.ts";

const snippet = {
  channel: "shop",
  origin: "https://chat.example",
  autostart: true,
  consentRequired: false,
  options: {},
};

beforeEach(() => localStorage.clear());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("the snippet", () => {
  test("names its channel and, by its address, the chat's origin", () => {
    const script = document.createElement("script");
    script.src = "https://chat.example/w/v1/loader.js";
    expect(readSnippet(script)).toBeUndefined();
    script.dataset.channel = "shop";
    script.dataset.locale = "zh-CN";
    script.dataset.autostart = "false";
    expect(readSnippet(script)).toEqual({
      ...snippet,
      autostart: false,
      options: { locale: "zh-CN" },
    });
  });

  test("takes the options that it knows and names the others", () =>
    expect(readOptions({ side: "start", colour: 1 })).toEqual({
      options: { side: "start" },
      ignored: ["colour"],
    }));
});

describe("a page view", () => {
  test("has no fragment and no query beyond campaign marks", () => {
    history.replaceState(null, "", "/product/7?token=secret&utm_source=mail#part");
    document.title = "Tea";
    expect(pageInfo()).toEqual({
      url: `${location.origin}/product/7?utm_source=mail`,
      title: "Tea",
    });
  });

  test("follows a single-page host, and its title that comes later", () => {
    vi.useFakeTimers();
    const seen: string[] = [];
    watchPages((page) => seen.push(`${new URL(page.url).pathname} ${page.title}`));
    history.pushState(null, "", "/checkout");
    vi.advanceTimersByTime(10);
    document.title = "Checkout";
    vi.advanceTimersByTime(2_000);
    expect(seen).toEqual(["/checkout Tea", "/checkout Checkout"]);
  });
});

describe("what the page keeps", () => {
  test.each([
    ["host", { token: "t", open: true }],
    ["frame", { open: true }],
    ["none", {}],
  ] as const)("with persistence %s is %o", (persistence, kept) => {
    createMemory("shop", persistence).write({ token: "t", open: true });
    expect(createMemory("shop", persistence).read()).toEqual(kept);
    expect(localStorage.length).toBe(persistence === "none" ? 0 : 1);
  });

  test("is nothing, without an error, where storage is denied or spoilt", () => {
    localStorage.setItem("servicedesk.shop", "{not json");
    expect(createMemory("shop", "host").read()).toEqual({});
  });
});

describe("calls of the page", () => {
  const failing = () => vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network")));

  test.each(["shutdown", "update", "identify", "toggle", "track", "consent"])(
    "%s is refused by name",
    async (name) => {
      const { call } = createCalls(snippet, {});
      const refusal = await (call(name) as Promise<unknown>).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: "feature_disabled", call: name });
      expect(String(refusal)).toContain(name);
    },
  );

  test("a refused early call becomes an error event", async () => {
    const { call, callEarly } = createCalls(snippet, {});
    const errors: unknown[] = [];
    callEarly(["on", "error", (detail: unknown) => errors.push(detail)]);
    callEarly(["shutdown"]);
    await Promise.resolve();
    await Promise.resolve();
    expect(errors).toEqual([{ code: "feature_disabled", call: "shutdown" }]);
    expect(call("get", "version")).toBe("0.1.0");
  });

  test("without a configuration nothing is shown and an error is told", async () => {
    failing();
    const { call } = createCalls(snippet, {});
    const errors: unknown[] = [];
    call("on", "error", (detail: unknown) => errors.push(detail));
    await expect(call("boot")).rejects.toThrow();
    expect(errors).toEqual([{ code: "unavailable" }]);
    expect(document.body.childElementCount).toBe(0);
  });

  test("a listener that throws stops no other, and can be taken off", async () => {
    vi.useFakeTimers();
    failing();
    const { call } = createCalls(snippet, {});
    const heard: string[] = [];
    const off = call("on", "error", () => heard.push("first")) as () => void;
    call("on", "error", () => {
      throw new Error("of the page");
    });
    call("on", "error", () => heard.push("last"));
    await (call("boot") as Promise<unknown>).catch(() => undefined);
    expect(heard).toEqual(["first", "last"]);
    expect(() => vi.runAllTimers()).toThrow("of the page");
    off();
    await (call("boot") as Promise<unknown>).catch(() => undefined);
    expect(heard).toEqual(["first", "last", "last"]);
    expect(() => vi.runAllTimers()).toThrow("of the page");
  });

  test("where consent is required nothing is asked of the server", async () => {
    const asked = vi.fn();
    vi.stubGlobal("fetch", asked);
    const { call } = createCalls({ ...snippet, consentRequired: true }, {});
    await expect(call("boot")).rejects.toMatchObject({ code: "feature_disabled", call: "consent" });
    expect(asked).not.toHaveBeenCalled();
  });
});

test("the launcher always has a name, with the plural of its language", () => {
  const config = {
    entryPoint: "shop",
    name: "",
    status: "online",
    frameUrl: "",
    brandColor: "",
    locale: "en",
    texts: {
      "launcher.unread_one": "{{count}} message",
      "launcher.unread_other": "{{count}} more",
    },
  };
  const texts = launcherTexts(config);
  expect([texts("unread", 1), texts("unread", 2), texts("open")]).toEqual([
    "1 message",
    "2 more",
    "Open chat",
  ]);
  expect(launcherTexts({ ...config, locale: "zh-CN", texts: {} })("unread", 3)).toContain("3");
});
