import {
  Connection,
  Conversations,
  type Conversation,
  type ConversationEvent,
  type IAgentClient,
  type IAgentHub,
  Outbox,
  type Welcome,
} from "@servicedesk/protocol";
import { type DeskState, withEntry, withoutEntry } from "../state/deskState.ts";
import type { FrameStore } from "../state/frameStore.ts";
import { markRead, takeEvent } from "../state/sessionRows.ts";
import type { ServerClock } from "../time/serverClock.ts";

/** Events of one page of history. */
const pageSize = 60;

/** The desk's connection to AgentHub with what rides on it: conversations and unsent messages, both shown in the store. */
export class AgentLink {
  readonly connection: Connection<IAgentHub, IAgentClient>;
  readonly conversations: Conversations;
  readonly outbox: Outbox;
  private readonly welcomes = new Set<(welcome: Welcome) => void>();
  private readonly arrivals = new Set<
    (conv: number, fresh: readonly ConversationEvent[]) => void
  >();
  private readonly store: FrameStore<DeskState>;

  constructor(store: FrameStore<DeskState>, clock: ServerClock, locale: () => string) {
    this.store = store;
    this.conversations = new Conversations({
      pageSize,
      fetch: async (request) => {
        const page = await this.connection.call("Fetch", request);
        this.readable(request.conv, page.ok ? undefined : page.error?.code);
        return page;
      },
      markRead: (request) => this.connection.call("MarkRead", request),
      markDelivered: (request) => this.connection.call("MarkDelivered", request),
      changed: (conversation, fresh) => this.changed(conversation, fresh),
    });
    this.outbox = new Outbox({
      send: (request, timeoutMs) => this.connection.call("Send", request, timeoutMs),
      changed: () => store.update((s) => ({ ...s, outbox: this.outbox.items })),
    });
    this.connection = new Connection<IAgentHub, IAgentClient>({
      url: "/hubs/agent",
      handshake: {
        client: {
          kind: "desk",
          version: "1.0",
          deviceId: deviceId(),
          tabId: crypto.randomUUID(),
          locale: locale(),
        },
        cursors: () => this.conversations.cursors(),
        watched: () => this.conversations.watched(),
        onHeads: (heads) => this.conversations.heads(heads),
        onWelcome: (welcome) => {
          clock.forget();
          clock.learn(welcome.serverTime);
          this.conversations.identify(welcome.user.id);
          this.conversations.resume();
          this.outbox.resume();
          for (const listener of this.welcomes) listener(welcome);
        },
      },
    });
    this.connection.onState((link) => {
      if (link.kind !== "up") this.outbox.pause();
      store.update((s) => ({ ...s, link }));
    });
    this.connection.on("Events", (push) => this.conversations.pushed(push));
    this.connection.on("Receipts", (receipts) => this.conversations.receipts(receipts));
    this.connection.on("ReadSync", (sync) => this.conversations.readSync(sync));
  }

  onWelcome(listener: (welcome: Welcome) => void): void {
    this.welcomes.add(listener);
  }

  /** Tells of events that have just come to a conversation, its first page included. */
  onArrival(listener: (conv: number, fresh: readonly ConversationEvent[]) => void): void {
    this.arrivals.add(listener);
  }

  private changed(conversation: Conversation, fresh: readonly ConversationEvent[]): void {
    const { conv, me, readSeq, readN } = conversation;
    this.store.update((s) => {
      let rows = s.rows;
      for (const event of fresh) rows = takeEvent(rows, conv, event, event.sender === me);
      rows = markRead(rows, conv, readSeq, readN);
      return { ...s, rows, conversations: withEntry(s.conversations, conv, conversation) };
    });
    if (fresh.length === 0) return;
    this.outbox.seen(conv, fresh);
    for (const listener of this.arrivals) listener(conv, fresh);
  }

  private readable(conv: number, code: string | undefined): void {
    this.store.update((s) => {
      if (s.unreadable.get(conv) === code) return s;
      const unreadable = code
        ? withEntry(s.unreadable, conv, code)
        : withoutEntry(s.unreadable, conv);
      return { ...s, unreadable };
    });
  }
}

function deviceId(): string {
  const key = "servicedesk.device";
  const known = localStorage.getItem(key);
  if (known) return known;
  const made = crypto.randomUUID();
  localStorage.setItem(key, made);
  return made;
}
