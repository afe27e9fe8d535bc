import {
  Connection,
  type ConnectionOptions,
  type ConnectionState,
  type Conversation,
  type ConversationEvent,
  Conversations,
  type IVisitorClient,
  type IVisitorHub,
  type Limits,
  type Outbox,
  type OutboxStore,
  sharedConnection,
  sharedOutbox,
  type Tabs,
  uuidv7,
  type Welcome,
} from "@servicedesk/protocol";
import type { Identity } from "./identity.ts";

export interface LinkOptions {
  identity: Pick<Identity, "token">;
  locale: string;
  /** The visitor's other tabs at this entry point. */
  tabs: Tabs;
  /** Where unsent messages are kept; absent where nothing may be stored. */
  store?: OutboxStore;
  /** Default: the stock SignalR client. */
  transport?: ConnectionOptions["transport"];
}

export interface LinkEvents {
  stateChanged(state: ConnectionState): void;
  /** Told once the visitor is known and before what lacks is asked for. */
  welcomed(welcome: Welcome): Promise<void>;
  conversationChanged(conversation: Conversation, fresh: readonly ConversationEvent[]): void;
  outboxChanged(): void;
}

/** The connection to VisitorHub, shared with other tabs, and what rides on it: conversations and unsent messages. */
export class VisitorLink {
  readonly connection: Connection<IVisitorHub, IVisitorClient>;
  readonly conversations: Conversations;
  readonly outbox: Outbox;
  /** What the server allows, from the last Welcome. */
  limits: Limits | undefined;
  private readonly store: OutboxStore | undefined;

  constructor(options: LinkOptions, events: LinkEvents) {
    const { tabs, store } = options;
    this.store = store;
    this.conversations = new Conversations({
      fetch: (request) => this.connection.call("Fetch", request),
      markRead: (request) => this.connection.call("MarkRead", request),
      markDelivered: (request) => this.connection.call("MarkDelivered", request),
      changed: (conversation, fresh) => {
        this.outbox.seen(conversation.conv, fresh, conversation.cursor);
        events.conversationChanged(conversation, fresh);
      },
    });
    const outbox = {
      send: this.send,
      changed: () => events.outboxChanged(),
      cursorOf: (conv: number) => this.conversations.get(conv).cursor,
    };
    this.outbox = sharedOutbox(outbox, tabs, store);
    this.connection = this.connect(options, events);
  }

  /** Takes back what an earlier page left unsent. */
  async restore(): Promise<void> {
    this.outbox.restore((await this.store?.load()) ?? []);
  }

  private readonly send: ConstructorParameters<typeof Outbox>[0]["send"] = (request, timeoutMs) =>
    this.connection.call("Send", request, timeoutMs);

  private connect(
    { identity, locale, tabs, transport }: LinkOptions,
    events: LinkEvents,
  ): Connection<IVisitorHub, IVisitorClient> {
    const connection = new Connection<IVisitorHub, IVisitorClient>({
      url: "/hubs/visitor",
      ...sharedConnection(tabs, transport),
      handshake: {
        client: { kind: "widget", version: "0.1.0", deviceId: uuidv7(), tabId: tabs.id, locale },
        cursors: () => this.conversations.cursors(),
        watched: () => this.conversations.watched(),
        onHeads: (heads) => this.conversations.heads(heads),
        onWelcome: async (welcome) => {
          this.limits = welcome.limits;
          this.conversations.identify(welcome.user.id);
          await events.welcomed(welcome);
          this.conversations.heads(welcome.heads);
          this.conversations.resume();
          this.outbox.resume();
        },
        token: (fresh) => identity.token(fresh),
      },
    });
    connection.on("Events", (push) => this.conversations.pushed(push));
    connection.on("Receipts", (receipts) => this.conversations.receipts(receipts));
    connection.on("ReadSync", (sync) => this.conversations.readSync(sync));
    connection.onState((state) => {
      if (state.kind !== "up") {
        this.outbox.pause();
      }

      if (state.kind === "idle" || state.kind === "closed") {
        tabs.leave();
      }

      events.stateChanged(state);
    });
    return connection;
  }
}
