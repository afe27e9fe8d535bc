import { newConversation, NoteKinds, timeline } from "@servicedesk/protocol";
import { translator } from "@servicedesk/ui";
import en from "@servicedesk/ui/locales/en.json";
import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Chat } from "../chat/chat.ts";
import type { ChatState } from "../chat/state.ts";
import { formatsOf } from "../formats.ts";
import { Presence } from "../presence.ts";
import { App } from "./App.tsx";
import { WidgetContext } from "./context.ts";

const t = translator("en", en);
const chat = {
  send: vi.fn(),
  read: vi.fn(),
  typing: vi.fn(),
  startAnew: vi.fn(),
  changes: { quote: vi.fn(), edit: vi.fn(), recall: vi.fn(), react: vi.fn(), drop: vi.fn() },
  session: {
    requestAgent: vi.fn(),
    stillHere: vi.fn(),
    leaveMessage: vi.fn(() => Promise.resolve(false)),
    submitSurvey: vi.fn(),
  },
};
const host = { embedded: true, tell: vi.fn() };

const bot = {
  sessionId: 1,
  conversationId: 42,
  phase: "bot" as const,
  version: 1,
  agentLost: false,
  fallbacks: [],
};

function event(seq: number, body: object, sender = "bot:guide", type = "message") {
  const at = new Date(Date.now() - 60_000 + seq).toISOString();
  return { seq, n: seq, a: 0, at, sender, type, body };
}

function state(change: Partial<ChatState>, events = [event(1, { text: "Hello" })]): ChatState {
  return {
    link: { kind: "up" },
    online: true,
    session: bot,
    conversation: {
      ...newConversation(42, "visitor:7"),
      phase: "live",
      events,
      cursor: events.length,
    },
    outbox: [],
    typing: undefined,
    busy: undefined,
    refusal: undefined,
    messageLeft: false,
    surveyDone: undefined,
    stillHereTo: 0,
    composing: undefined,
    ...change,
  };
}

const presence = new Presence();
/** For a part that loads by itself. */
const patience = { timeout: 20_000 };

function show(shown: ChatState): void {
  const parts = {
    t,
    formats: formatsOf("en", t),
    chat: chat as unknown as Chat,
    host,
    presence,
    name: "Acme",
    status: "online",
    locale: "en" as const,
    mayStore: false,
  };
  act(() =>
    render(
      <WidgetContext.Provider value={parts}>
        <App state={shown} shown full={false} />
      </WidgetContext.Provider>,
      document.body,
    ),
  );
}

const buttons = () =>
  [...document.querySelectorAll("button")].map((button) => button.textContent?.trim());
const button = (name: string) =>
  [...document.querySelectorAll("button")].find((one) => one.textContent?.trim() === name);
const composer = () => document.querySelector<HTMLTextAreaElement>("form textarea");

function fire(target: Element | null | undefined, event: Event): void {
  act(() => {
    target?.dispatchEvent(event);
  });
}

function type(words: string): void {
  const field = composer();
  if (field) {
    field.value = words;
    fire(field, new Event("input", { bubbles: true }));
  }
}

function press(init: KeyboardEventInit): void {
  const options = { bubbles: true, cancelable: true, ...init };
  fire(composer(), new KeyboardEvent("keydown", options));
}

function edited(text: string) {
  const { conversation } = state({}, [event(1, { text }, "visitor:7")]);
  const [entry] = timeline(conversation, []);
  if (!entry) {
    throw new Error("nothing to edit");
  }

  return entry;
}

beforeEach(() => {
  vi.clearAllMocks();
  Element.prototype.scrollIntoView = () => undefined; // jsdom lays nothing out
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = () => undefined;
      disconnect = () => undefined;
    },
  );
  presence.draft = "";
  render(null, document.body);
});

const quote = { seq: 1, sender: "agent:1", senderName: "Ana", text: "Hello", gone: false };
const order = {
  number: "4711",
  status: "On its way",
  total: "€ 12.90",
  lines: [{ title: "Kettle", quantity: 2 }],
};
const product = { id: "1", title: "Kettle", url: "javascript:alert(1)", price: "€ 12.90" };

