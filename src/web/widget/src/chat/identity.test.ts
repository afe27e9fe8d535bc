import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Tabs } from "@servicedesk/protocol";
import { Identity } from "./identity.ts";

const key = "servicedesk.resume.shop";
const asked: unknown[] = [];
const kept: unknown[] = [];

function setUp(change: { resumeToken?: string; mayStore?: boolean; interacted?: boolean } = {}) {
  return new Identity({
    entryPoint: "shop",
    tabs: new Tabs("shop", undefined),
    mayStore: true,
    interacted: true,
    kept: (answer) => kept.push(answer),
    ...change,
  });
}

beforeEach(() => {
  asked.length = kept.length = 0;
  localStorage.clear();
  const expiresAt = new Date(Date.now() + 900_000).toISOString();
  const answer = { token: "jwt", expiresAt, visitorId: "7", resumeToken: "r2" };
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => {
    asked.push(JSON.parse(String(init.body)));
    return Promise.resolve(new Response(JSON.stringify(answer)));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("an identity", () => {
  test("goes on with the token of its own storage, then with the host's mirror", async () => {
    localStorage.setItem(key, "r1");
    await setUp({ resumeToken: "mirror" }).token(false);
    localStorage.clear();
    await setUp({ resumeToken: "mirror" }).token(false);
    expect(asked).toMatchObject([{ resumeToken: "r1" }, { resumeToken: "mirror" }]);
  });

  test("serves where storage is denied, by the host's mirror alone", async () => {
    vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
      throw new DOMException("denied", "SecurityError");
    });
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("denied", "SecurityError");
    });
    expect((await setUp({ resumeToken: "mirror" }).token(false)).token).toBe("jwt");
    expect(kept).toEqual([{ resumeToken: "r2", visitorId: "7" }]);
  });

  test("stores nothing anywhere before the visitor's first act", async () => {
    const identity = setUp({ interacted: false });
    await identity.token(false);
    expect([localStorage.length, kept]).toEqual([0, []]);
    identity.interact();
    expect(localStorage.getItem(key)).toBe("r2");
    expect(kept).toHaveLength(1);
  });

  test("stores nothing in the frame where the page forbids it", async () => {
    await setUp({ mayStore: false }).token(false);
    expect(localStorage.length).toBe(0);
  });

  test("asks anew only when told to or when the held token runs out", async () => {
    const identity = setUp();
    await identity.token(false);
    await identity.token(false);
    expect(asked).toHaveLength(1);
    await identity.token(true);
    expect(asked).toMatchObject([{}, { resumeToken: "r2" }]);
  });

  test.each([
    [404, "not_found", true],
    [403, "forbidden", true],
    [403, "banned", true],
    [429, "rate_limited", false],
    [503, "unavailable", false],
  ])("answer %i (%s) is lasting: %s", async (status, code, lasting) => {
    vi.stubGlobal("fetch", () =>
      Promise.resolve(new Response(JSON.stringify({ code }), { status })),
    );
    const error = await setUp()
      .token(false)
      .catch((thrown: unknown) => thrown);
    expect((error as { code?: string }).code).toBe(lasting ? code : undefined);
  });
});
