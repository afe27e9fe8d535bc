import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runCommand } from "./command.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function triesAt(code: string): Promise<number> {
  const ids: string[] = [];
  const done = runCommand((id) => {
    ids.push(id);
    return Promise.resolve({ ok: false, error: { code, message: "" } });
  });
  await vi.advanceTimersByTimeAsync(10_000);
  expect((await done).error?.code).toBe(code);
  expect(new Set(ids).size).toBe(1);
  return ids.length;
}

test.each(["timeout", "unavailable", "connection_closed", "not_connected"])(
  "%s leaves the outcome unknown: three tries under one id",
  async (code) => {
    expect(await triesAt(code)).toBe(3);
  },
);

test("a refusal is an outcome", async () => {
  expect(await triesAt("version_conflict")).toBe(1);
});
