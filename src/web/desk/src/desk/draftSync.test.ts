import type { DraftState, Welcome } from "@servicedesk/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Drafts } from "../state/drafts.ts";
import type { AgentLink } from "./agentLink.ts";
import { DraftSync } from "./draftSync.ts";

let kept: DraftState[];
let refusal: { code: string; retryAfterMs?: number } | undefined;
let welcome: (welcome: Welcome) => void;
let pushed: (draft: DraftState) => void;
const call = vi.fn();

const state = (conv: number, text: string): DraftState => ({ conv, text, at: "2026-01-01" });

function device(): Drafts {
  const drafts = new Drafts(1);
  const link = {
    connection: { call, on: (_: string, listener: typeof pushed) => (pushed = listener) },
    onWelcome: (listener: typeof welcome) => (welcome = listener),
  };
  new DraftSync(link as unknown as AgentLink, drafts);
  return drafts;
}

const saved = () =>
  call.mock.calls.filter(([name]) => name === "SaveDraft").map(([, request]) => request as unknown);

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  [kept, refusal] = [[], undefined];
  call
    .mockReset()
    .mockImplementation((name: string) =>
      Promise.resolve(
        name === "Drafts"
          ? { ok: true, value: { drafts: kept } }
          : refusal
            ? { ok: false, error: refusal }
            : { ok: true },
      ),
    );
});

afterEach(() => vi.useRealTimers());

test("typing is told at most once a second, with the last text", async () => {
  const drafts = device();
  for (const text of ["H", "He", "Hello"]) drafts.set(7, text);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(saved()).toEqual([{ conv: 7, text: "Hello" }]);
  expect(drafts.untold).toEqual([]);
});

test("what is written while it is being told is told, too", async () => {
  const drafts = device();
  drafts.set(7, "one");
  call.mockImplementationOnce(() => {
    drafts.set(7, "one two");
    return Promise.resolve({ ok: true });
  });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(saved()).toEqual([
    { conv: 7, text: "one" },
    { conv: 7, text: "one two" },
  ]);
});

test("a refusal for haste is tried again, any other after the next Welcome", async () => {
  const drafts = device();
  refusal = { code: "rate_limited", retryAfterMs: 5_000 };
  drafts.set(7, "words");
  await vi.advanceTimersByTimeAsync(1_000);
  refusal = { code: "not_found" };
  await vi.advanceTimersByTimeAsync(60_000);
  expect(saved()).toHaveLength(2);
  expect(drafts.untold).toEqual([7]);
  refusal = undefined;
  welcome({} as Welcome);
  await vi.advanceTimersByTimeAsync(0);
  expect(saved()).toHaveLength(3);
  expect(drafts.untold).toEqual([]);
});

test("another device's text is taken; one that is being written here stays", () => {
  const drafts = device();
  drafts.set(8, "mine");
  pushed(state(7, "theirs"));
  pushed(state(8, "theirs"));
  expect([drafts.get(7), drafts.get(8)]).toEqual(["theirs", "mine"]);
  pushed(state(7, ""));
  expect(drafts.get(7)).toBe("");
});

test("after a Welcome what was written or sent elsewhere is taken, and what was written here is told", async () => {
  const before = new Drafts(1);
  before.set(7, "sent on the phone meanwhile");
  before.told(7, "sent on the phone meanwhile");
  before.set(8, "written without a connection");
  before.set(-5, "a note");
  const drafts = device();
  kept = [state(9, "written on the phone"), state(8, "older")];
  welcome({} as Welcome);
  await vi.advanceTimersByTimeAsync(0);
  expect([7, 8, 9, -5].map((conv) => drafts.get(conv))).toEqual([
    "",
    "written without a connection",
    "written on the phone",
    "a note",
  ]);
  expect(saved()).toEqual([{ conv: 8, text: "written without a connection" }]);
});
