import {
  type ChooseFallbackRequest,
  Connection,
  type ConnectionOptions,
  type ConnectionState,
  type Conversation,
  type ConversationEvent,
  Conversations,
  FallbackKinds,
  type IVisitorClient,
  type IVisitorHub,
  newConversation,
  Outbox,
  type PageInfo,
  type Reply,
  type ReplyOf,
  uuidv7,
  type VisitorSession,
  type Welcome,
} from "@servicedesk/protocol";
import { outcomeUnknown, runCommand } from "./command.ts";
import { type HostEvent, messageReceived, sessionEvents } from "./hostEvents.ts";
import type { Identity } from "./identity.ts";
import { isOver, resumeOn } from "./resume.ts";
import { type ChatState, newer, resumable, takesMessages } from "./state.ts";
import { Typing } from "./typing.ts";

export interface ChatOptions {
  identity: Pick<Identity, "token">;
  locale: string;
  page(): PageInfo;
  /** Told after each change, at most once per turn. */
  changed(): void;
  /** Looked for an open session and found that the last one is over. */
  nothingOpen(): void;
  /** For the host page's listeners. */
  event(name: string, detail?: unknown): void;
  /** Default: the stock SignalR client. */
  transport?: ConnectionOptions["transport"];
}

/** The visitor's side of one chat: connection, conversation, own messages and the session's commands. */
export class Chat {
  private readonly options: ChatOptions;
  private readonly connection: Connection<IVisitorHub, IVisitorClient>;
  private readonly conversations: Conversations;
  private readonly outbox: Outbox;
  private current: ChatState;
  private startCommand: string | undefined;
  private starting: Promise<void> | undefined;
  private readonly typists = new Typing((typing) => this.set({ typing }));
  /** Whether a session is wanted although none is open: the panel was shown, or a message waits. */
  private wantsSession = false;
  /** The conversation whose events will tell whether a session is open. */
  private lookingAt: number | undefined;

  constructor(options: ChatOptions) {
    this.options = options;
    this.outbox = new Outbox({
      send: (request, timeoutMs) => this.connection.call("Send", request, timeoutMs),
      changed: () => this.set({ outbox: this.outbox.items }),
    });
    this.conversations = new Conversations({
      fetch: (request) => this.connection.call("Fetch", request),
      markRead: (request) => this.connection.call("MarkRead", request),
      markDelivered: (request) => this.connection.call("MarkDelivered", request),
      changed: (conversation, fresh) => {
        this.outbox.seen(conversation.conv, fresh);
        this.lookForOpen(conversation);
        if (conversation.conv === this.current.session?.conversationId) {
          this.set({ conversation });
          this.announce(fresh);
        }
      },
    });
    this.connection = this.connect();
    this.current = {
      link: this.connection.state,
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
    };
    addEventListener("online", () => this.set({ online: true }));
    addEventListener("offline", () => this.set({ online: false }));
  }

  get state(): ChatState {
    return this.current;
  }

  /** Connects. With `begin` a session is started when none is open; without, only found. */
  open(begin: boolean): void {
    this.wantsSession ||= begin;
    if (this.current.link.kind === "up" && !this.current.session) {
      void this.start();
    } else {
      this.connection.start();
    }
  }

  /** Lets go of the connection when nothing is open and nothing waits. */
  rest(): void {
    if (!takesMessages(this.current.session) && this.current.outbox.length === 0) {
      void this.connection.stop();
    }
  }

  retryNow(): void {
    this.connection.retryNow();
    this.connection.start();
  }

  /** Queues a message; after the end of a session it starts a new one first. */
  send(text: string, choiceId?: string): void {
    const { session } = this.current;
    const body = choiceId === undefined ? { text } : { text, choiceId };
    if (takesMessages(session) || !session || resumable(session)) {
      this.outbox.add(session?.conversationId ?? 0, body);
    } else {
      this.outbox.add(0, body);
      void this.startAnew();
    }

    this.wantsSession = true;
    this.options.event("message:sent");
  }

  /** Sends a failed message again, in a new session when the old one is over. */
  async retry(clientMsgId: string): Promise<void> {
    if (!takesMessages(this.current.session)) {
      await this.startAnew();
    }

    this.outbox.retry(clientMsgId, this.current.session?.conversationId);
  }

