import type { ConversationEvent, SessionRow } from "@servicedesk/protocol";
import type { Translate } from "@servicedesk/ui";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Desk } from "../desk/Desk.ts";
import type { Sounds } from "../sound/sounds.ts";
import { type DeskState, initialState } from "../state/deskState.ts";
import { FrameStore } from "../state/frameStore.ts";
import type { OfferState } from "../state/offers.ts";
import { at, offerCard, sessionRow } from "../testing/rows.ts";
import { follow, Noticing } from "./Noticing.ts";

const user = { id: 7, name: "Ana", email: "ana@example.com", roles: ["agent"] };
type Arrive = (conv: number, fresh: readonly ConversationEvent[]) => void;

const notices = { show: vi.fn(), close: vi.fn() };
const toasts = { show: vi.fn() };
const sounds = { play: vi.fn() };
const t = ((key: string, values?: Record<string, unknown>) =>
  `${key} ${Object.values(values ?? {}).join(" ")}`) as unknown as Translate;
let arrive: Arrive;
let store: FrameStore<DeskState>;
let desk: Desk;
let noticing: Noticing;

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  const mine = sessionRow(1, { staffConversationId: 900 });
  store = new FrameStore<DeskState>({
    ...initialState(user),
    agentId: 7,
    welcomed: true,
    link: { kind: "up" },
    rows: new Map([
      [1, mine],
      [2, sessionRow(2, { agentId: 8, staffConversationId: 901 })],
    ]),
    queueNames: new Map([["sales", "Sales"]]),
    conversations: new Map(),
  });
  desk = {
    store,
    toasts,
    clock: { now: () => Date.now() },
    openSessionOf: vi.fn(),
    chats: { openSession: vi.fn() },
    offers: { accept: vi.fn() },
    set: vi.fn(),
    link: {
      tabs: { leads: true },
      onArrival: (listener: Arrive) => {
        arrive = listener;
        return () => undefined;
      },
    },
  } as unknown as Desk;
  noticing = new Noticing(desk, notices as never, sounds as unknown as Sounds, t);
});

afterEach(() => {
  noticing.stop();
  vi.useRealTimers();
});

const said = (sender: string, body: ConversationEvent["body"]): ConversationEvent => ({
  seq: 11,
  n: 6,
  a: 0,
  at: at(0),
  sender,
  senderName: "Sam",
  type: "message",
  body,
});

function live(conv: number, event: ConversationEvent): void {
  const events = [said("visitor:0", { text: "before" }), event];
  store.update((s) => ({
    ...s,
    conversations: new Map(s.conversations).set(conv, { events } as never),
  }));
  arrive(conv, [event]);
}

const conversationOf = (id: number) => (store.get().rows.get(id) as SessionRow).conversationId;

const offer = (offerId: number, stage: OfferState["stage"] = "ringing"): OfferState => ({
  card: offerCard(offerId, { visitorName: "Lin", queue: "sales", lastText: "Hello" }),
  stage,
});

test("an offer is told with its buttons, once, and taken back when it rings no longer", () => {
  store.update((s) => ({ ...s, offers: [offer(5)] }));
  store.update((s) => ({ ...s, offers: [offer(5), offer(6)] }));
  expect(notices.show).toHaveBeenCalledTimes(2);
  expect(notices.show).toHaveBeenCalledWith(
    expect.objectContaining({
      tag: "offer-5",
      title: "desk.notice.offer Lin Sales",
      preview: "Hello",
      stays: true,
    }),
  );
  store.update((s) => ({ ...s, offers: [offer(5, "gone"), offer(6)] }));
  expect(notices.close).toHaveBeenCalledExactlyOnceWith("offer-5");
});

test("a visitor's words in one's own chat are told, others' chats and old pages are not", () => {
  live(conversationOf(1), said("visitor:9", { text: "Are you there?" }));
  expect(notices.show).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ tag: "chat-1", preview: "Are you there?" }),
  );
  live(conversationOf(2), said("visitor:9", { text: "Hello?" }));
  live(conversationOf(1), said("agent:7", { text: "Yes" }));
  const page = [said("visitor:9", { text: "old" })];
  store.update((s) => ({
    ...s,
    conversations: new Map([[conversationOf(1), { events: page } as never]]),
  }));
  arrive(conversationOf(1), page);
  expect(notices.show).toHaveBeenCalledTimes(1);
});

