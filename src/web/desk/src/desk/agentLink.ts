import {
  browserTools,
  Connection,
  Conversations,
  type Conversation,
  type ConversationEvent,
  type IAgentClient,
  type IAgentHub,
  type Limits,
  type Outbox,
  OutboxStore,
  sharedConnection,
  sharedOutbox,
  Tabs,
  type Welcome,
} from "@servicedesk/protocol";
import { type DeskState, withEntry, withoutEntry } from "../state/deskState.ts";
import type { FrameStore } from "../state/frameStore.ts";
import { markRead, takeEvent } from "../state/sessionRows.ts";
import type { ServerClock } from "../time/serverClock.ts";

/** Events of one page of history. */
const pageSize = 60;

/**
 * The desk's connection to AgentHub, one for all tabs of this person in this browser, with what rides on it: conversations and
 * unsent messages, both shown in the store.
 */
export class AgentLink {
  readonly connection: Connection<IAgentHub, IAgentClient>;
  readonly conversations: Conversations;
  readonly outbox: Outbox;
  /** What the server allows, from the last Welcome. */
  limits: Limits | undefined;
  readonly tabs: Tabs;
  private readonly unsent: OutboxStore;
  private readonly welcomes = new Set<(welcome: Welcome) => void>();
  private readonly arrivals = new Set<
    (conv: number, fresh: readonly ConversationEvent[]) => void
  >();
  private readonly store: FrameStore<DeskState>;

  constructor(
    store: FrameStore<DeskState>,
    clock: ServerClock,
    userId: number,
    locale: () => string,
  ) {
    this.store = store;
    this.tabs = new Tabs(`servicedesk.desk.${userId}`, browserTools());
    this.unsent = new OutboxStore(`agent.${userId}`);
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
    const outbox = {
      send: this.send,
      changed: () => store.update((s) => ({ ...s, outbox: this.outbox.items })),
      cursorOf: (conv: number) => this.conversations.get(conv).cursor,
    };
    this.outbox = sharedOutbox(outbox, this.tabs, this.unsent);
    this.connection = this.connect(clock, locale());
  }

  /** Connects, and takes back what an earlier page left unsent. */
  start(): void {
    this.connection.start();
    void this.unsent.load().then((items) => this.outbox.restore(items));
  }

  private readonly send: ConstructorParameters<typeof Outbox>[0]["send"] = (request, timeoutMs) =>
    this.connection.call("Send", request, timeoutMs);

  private connect(clock: ServerClock, locale: string): Connection<IAgentHub, IAgentClient> {
    const connection = new Connection<IAgentHub, IAgentClient>({
      url: "/hubs/agent",
      ...sharedConnection(this.tabs),
      handshake: {
        client: {
          kind: "desk",
          version: "1.0",
          deviceId: deviceId(),
          tabId: this.tabs.id,
          locale,
        },
        cursors: () => this.conversations.cursors(),
        watched: () => this.conversations.watched(),
        onHeads: (heads) => this.conversations.heads(heads),
        onWelcome: (welcome) => {
          this.limits = welcome.limits;
          clock.forget();
          clock.learn(welcome.serverTime);
          this.conversations.identify(welcome.user.id);
          this.conversations.resume();
          this.outbox.resume();
          for (const listener of this.welcomes) listener(welcome);
        },
      },
    });
    connection.onState((link) => {
      if (link.kind !== "up") this.outbox.pause();
      if (link.kind === "idle" || link.kind === "closed") this.tabs.leave();
      this.store.update((s) => ({ ...s, link }));
    });
    connection.on("Events", (push) => this.conversations.pushed(push));
    connection.on("Receipts", (receipts) => this.conversations.receipts(receipts));
    connection.on("Mentions", (mentions) => this.store.update((s) => ({ ...s, mentions })));
    connection.on("ReadSync", (sync) => this.conversations.readSync(sync));
    return connection;
  }

  onWelcome(listener: (welcome: Welcome) => void): void {
    this.welcomes.add(listener);
  }

  /**
   * Tells of events that have just come to a conversation, its first page included.
   * @returns how to stop.
   */
  onArrival(listener: (conv: number, fresh: readonly ConversationEvent[]) => void): () => void {
    this.arrivals.add(listener);
    return () => this.arrivals.delete(listener);
  }

  private changed(conversation: Conversation, fresh: readonly ConversationEvent[]): void {
    const { conv, me, readSeq, readN } = conversation;
    this.store.update((s) => {
      let rows = s.rows;
      for (const event of fresh) rows = takeEvent(rows, conv, event, event.sender === me);
      rows = markRead(rows, conv, readSeq, readN);
      return { ...s, rows, conversations: withEntry(s.conversations, conv, conversation) };
    });
    this.outbox.seen(conv, fresh, conversation.cursor);
    if (fresh.length === 0) return;
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
