import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Greeting } from "./handshake.ts";
import { Renewal } from "./renewal.ts";
import { refused } from "./replies.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp(code: string) {
  const fatal: string[] = [];
  let hellos = 0;
  const renewal = new Renewal({
    hello: (): Promise<Greeting> => {
      hellos++;
      return Promise.resolve({ reply: refused(code, "") });
    },
    onFatal: (why) => fatal.push(why),
    random: () => 0.5,
  });
  return { renewal, fatal, hellos: () => hellos };
}

test("a renewal that failed is tried again after seven seconds at the middle of the jitter", async () => {
  const { renewal, fatal, hellos } = setUp("unavailable");
  await renewal.renew();
  await vi.advanceTimersByTimeAsync(6_999);
  expect(hellos()).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(hellos()).toBe(2);
  expect(fatal).toEqual([]);
});

test("a renewal that was refused for good says so and is not tried again", async () => {
  const { renewal, fatal, hellos } = setUp("banned");
  await renewal.renew();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fatal).toEqual(["banned"]);
  expect(hellos()).toBe(1);
});

test("nothing comes of a renewal whose transport ended meanwhile", async () => {
  const { renewal, fatal, hellos } = setUp("banned");
  const renewed = renewal.renew();
  renewal.stop();
  await renewed;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fatal).toEqual([]);
  expect(hellos()).toBe(1);
});