test("what is said while the first page of a chat just accepted is on its way is told", () => {
  const joined = said("system", { note: { kind: "agent_joined", args: { agent: "Ana" } } });
  const earlier = said("visitor:9", { text: "I wait" });
  const page = [earlier, { ...joined, type: "system" }];
  const first = (id: number, events: readonly ConversationEvent[]) => {
    const conv = conversationOf(id);
    const conversations = new Map([[conv, { events } as never]]);
    store.update((s) => ({ ...s, conversations }));
    arrive(conv, events);
  };
  const ready = { kind: "ready", more: false } as const;
  store.update((s) => ({ ...s, lists: { ...s.lists, mine: ready }, offers: [offer(9)] }));
  const id = store.get().offers[0]?.card.sessionId ?? 0;
  const row = sessionRow(id, { agentId: 7 });
  store.update((s) => ({ ...s, offers: [], rows: new Map(s.rows).set(id, row) }));
  notices.show.mockClear();

  first(id, page);
  expect(notices.show).not.toHaveBeenCalled();
  first(id, [...page, said("visitor:9", { text: "Are you there?" })]);
  expect(notices.show).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ tag: `chat-${id}`, preview: "Are you there?" }),
  );
  first(1, [...page, said("visitor:9", { text: "Old" })]);
  expect(notices.show).toHaveBeenCalledTimes(1);
});

test("a whisper in one's own chat is told, and shown unless one looks at the chat", () => {
  live(900, said("agent:3", { text: "Offer free delivery", mark: "whisper" }));
  expect(toasts.show).toHaveBeenCalledWith(
    expect.objectContaining({ text: "desk.notice.whisper" }),
  );
  live(901, said("agent:3", { text: "whispered to another", mark: "whisper" }));
  expect(toasts.show).toHaveBeenCalledTimes(1);
  store.update((s) => ({ ...s, opened: { kind: "session", id: 1 } }));
  live(900, said("agent:3", { text: "and a gift", mark: "whisper" }));
  expect(toasts.show).toHaveBeenCalledTimes(1);
  expect(notices.show).toHaveBeenLastCalledWith(
    expect.objectContaining({ tag: "staff-1", preview: "and a gift" }),
  );
});

test("a mention in any chat is told once, one that came while the desk was shut is not", () => {
  const mention = (sessionId: number, seq: number) => ({
    sessionId,
    conv: 900 + sessionId,
    seq,
    at: at(0),
    by: "Sam",
    visitorName: "Lin",
    text: "@Ana look",
  });
  const tell = (...unread: ReturnType<typeof mention>[]) =>
    store.update((s) => ({ ...s, mentions: { unread, more: false } }));
  tell(mention(77, 1));
  expect(toasts.show).not.toHaveBeenCalled();
  tell(mention(78, 4), mention(77, 1));
  expect(toasts.show).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({
      text: "desk.notice.mention",
      values: { name: "Sam", visitor: "Lin" },
    }),
  );
  expect(notices.show).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ tag: "staff-78", preview: "@Ana look" }),
  );
  tell(mention(77, 1));
  tell();
  expect(toasts.show).toHaveBeenCalledTimes(1);
});

test("a chat that becomes one's own without one's doing is told, and opened when nothing is", () => {
  const ready = { kind: "ready", more: false } as const;
  store.update((s) => ({ ...s, lists: { ...s.lists, mine: ready } }));
  const come = (id: number, agentId = 7) =>
    store.update((s) => ({ ...s, rows: new Map(s.rows).set(id, sessionRow(id, { agentId })) }));
  come(5, 8);
  expect(toasts.show).not.toHaveBeenCalled();
  come(5);
  expect(toasts.show).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ text: "desk.notice.yours" }),
  );
  expect(desk.chats.openSession).toHaveBeenCalledExactlyOnceWith(5);
  expect(sounds.play).toHaveBeenCalledOnce();
  come(5);
  store.update((s) => ({ ...s, opened: { kind: "session", id: 5 } }));
  come(6);
  expect(desk.chats.openSession).toHaveBeenCalledTimes(1);
  expect(toasts.show).toHaveBeenCalledTimes(2);

  // What was accepted or taken from the opened chat is no news.
  store.update((s) => ({ ...s, offers: [offer(9)] }));
  come(store.get().offers[0]?.card.sessionId ?? 0);
  store.update((s) => ({ ...s, opened: { kind: "session", id: 12 } }));
  come(12);
  expect(toasts.show).toHaveBeenCalledTimes(2);
});

test("what was accepted a moment ago is no news, though its card is gone with the answer", () => {
  const ready = { kind: "ready", more: false } as const;
  store.update((s) => ({ ...s, lists: { ...s.lists, mine: ready }, offers: [offer(9)] }));
  const id = store.get().offers[0]?.card.sessionId ?? 0;
  const row = sessionRow(id, { agentId: 7 });
  store.update((s) => ({ ...s, offers: [], rows: new Map(s.rows).set(id, row) }));
  expect(toasts.show).not.toHaveBeenCalled();
});

