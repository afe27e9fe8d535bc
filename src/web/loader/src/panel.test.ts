import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { bridgeMark, readFrameAddress, writeFrameAddress } from "./bridge.ts";
import { createPanel } from "./panel.ts";

const chat = "https://chat.example";
const hello = { mark: bridgeMark, kind: "hello" };

function setUp() {
  const events = { connected: vi.fn(), said: vi.fn(), blocked: vi.fn() };
  const panel = createPanel(`${chat}/w/frame?c=shop`, "Chat", events);
  // Not loaded over the network: only the window object is needed.
  panel.frame.removeAttribute("src");
  document.body.append(panel.frame);
  const target = panel.frame.contentWindow as Window;
  const posted = vi.spyOn(target, "postMessage").mockImplementation(() => undefined);
  const say = (data: unknown, origin = chat, source: unknown = target) =>
    dispatchEvent(
      Object.defineProperty(new MessageEvent("message", { data, origin }), "source", {
        value: source,
      }),
    );
  return { panel, events, posted, say };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

describe("the bridge", () => {
  test("gives its port to the frame's window at the chat's exact origin", () => {
    const { events, posted, say } = setUp();
    say(hello);
    expect(events.connected).toHaveBeenCalledOnce();
    expect(posted).toHaveBeenCalledWith({ mark: bridgeMark, kind: "port" }, chat, [
      expect.any(MessagePort),
    ]);
  });

  test.each([
    ["another origin", hello, "https://evil.example", undefined],
    ["another window", hello, chat, window],
    ["no source", hello, chat, null],
    ["another message", { mark: "other", kind: "hello" }, chat, undefined],
    ["no data", null, chat, undefined],
  ])("does not answer %s", (_, data, origin, source) => {
    const { panel, events, posted, say } = setUp();
    say(data, origin, source === undefined ? panel.frame.contentWindow : source);
    expect(events.connected).not.toHaveBeenCalled();
    expect(posted).not.toHaveBeenCalled();
  });

  test("takes a frame for forbidden after five seconds without a hello", () => {
    const silent = setUp();
    vi.advanceTimersByTime(4_999);
    expect(silent.events.blocked).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(silent.events.blocked).toHaveBeenCalledOnce();

    const alive = setUp();
    alive.say(hello);
    vi.advanceTimersByTime(60_000);
    expect(alive.events.blocked).not.toHaveBeenCalled();
  });

  test("the frame is sandboxed", () => {
    const { panel } = setUp();
    expect(panel.frame.getAttribute("sandbox")).toBe(
      "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads",
    );
  });
});

test("the frame's address carries host, locale and page in its fragment only", () => {
  const page = { url: "https://shop.example/a?utm_source=x", title: "A & B" };
  const written = writeFrameAddress(`${chat}/w/frame?c=shop`, {
    host: "https://shop.example",
    locale: "zh-CN",
    page,
  });
  const url = new URL(written);
  expect([url.pathname, url.search]).toEqual(["/w/frame", "?c=shop"]);
  expect(readFrameAddress(url.hash)).toEqual({
    host: "https://shop.example",
    locale: "zh-CN",
    page,
  });
  expect(readFrameAddress("")).toEqual({ host: undefined, locale: undefined, page: undefined });
});