describe("the widget shows of messages", () => {
  test("what was taken back as a place without words and without a menu", () => {
    const recalled = { seq: 2, at: new Date().toISOString(), by: "agent:1" };
    show(state({}, [event(1, { recalled }, "agent:1")]));
    expect(document.body.textContent).toContain("This message was taken back.");
    expect(document.querySelector("[aria-haspopup=menu]")).toBeNull();
  });

  test("a quote with its name, a product, and an order with its lines; an address that is none is no link", () => {
    show(
      state({}, [
        event(2, { text: "As I said", quote }, "agent:1"),
        event(3, { product }),
        event(4, { order }),
      ]),
    );
    expect(document.body.textContent).toContain("AnaHello");
    expect(document.body.textContent).toContain("Order 4711");
    expect(document.body.textContent).toContain("2 × Kettle");
    expect(document.querySelector("a")).toBeNull();
  });

  test("reactions by emoji; pressing one's own takes it back", () => {
    const on = (seq: number, sender: string) =>
      event(seq, { target: 1, emoji: "👍" }, sender, "reaction");
    show(state({}, [event(1, { text: "Hello" }), on(2, "agent:1"), on(3, "visitor:7")]));
    const thumb = document.querySelector<HTMLButtonElement>("[aria-pressed=true]");
    expect(thumb?.textContent.trim()).toBe("👍 2");
    fire(thumb, new MouseEvent("click", { bubbles: true }));
    expect(chat.changes.react).toHaveBeenCalledWith(
      expect.objectContaining({ seq: 1 }),
      "👍",
      true,
    );
  });

  test("a menu that Enter opens on a message, with what can be done with it", async () => {
    show(state({}, [event(1, { text: "Mine" }, "visitor:7")]));
    fire(document.querySelector("li[tabindex]"), new KeyboardEvent("keydown", { key: "Enter" }));
    await vi.waitFor(() => expect(button("Take back")).toBeDefined(), patience);
    expect(
      buttons().filter((name) => ["Reply", "Edit", "Take back", "Copy"].includes(name)),
    ).toHaveLength(4);
    fire(button("Take back"), new MouseEvent("click", { bubbles: true }));
    expect(chat.changes.recall).toHaveBeenCalledWith(expect.objectContaining({ seq: 1 }));
    expect(document.querySelector("[role=menu]")).toBeNull();
  });

  test("↑ in an empty composer begins to edit the newest own words", () => {
    show(state({}, [event(1, { text: "Mine" }, "visitor:7"), event(2, { text: "Theirs" })]));
    press({ key: "ArrowUp" });
    expect(chat.changes.edit).toHaveBeenCalledWith(expect.objectContaining({ seq: 1 }));
  });
});

