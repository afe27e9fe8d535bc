import type { ConversationEvent } from "@servicedesk/protocol";
import { beforeEach, expect, test, vi } from "vitest";
import { type DeskState, initialState } from "../state/deskState.ts";
import { FrameStore } from "../state/frameStore.ts";
import { at, sessionRow } from "../testing/rows.ts";
import type { AgentLink } from "./agentLink.ts";
import { SessionWork, undoResolveMs } from "./sessionWork.ts";

const user = { id: 7, name: "Ana", email: "ana@example.com", roles: ["agent"] };
const call = vi.fn();
let arrive: (conv: number, fresh: readonly ConversationEvent[]) => void;
let store: FrameStore<DeskState>;
let work: SessionWork;
const held = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  call
    .mockReset()
    .mockResolvedValue({ ok: true, value: sessionRow(1, { phase: "ended", version: 4 }) });
  held.mockReset();
  store = new FrameStore<DeskState>({
    ...initialState(user),
    agentId: 7,
    rows: new Map([[1, sessionRow(1, { version: 3 })]]),
  });
  const link = {
    connection: { call },
    onArrival: (listener: typeof arrive) => (arrive = listener),
  } as unknown as AgentLink;
  work = new SessionWork(store, link, { resolveHeldBack: held, refused: vi.fn() });
});

const message = (sender: string): ConversationEvent => ({
  seq: 11,
  n: 6,
  a: 0,
  at: at(0),
  sender,
  type: "message",
  body: { text: "wait" },
});

test("a resolve is sent when the time to undo is over, with the version of then", async () => {
  work.resolve(1);
  store.update((s) => ({ ...s, rows: new Map([[1, sessionRow(1, { version: 5 })]]) }));
  await vi.advanceTimersByTimeAsync(undoResolveMs - 1);
  expect(call).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(call).toHaveBeenCalledWith("End", expect.objectContaining({ sessionId: 1, version: 5 }));
});

test("an undone resolve is never sent", async () => {
  work.resolve(1);
  work.undoResolve();
  await vi.advanceTimersByTimeAsync(undoResolveMs * 2);
  expect(call).not.toHaveBeenCalled();
});

test("a word of the visitor holds the resolve back, one's own does not", async () => {
  work.resolve(1);
  arrive(1001, [message("agent:7")]);
  expect(store.get().resolving).toBeDefined();
  arrive(1001, [message("visitor:1")]);
  expect(held).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(undoResolveMs * 2);
  expect(call).not.toHaveBeenCalled();
});

test("a second resolve sends the first at once", () => {
  store.update((s) => ({ ...s, rows: new Map(s.rows).set(2, sessionRow(2)) }));
  work.resolve(1);
  work.resolve(2);
  expect(call).toHaveBeenCalledWith("End", expect.objectContaining({ sessionId: 1 }));
  expect(store.get().resolving?.sessionId).toBe(2);
});