  remove(clientMsgId: string): void {
    this.outbox.remove(clientMsgId);
  }

  /** A new session after an ended or deferred one. */
  async startAnew(): Promise<void> {
    this.set({ messageLeft: false, surveyDone: undefined });
    this.wantsSession = true;
    await this.start();
  }

  requestAgent(): Promise<boolean> {
    return this.command("human", (commandId, sessionId) =>
      this.connection.call("RequestAgent", { commandId, sessionId }),
    );
  }

  cancelWait(): Promise<boolean> {
    return this.command("cancel", (commandId, sessionId) =>
      this.connection.call("CancelWait", { commandId, sessionId }),
    );
  }

  async leaveMessage(email: string, text: string): Promise<boolean> {
    const done = await this.choose("message", { kind: FallbackKinds.message, email, text });
    if (done) {
      this.set({ messageLeft: true });
    }

    return done;
  }

  askBot(): Promise<boolean> {
    return this.choose("bot", { kind: FallbackKinds.bot });
  }

  /** @param slot one of those that the menu offers */
  wishCall(slot: string, phone: string): Promise<boolean> {
    return this.choose("call", { kind: FallbackKinds.callBack, slot, phone });
  }

  async stillHere(): Promise<void> {
    const { cursor } = this.current.conversation;
    const done = await this.command("still", (commandId, sessionId) =>
      this.connection.call("StillHere", { commandId, sessionId }),
    );
    if (done) {
      this.set({ stillHereTo: cursor });
    }
  }

  end(): Promise<boolean> {
    return this.command("end", (commandId, sessionId) =>
      this.connection.call("End", { commandId, sessionId }),
    );
  }

  async submitSurvey(score: number, solved?: boolean, comment?: string): Promise<boolean> {
    const done = await this.command("survey", (commandId, sessionId) =>
      this.connection.call("SubmitSurvey", { commandId, sessionId, score, solved, comment }),
    );
    if (done) {
      this.set({ surveyDone: "answered" });
      this.options.event("survey:submitted");
    }

    return done;
  }

  skipSurvey(): void {
    this.set({ surveyDone: "skipped" });
  }

  /** Everything up to here was seen. */
  read(seq: number): void {
    this.conversations.read(this.current.conversation.conv, seq);
  }

  fetchOlder(): Promise<void> {
    return this.conversations.fetchOlder(this.current.conversation.conv);
  }

  /** The visitor types; told at most every three seconds. */
  typing(): void {
    const { session } = this.current;
    if (session && takesMessages(session) && this.typists.due(Date.now())) {
      void this.connection.call("Typing", { conv: session.conversationId });
    }
  }

  dismissRefusal(): void {
    this.set({ refusal: undefined });
  }

  private choose(
    name: string,
    choice: Omit<ChooseFallbackRequest, "commandId" | "sessionId">,
  ): Promise<boolean> {
    return this.command(name, (commandId, sessionId) =>
      this.connection.call("ChooseFallback", { commandId, sessionId, ...choice }),
    );
  }

  private connect(): Connection<IVisitorHub, IVisitorClient> {
    const { identity, locale, transport } = this.options;
    const connection = new Connection<IVisitorHub, IVisitorClient>({
      url: "/hubs/visitor",
      transport,
      handshake: {
        client: { kind: "widget", version: "0.1.0", deviceId: uuidv7(), tabId: uuidv7(), locale },
        cursors: () => this.conversations.cursors(),
        watched: () => this.conversations.watched(),
        onHeads: (heads) => this.conversations.heads(heads),
        onWelcome: (welcome) => this.welcomed(welcome),
        token: (fresh) => identity.token(fresh),
      },
    });
    connection.on("Events", (push) => this.conversations.pushed(push));
    connection.on("Receipts", (receipts) => this.conversations.receipts(receipts));
    connection.on("ReadSync", (sync) => this.conversations.readSync(sync));
    connection.on("SessionState", (session) => this.sessionCame(session));
    connection.on("QueueUpdate", ({ sessionId, position }) => {
      const { session } = this.current;
      if (session?.sessionId === sessionId) {
        this.set({ session: { ...session, position } });
      }
    });
    connection.on("Typing", ({ conv, person, name }) => {
      if (
        conv === this.current.session?.conversationId &&
        person !== this.current.conversation.me
      ) {
        this.typists.came({ person, name });
      }
    });
    connection.onState((link) => this.linkChanged(link));
    return connection;
  }

