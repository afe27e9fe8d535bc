import {
  type Attachment,
  type AttachmentLinksRequest,
  type ConnectionState,
  type ConversationEvent,
  type CreateUploadRequest,
  ErrorCodes,
  type Limits,
  newConversation,
  type PageInfo,
  type VisitorSession,
} from "@servicedesk/protocol";
import { type HostEvent, messageReceived, sessionEvents } from "./hostEvents.ts";
import { MessageChanges } from "./messageChanges.ts";
import { SessionCommands } from "./sessionCommands.ts";
import { SessionLife } from "./sessionLife.ts";
import { type ChatState, goesOn, newer, takesMessages } from "./state.ts";
import { Typing } from "./typing.ts";
import { type LinkOptions, VisitorLink } from "./visitorLink.ts";

export interface ChatOptions extends LinkOptions {
  page(): PageInfo;
  /** What the page says of the visitor. */
  context(): Readonly<Record<string, string>>;
  /** Told after each change, at most once per turn. */
  changed(): void;
  /** Told when the visitor begins or leaves an edit or an answer: to be shown before their next key. */
  composing(): void;
  /** Looked for an open session and found that the last one is over. */
  nothingOpen(): void;
  /** For the host page's listeners. */
  event(name: string, detail?: unknown): void;
}

/** The visitor's side of one chat: its state as the views show it, own messages, reading and typing. */
export class Chat {
  readonly session: SessionCommands;
  readonly changes: MessageChanges;
  private readonly options: ChatOptions;
  private readonly link: VisitorLink;
  private readonly life: SessionLife;
  private readonly typists = new Typing((typing) => this.set({ typing }));
  private current: ChatState;
  /** What this server offers beyond the protocol's core. */
  features: readonly string[] = [];

  constructor(options: ChatOptions) {
    this.options = options;
    this.current = firstState();
    this.link = new VisitorLink(options, {
      stateChanged: (link) => this.linkChanged(link),
      welcomed: (welcome) => {
        this.features = welcome.features;
        this.options.event("connection", "online");
        return this.life.welcomed(welcome);
      },
      conversationChanged: (conversation, fresh) => {
        this.life.look(conversation);
        if (conversation.conv === this.current.session?.conversationId) {
          this.set({ conversation });
          this.announce(fresh);
        }
      },
      outboxChanged: () => {
        this.set({ outbox: this.link.outbox.items });
        this.changes.settle();
      },
    });
    this.changes = new MessageChanges(this.link, {
      state: () => this.current,
      compose: (composing) => {
        this.current = { ...this.current, composing };
        options.composing();
      },
      refuse: (refusal) => this.set({ refusal }),
    });
    const came = (session: VisitorSession) => this.sessionCame(session);
    this.life = new SessionLife(this.link, {
      page: () => options.page(),
      context: () => options.context(),
      session: () => this.current.session,
      came,
      refused: (refusal) => this.set({ refusal }),
      nothingOpen: () => options.nothingOpen(),
    });
    this.session = new SessionCommands(this.link.connection, {
      state: () => this.current,
      set: (change) => this.set(change),
      came,
      event: (name) => options.event(name),
    });
    this.listen();
  }

  get state(): ChatState {
    return this.current;
  }

  /** An access token for calls over HTTP. */
  async token(): Promise<string> {
    return (await this.options.identity.token(false)).token;
  }

  /**
   * Connects. With `begin` a session is started when none is open; without, only found. Does nothing once the visitor was told that
   * they are kept out.
   */
  open(begin: boolean): void {
    this.life.wanted ||= begin;
    if (this.current.link.kind === "up" && !this.current.session) {
      void this.life.start();
    } else if (!this.banned) {
      this.link.connection.start();
    }
  }

  /** Takes back what an earlier page left unsent, and connects when something waits. */
  async restore(): Promise<void> {
    await this.link.restore();
    if (this.current.outbox.some((item) => item.state === "waiting")) {
      this.open(this.current.outbox.some((item) => item.conv === 0));
    }
  }

  /** Lets go of the connection when nothing is open and nothing waits. */
  rest(): void {
    const idle = !takesMessages(this.current.session) && this.current.outbox.length === 0;
    if (idle && !this.banned) {
      void this.link.connection.stop();
    }
  }

  retryNow(): void {
    this.link.connection.retryNow();
    this.link.connection.start();
  }