describe("the widget shows", () => {
  test("the bot's choices as buttons, its sources, and the way to a person", () => {
    const choices = [{ id: "a", label: "Order" }];
    const sources = [{ articleId: "1", title: "Delivery times" }];
    show(state({}, [event(1, { text: "Hello", choices, sources })]));
    expect(document.body.textContent).toContain("Delivery times");
    button("Order")?.click();
    expect(chat.send).toHaveBeenCalledWith("Order", "a");
    button("Talk to a person")?.click();
    expect(chat.session.requestAgent).toHaveBeenCalled();
  });

  test("choices that are spent as inert", () => {
    const choices = [{ id: "a", label: "Order" }];
    const answered = event(2, { text: "Order", choiceId: "a" }, "visitor:7");
    show(state({}, [event(1, { text: "Hello", choices }), answered]));
    expect(button("Order")?.disabled).toBe(true);
  });

  test("a bot that owes an answer is seen to write, and where there is none nobody is", async () => {
    const said = [event(1, { text: "Anybody?" }, "visitor:7")];
    const writing = () => document.querySelector("[aria-hidden] i");
    show(state({ session: bot }, said));
    await vi.waitFor(() => expect(writing()).not.toBeNull(), patience);
    show(state({ session: { ...bot, phase: "created" as const } }, said));
    await vi.waitFor(() => expect(writing()).toBeNull(), patience);
  });

  test("the place in the queue, with the ways out of it", () => {
    const session = { ...bot, phase: "queued" as const, position: 3, fallbacks: ["message"] };
    show(state({ session }));
    expect(document.body.textContent).toContain("You are number 3");
    expect(buttons()).toEqual(expect.arrayContaining(["Leave a message", "Cancel waiting"]));
  });

  test.each([
    [
      ["call_back", "bot"],
      ["Other ways than waiting", "Cancel waiting"],
    ],
    [
      ["message", "call_back"],
      ["Other ways than waiting", "Cancel waiting"],
    ],
    [["bot"], ["Cancel waiting"]],
  ])("who waits with %j sees the ways out that the desk offers", (fallbacks, expected) => {
    show(state({ session: { ...bot, phase: "queued" as const, position: 3, fallbacks } }));
    expect(buttons().filter((name) => /wait|message/i.test(name))).toEqual(expected);
  });

  test.each([
    [1, 1, "Usually within a minute"],
    [0, 4, "Usually within 4 minutes"],
    [5, 5, "Usually within 5 minutes"],
    [2, 6, "Usually 2 to 6 minutes"],
  ])(
    "how long it usually takes, %i to %i minutes; nothing while nothing is known",
    (etaMin, etaMax, words) => {
      const session = { ...bot, phase: "queued" as const, position: 3 };
      show(state({ session }));
      expect(document.body.textContent).not.toContain("Usually");
      show(state({ session: { ...session, etaMin, etaMax } }));
      expect(document.body.textContent).toContain(words);
    },
  );

  test("when it opens, and a form that says what is missing", async () => {
    const opensAt = new Date(Date.now() + 86_400_000).toISOString();
    const fallbacks = ["message", "bot"];
    const session = {
      ...bot,
      phase: "deferred" as const,
      opensAt,
      zone: "Asia/Shanghai",
      fallbacks,
    };
    show(state({ session }));
    await vi.waitFor(() => expect(button("Send message")).toBeDefined(), patience);
    expect(document.body.textContent).toMatch(/We open tomorrow at .* \(your time\)/);
    expect(document.body.textContent).toContain("China");
    act(() => button("Send message")?.click());
    expect(document.body.textContent).toContain("Enter an e-mail address");
    expect(document.querySelector("#email")?.getAttribute("aria-describedby")).toBe("email-fault");
    expect(chat.session.leaveMessage).not.toHaveBeenCalled();
  });

  test("when it opens only once where clocks in its zone show the same", async () => {
    const opensAt = new Date(Date.now() + 86_400_000);
    const west = opensAt.getTimezoneOffset() / 60;
    const zone = `Etc/GMT${west < 0 ? "" : "+"}${west}`;
    const deferred = {
      ...bot,
      phase: "deferred" as const,
      opensAt: opensAt.toISOString(),
      fallbacks: ["message"],
    };
    const text = () => document.body.textContent;
    show(state({ session: { ...deferred, zone: "Asia/Kathmandu" } }));
    await vi.waitFor(() => expect(text()).toContain("That is"), patience);
    show(state({ session: { ...deferred, zone } }));
    expect(text()).toContain("(your time)");
    expect(text()).not.toContain("That is");
  });

  test("silence with the way to stay, and no longer once it was answered", () => {
    const note = event(
      2,
      { note: { kind: NoteKinds.silenceWarning, args: {} } },
      "system",
      "system",
    );
    const session = { ...bot, phase: "active" as const, agentName: "Ana" };
    show(state({ session }, [event(1, { text: "Hello" }), note]));
    button("I’m still here")?.click();
    expect(chat.session.stillHere).toHaveBeenCalled();
    show(state({ session, stillHereTo: 2 }, [event(1, { text: "Hello" }), note]));
    expect(button("I’m still here")).toBeUndefined();
  });

  test("the survey, which needs a rating", async () => {
    const survey = { phase: "offered" as const, expiresAt: new Date().toISOString() };
    show(state({ session: { ...bot, phase: "ended", survey } }));
    await vi.waitFor(
      () => expect(document.querySelector("input[name=score]")).not.toBeNull(),
      patience,
    );
    const form = document.querySelector("form");
    fire(form, new Event("submit", { bubbles: true, cancelable: true }));
    expect(document.body.textContent).toContain("Choose a rating first.");
    act(() => document.querySelectorAll<HTMLInputElement>("input[name=score]")[3]?.click());
    fire(form, new Event("submit", { bubbles: true, cancelable: true }));
    expect(chat.session.submitSurvey).toHaveBeenCalledWith(4, undefined, undefined);
  });

  test("a failed message with its reason and the ways on", () => {
    const item = { conv: 42, createdAt: Date.now(), closes: 0, body: { text: "lost?" } };
    const failed = { ...item, clientMsgId: "m", state: "failed" as const, code: "too_large" };
    show(state({ outbox: [failed] }));
    expect(document.body.textContent).toContain("This message is too long.");
    expect(buttons()).toEqual(expect.arrayContaining(["Try again", "Delete"]));
  });

  test("no reason when chat is refused for good", () => {
    show(state({ link: { kind: "closed", reason: "forbidden" } }));
    expect(document.body.textContent).toContain("Chat is not available.");
    expect(composer()).toBeNull();
  });

  test.each([
    ["who was in a chat", { ...bot, phase: "active" as const, agentName: "Ana" }],
    ["whom no token was given", undefined],
  ])("one calm sentence and no way on to a banned visitor %s", (_, session) => {
    show(state({ link: { kind: "closed", reason: "banned" }, session, refusal: "banned" }));
    expect(document.querySelector("[role=alert]")?.textContent).toBe(
      "This chat is not available to you.",
    );
    expect(document.body.textContent).toBe("AAcmeThis chat is not available to you.");
    expect([...document.querySelectorAll("button")].map((one) => one.title)).toEqual([
      "Close chat",
    ]);
    expect(composer()).toBeNull();
  });

  test("history outside the live region, new words of others in it, own words never", () => {
    show(state({}));
    const live = () => document.querySelector("[role=log]")?.textContent;
    expect(live()).toBe("");
    const next = [event(1, { text: "Hello" }), event(2, { text: "mine" }, "visitor:7")];
    show(state({}, [...next, event(3, { text: "**New**" })]));
    expect(live()).toBe("Assistant: New");
  });
});

