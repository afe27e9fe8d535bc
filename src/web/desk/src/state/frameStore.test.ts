import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FrameStore } from "./frameStore.ts";

let frame: (() => void) | undefined;
beforeEach(() => {
  vi.stubGlobal("requestAnimationFrame", (callback: () => void) => {
    frame = callback;
    return 1;
  });
  vi.stubGlobal("cancelAnimationFrame", () => (frame = undefined));
});
afterEach(() => vi.unstubAllGlobals());

test("two hundred changes are there at once and rendered once", () => {
  const store = new FrameStore(0);
  const rendered = vi.fn();
  const heard = vi.fn();
  store.subscribe(rendered);
  store.onChange(heard);
  for (let i = 1; i <= 200; i++) store.set(i);
  expect(store.get()).toBe(200);
  expect(heard).toHaveBeenCalledTimes(200);
  expect(rendered).not.toHaveBeenCalled();
  frame?.();
  expect(rendered).toHaveBeenCalledTimes(1);
});

test("the same value again tells nobody", () => {
  const store = new FrameStore("a");
  const heard = vi.fn();
  store.onChange(heard);
  store.update((value) => value);
  expect(heard).not.toHaveBeenCalled();
});

test("a page that was hidden before its frame came is told after a moment, and once", () => {
  vi.useFakeTimers();
  const store = new FrameStore(0, 250);
  const rendered = vi.fn();
  store.subscribe(rendered);
  store.set(1);
  vi.advanceTimersByTime(250);
  expect(rendered).toHaveBeenCalledTimes(1);
  store.set(2);
  frame?.();
  vi.advanceTimersByTime(500);
  expect(rendered).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});