  /** Queues a message; after the end of a session it starts a new one first. */
  send(text: string, choiceId?: string, files: readonly Attachment[] = []): void {
    if (choiceId === undefined && this.changes.save(text)) {
      return;
    }

    const { session } = this.current;
    const attachments = files.length > 0 ? files : undefined;
    const body = { text: text || undefined, choiceId, attachments };
    if (goesOn(session)) {
      this.link.outbox.add(session?.conversationId ?? 0, body, this.changes.answered());
    } else {
      this.link.outbox.add(0, body);
      void this.startAnew();
    }

    this.life.wanted = true;
    this.options.event("message:sent");
  }

  /** Sends a failed message again, in a new session when the old one is over. */
  async retry(clientMsgId: string): Promise<void> {
    if (!takesMessages(this.current.session)) {
      await this.startAnew();
    }

    this.link.outbox.retry(clientMsgId, this.current.session?.conversationId);
  }

  remove(clientMsgId: string): void {
    this.link.outbox.remove(clientMsgId);
  }

  /** A new session after an ended or deferred one. */
  async startAnew(): Promise<void> {
    this.set({ messageLeft: false, surveyDone: undefined });
    this.life.wanted = true;
    await this.life.start();
  }

  /** Everything up to here was seen. */
  read(seq: number): void {
    this.link.conversations.read(this.current.conversation.conv, seq);
  }

  fetchOlder(): Promise<void> {
    return this.link.conversations.fetchOlder(this.current.conversation.conv);
  }

  /** The visitor types; told at most every three seconds. */
  typing(): void {
    const { session } = this.current;
    if (session && takesMessages(session) && this.typists.due(Date.now())) {
      void this.link.connection.call("Typing", { conv: session.conversationId });
    }
  }

  /** What the server allows, from the last Welcome. */
  get limits(): Limits | undefined {
    return this.link.limits;
  }

  createUpload(request: CreateUploadRequest) {
    return this.link.connection.call("CreateUpload", request);
  }

  attachmentLinks(request: AttachmentLinksRequest) {
    return this.link.connection.call("AttachmentLinks", request);
  }

  dismissRefusal(): void {
    this.set({ refusal: undefined });
  }

  /** The server keeps this visitor out: that stands for as long as the page does. */
  private get banned(): boolean {
    const { link } = this.current;
    return link.kind === "closed" && link.reason === ErrorCodes.banned;
  }

  private listen(): void {
    const { connection } = this.link;
    connection.on("SessionState", (session) => this.sessionCame(session));
    connection.on("QueueUpdate", ({ sessionId, position, etaMin, etaMax }) => {
      const { session } = this.current;
      if (session?.sessionId === sessionId) {
        this.set({ session: { ...session, position, etaMin, etaMax } });
      }
    });
    connection.on("Typing", ({ conv, person, name }) => {
      const { session, conversation } = this.current;
      if (conv === session?.conversationId && person !== conversation.me) {
        this.typists.came({ person, name });
      }
    });
    addEventListener("online", () => this.set({ online: true }));
    addEventListener("offline", () => this.set({ online: false }));
  }

  private linkChanged(link: ConnectionState): void {
    if (link.kind === "waiting" && this.current.link.kind !== "waiting") {
      this.options.event("connection", navigator.onLine ? "reconnecting" : "offline");
    }

    this.set({ link });
  }

  private sessionCame(came: VisitorSession): void {
    const known = this.current.session;
    const session = newer(known, came);
    if (session === known) {
      return;
    }

    if (session.conversationId !== known?.conversationId) {
      this.link.conversations.use(session.conversationId);
    }

    const another = session.sessionId !== known?.sessionId;
    this.set({
      session,
      conversation: this.link.conversations.get(session.conversationId),
      ...(another ? { messageLeft: false, surveyDone: undefined } : {}),
    });
    sessionEvents(known, session).forEach((event) => this.tell(event));
  }

  private announce(fresh: readonly ConversationEvent[]): void {
    for (const event of fresh) {
      if (event.type === "message" && event.sender !== this.current.conversation.me) {
        if (event.sender === this.current.typing?.person) {
          this.set({ typing: undefined });
        }

        this.tell(messageReceived(event));
      }
    }
  }

  private tell([name, detail]: HostEvent): void {
    this.options.event(name, detail);
  }

  private set(change: Partial<ChatState>): void {
    this.current = { ...this.current, ...change };
    this.options.changed();
  }
}

function firstState(): ChatState {
  return {
    link: { kind: "idle" },
    online: navigator.onLine,
    session: undefined,
    conversation: newConversation(0, ""),
    outbox: [],
    typing: undefined,
    busy: undefined,
    refusal: undefined,
    messageLeft: false,
    surveyDone: undefined,
    stillHereTo: 0,
    composing: undefined,
  };
}