describe("the composer", () => {
  test("sends on Enter, breaks the line on Shift+Enter, and never sends a composition", () => {
    show(state({}));
    type("你好");
    press({ key: "Enter", isComposing: true });
    press({ key: "Enter", shiftKey: true });
    expect(chat.send).not.toHaveBeenCalled();
    press({ key: "Enter" });
    expect(chat.send).toHaveBeenCalledWith("你好", undefined, []);
    expect(composer()?.value).toBe("");
  });

  test("is there before the connection is", () => {
    show(state({ link: { kind: "connecting" }, session: undefined }, []));
    type("early");
    press({ key: "Enter" });
    expect(chat.send).toHaveBeenCalledWith("early", undefined, []);
  });

  test("does not send what is too long, and says by how much", () => {
    show(state({}));
    type("x".repeat(4_002));
    press({ key: "Enter" });
    expect(chat.send).not.toHaveBeenCalled();
    expect(document.body.textContent).toContain("2 characters too many");
  });

  test("edits in words of its own; what was begun before stays, and no key of the edit is lost", () => {
    const entry = edited("Mine");
    show(state({}));
    type("Half a thou");
    show(state({ composing: { kind: "edit", entry } }));
    expect(composer()?.value).toBe("Mine");
    type("Mine, really");
    press({ key: "Enter" });
    expect(chat.send).toHaveBeenCalledWith("Mine, really");
    show(state({}));
    expect(composer()?.value).toBe("Half a thou");

    // The same message once more: what was begun there and left is gone.
    show(state({ composing: { kind: "edit", entry } }));
    expect(composer()?.value).toBe("Mine");
    press({ key: "Escape" });
    expect(chat.changes.drop).toHaveBeenCalled();
    expect(host.tell).not.toHaveBeenCalledWith({ kind: "close" });
    expect(presence.draft).toBe("Half a thou");
  });

  test("Escape closes the panel", () => {
    show(state({}));
    press({ key: "Escape" });
    expect(host.tell).toHaveBeenCalledWith({ kind: "close" });
  });
});

test("nobody free is not said to be closed while it is open", () => {
  show(state({ session: { ...bot, phase: "deferred" as const } }));
  const header = document.querySelector("header")?.textContent ?? "";
  expect(header).toContain("Nobody is free right now");
  expect(header).not.toContain("closed");
});