test.each([
  [false, "desk.notice.notTaken"],
  [true, "desk.notice.noAdvice"],
])("a colleague who was asked and did not accept is told (advice: %s)", (consult, text) => {
  const ready = { kind: "ready", more: false } as const;
  store.update((s) => ({ ...s, lists: { ...s.lists, mine: ready } }));
  const be = (with_: Parameters<typeof sessionRow>[1]) =>
    store.update((s) => ({
      ...s,
      rows: new Map(s.rows).set(5, sessionRow(5, { agentId: 7, visitorName: "Lin", ...with_ })),
    }));
  store.update((s) => ({ ...s, opened: { kind: "session", id: 5 } }));
  const asked = { agentId: 8, name: "Lee", consult };
  be({});
  be({ asked });
  expect(toasts.show).not.toHaveBeenCalled();
  be({});
  expect(toasts.show).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ text, values: { name: "Lee", visitor: "Lin" } }),
  );

  be({ asked });
  be(consult ? { consultingAgentId: 8 } : { agentId: 8, agentName: "Lee" });
  const texts = toasts.show.mock.calls.map(([toast]) => (toast as { text: string }).text);
  expect(texts).toEqual(consult ? [text] : [text, "desk.notice.taken"]);
});

test("a chat that somebody else has now is told, not one that was handed to the colleague who advised", () => {
  const be = (with_: Parameters<typeof sessionRow>[1]) =>
    store.update((s) => ({
      ...s,
      rows: new Map(s.rows).set(5, sessionRow(5, { agentId: 7, visitorName: "Lin", ...with_ })),
    }));
  store.update((s) => ({
    ...s,
    lists: { ...s.lists, mine: { kind: "ready", more: false } },
    opened: { kind: "session", id: 5 },
  }));
  be({ consultingAgentId: 8 });
  be({ agentId: 8, agentName: "Lee" });
  expect(toasts.show).not.toHaveBeenCalled();
  be({});
  toasts.show.mockClear();
  be({ agentId: 9, agentName: "Sam" });
  expect(toasts.show).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ text: "desk.notice.taken", values: { name: "Sam", visitor: "Lin" } }),
  );
});

test("what is one's own when the desk opens is no news", () => {
  store.update((s) => ({ ...s, rows: new Map(s.rows).set(5, sessionRow(5, { agentId: 7 })) }));
  expect(toasts.show).not.toHaveBeenCalled();
});

test("a connection that is lost for ten seconds sounds and is told; a shorter loss is not", async () => {
  store.update((s) => ({ ...s, link: { kind: "connecting" } as never }));
  await vi.advanceTimersByTimeAsync(9_000);
  store.update((s) => ({ ...s, link: { kind: "up" } }));
  await vi.advanceTimersByTimeAsync(9_000);
  expect(sounds.play).not.toHaveBeenCalled();
  store.update((s) => ({ ...s, link: { kind: "connecting" } as never }));
  store.update((s) => ({ ...s, link: { kind: "waiting" } as never }));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sounds.play).toHaveBeenCalledOnce();
  expect(notices.show).toHaveBeenCalledWith(expect.objectContaining({ tag: "link" }));
  store.update((s) => ({ ...s, link: { kind: "up" } }));
  expect(notices.close).toHaveBeenLastCalledWith("link");
});

test("an answer that is due within a minute is told once", async () => {
  vi.setSystemTime(Date.parse(at(0)));
  const rows = (replyDueAt: string) => new Map([[1, sessionRow(1, { replyDueAt })]]);
  store.update((s) => ({ ...s, rows: rows(at(90)) }));
  await vi.advanceTimersByTimeAsync(29_000);
  expect(notices.show).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2_000);
  store.update((s) => ({ ...s, rows: rows(at(90)) }));
  expect(notices.show).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ tag: "chat-1", title: "desk.notice.due Visitor 1" }),
  );
  store.update((s) => ({ ...s, rows: rows(at(200)) }));
  await vi.advanceTimersByTimeAsync(180_000);
  expect(notices.show).toHaveBeenCalledTimes(2);
});

test("what is opened, or looked at again, is taken back", () => {
  store.update((s) => ({ ...s, opened: { kind: "session", id: 1 } }));
  expect(notices.close.mock.calls).toEqual([["chat-1"], ["staff-1"]]);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(notices.close).toHaveBeenCalledTimes(4);
});

test("only the leading tab tells", () => {
  (desk.link.tabs as { leads: boolean }).leads = false;
  store.update((s) => ({ ...s, offers: [offer(5)] }));
  live(conversationOf(1), said("visitor:9", { text: "Are you there?" }));
  expect(notices.show).not.toHaveBeenCalled();
});

test("a click does what it says", () => {
  follow(desk, { tag: "offer-5", action: "accept" });
  expect(desk.offers.accept).toHaveBeenCalledWith(5);
  follow(desk, { tag: "offer-5", action: "decline" });
  expect(desk.set).toHaveBeenCalledWith({ dialog: "decline" });
  follow(desk, { tag: "chat-1", action: "" });
  expect(desk.openSessionOf).toHaveBeenCalledWith(1);
});
