import { beforeEach, expect, test, vi } from "vitest";
import { type DeskState, initialState } from "../state/deskState.ts";
import { FrameStore } from "../state/frameStore.ts";
import type { AgentLink } from "./agentLink.ts";
import type { Chats } from "./chats.ts";
import type { ListFeed } from "./listFeed.ts";
import { reopening } from "./reopening.ts";

const user = { id: 7, name: "Ana", email: "ana@example.com", roles: ["agent"] };
let there: boolean;

/** A page as it is loaded: its store, and what the server's welcome does. */
function page(person = 7) {
  const store = new FrameStore<DeskState>(initialState(user));
  let welcome: () => void = () => undefined;
  const link = {
    onWelcome: (listener: () => void) => (welcome = listener),
  } as unknown as AgentLink;
  const lists = { loadOne: () => Promise.resolve(there) } as unknown as ListFeed;
  const openSession = vi.fn((id: number) =>
    store.update((s) => ({ ...s, opened: { kind: "session", id } })),
  );
  reopening(person, store, link, lists, { openSession } as unknown as Chats);
  return { store, openSession, welcomed: () => Promise.resolve(welcome()) };
}

beforeEach(() => {
  sessionStorage.clear();
  there = true;
});

test("the chat and the list that were open are open again after a reload, once", async () => {
  const before = page();
  before.store.update((s) => ({ ...s, list: "all" }));
  before.openSession(12);
  const after = page();
  await after.welcomed();
  await vi.waitFor(() => expect(after.store.get().opened).toEqual({ kind: "session", id: 12 }));
  expect(after.store.get().list).toBe("all");
  after.store.update((s) => ({ ...s, opened: undefined }));
  await after.welcomed();
  expect(after.openSession).toHaveBeenCalledTimes(1);
});

test("nothing is opened that was closed, is gone, is another's, or when something is open already", async () => {
  const before = page();
  before.openSession(12);
  const another = page(8);
  await another.welcomed();
  there = false;
  const gone = page();
  await gone.welcomed();
  there = true;
  const taken = page();
  taken.openSession(5);
  await taken.welcomed();
  expect(another.openSession).not.toHaveBeenCalled();
  expect(gone.openSession).not.toHaveBeenCalled();
  expect(taken.openSession).toHaveBeenCalledTimes(1);
  taken.store.update((s) => ({ ...s, opened: undefined }));
  const closed = page();
  await closed.welcomed();
  expect(closed.openSession).not.toHaveBeenCalled();
});