  private linkChanged(link: ConnectionState): void {
    if (link.kind !== "up") {
      this.outbox.pause();
    }

    if (link.kind === "waiting" && this.current.link.kind !== "waiting") {
      this.options.event("connection", navigator.onLine ? "reconnecting" : "offline");
    }

    this.set({ link });
  }

  private async welcomed(welcome: Welcome): Promise<void> {
    this.options.event("connection", "online");
    this.conversations.identify(welcome.user.id);
    const { session } = this.current;
    const [head] = welcome.heads;
    const resume = resumeOn(session, this.outbox.items, this.wantsSession, head !== undefined);
    if (resume === "refresh" && session) {
      await this.refresh(session);
    } else if (resume === "start") {
      await this.start();
    } else if (head) {
      this.lookingAt = head.conv;
      this.conversations.use(this.lookingAt);
    } else {
      this.options.nothingOpen();
    }

    this.conversations.heads(welcome.heads);
    this.conversations.resume();
    this.outbox.resume();
  }

  /** Start finds an open session but begins one where none is, so the newest note is asked first. */
  private lookForOpen(conversation: Conversation): void {
    if (conversation.conv !== this.lookingAt || conversation.phase !== "live") {
      return;
    }

    this.lookingAt = undefined;
    if (isOver(conversation)) {
      this.options.nothingOpen();
    } else {
      void this.start();
    }
  }

  /** The present state of a session that is over: a survey may have come, or an agent's answer. */
  private async refresh({ sessionId }: VisitorSession): Promise<void> {
    const reply = await this.connection.call("QueueStatus", { commandId: uuidv7(), sessionId });
    if (reply.ok && reply.value) {
      this.sessionCame(reply.value);
    }
  }

  private start(): Promise<void> {
    this.starting ??= this.startOnce().finally(() => (this.starting = undefined));
    return this.starting;
  }

  private async startOnce(): Promise<void> {
    this.startCommand ??= uuidv7();
    const commandId = this.startCommand;
    const reply = await this.connection.call("Start", { commandId, page: this.options.page() });
    if (reply.ok && reply.value) {
      this.startCommand = undefined;
      this.set({ refusal: undefined });
      this.sessionCame(reply.value);
      this.outbox.adopt(reply.value.conversationId);
      if (this.conversations.get(reply.value.conversationId).phase === "unknown") {
        await this.connection.ping();
      }
    } else if (!outcomeUnknown(reply)) {
      this.startCommand = undefined;
      this.set({ refusal: reply.error?.code });
    }
  }

  private sessionCame(came: VisitorSession): void {
    const known = this.current.session;
    const session = newer(known, came);
    if (session === known) {
      return;
    }

    if (session.conversationId !== known?.conversationId) {
      this.conversations.use(session.conversationId);
    }

    const another = session.sessionId !== known?.sessionId;
    this.set({
      session,
      conversation: this.conversations.get(session.conversationId),
      ...(another ? { messageLeft: false, surveyDone: undefined } : {}),
    });
    sessionEvents(known, session).forEach((event) => this.tell(event));
  }

  /** Runs a command on the open session; the same id again while its outcome is unknown. */
  private async command(
    name: string,
    call: (commandId: string, sessionId: number) => Promise<Reply | ReplyOf<VisitorSession>>,
  ): Promise<boolean> {
    const { session, busy } = this.current;
    if (!session || busy) {
      return false;
    }

    this.set({ busy: name, refusal: undefined });
    const reply = await runCommand((commandId) => call(commandId, session.sessionId));
    this.set({ busy: undefined, refusal: reply.ok ? undefined : reply.error?.code });
    if (reply.ok && "value" in reply && reply.value) {
      this.sessionCame(reply.value);
    }

    return reply.ok;
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
