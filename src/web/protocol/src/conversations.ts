import { backoff } from "./backoff.ts";
import {
  type Conversation,
  type ConversationAction,
  newConversation,
  reduceConversation,
  type Wanted,
} from "./conversation.ts";
import type {
  ConversationEvent,
  Cursor,
  EventPage,
  EventsPush,
  FetchRequest,
  Head,
  MarkRequest,
  ReadSync,
  Receipts,
  Reply,
  ReplyOf,
} from "./contracts.g.ts";
import { LocalCodes } from "./replies.ts";

/** Upper bound of every seq, to ask for the newest page without knowing the head. */
const END = Number.MAX_SAFE_INTEGER;

export interface ConversationsOptions {
  fetch(request: FetchRequest): Promise<ReplyOf<EventPage>>;
  markRead(request: MarkRequest): Promise<Reply>;
  markDelivered(request: MarkRequest): Promise<Reply>;
  /** Told after each change of a conversation, with the events that are new in it. */
  changed?(conversation: Conversation, fresh: readonly ConversationEvent[]): void;
  /** Events of one fetch, 1 to 200. Default 100. */
  pageSize?: number;
  /** Milliseconds over which marks are gathered. Default 2 000. */
  markDelayMs?: number;
  random?: () => number;
}

/** Holds the conversations of one connection and does what their reducer wants: fetches, marks. */
export class Conversations {
  private readonly options: ConversationsOptions;
  private readonly known = new Map<number, Conversation>();
  /** Most recently used first. */
  private order: readonly number[] = [];
  private me = "";
  private readonly fetching = new Set<number>();
  private readonly marks = new Map<number, Marks>();
  private markTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ConversationsOptions) {
    this.options = options;
  }

  /** The person of this client (`kind:id`), from Welcome. Another person's conversations are forgotten. */
  identify(me: string): void {
    if (this.me === me) {
      return;
    }

    if (this.me) {
      this.known.clear();
      this.order = [];
    }

    // A push may come before the Welcome: what it began is this person's.
    this.known.forEach((c, conv) => this.known.set(conv, { ...c, me }));
    this.me = me;
  }

  get(conv: number): Conversation {
    return this.known.get(conv) ?? newConversation(conv, this.me);
  }

  /** For Hello. */
  cursors(): readonly Cursor[] {
    return this.order
      .map((conv) => this.get(conv))
      .filter((c) => c.phase === "live" || c.phase === "gap")
      .map((c) => ({ conv: c.conv, epoch: c.epoch, seq: c.cursor }));
  }

  /** For the heartbeat: the most recently used. */
  watched(): readonly number[] {
    return this.order.slice(0, 20);
  }

  /** Begins to hold a conversation, or moves it to the front. */
  use(conv: number): void {
    if (!this.known.has(conv)) {
      this.known.set(conv, newConversation(conv, this.me));
    }

    this.order = [conv, ...this.order.filter((other) => other !== conv)];
  }

  /** Stops holding a conversation. */
  forget(conv: number): void {
    this.known.delete(conv);
    this.order = this.order.filter((other) => other !== conv);
  }

  pushed(push: EventsPush): void {
    if (!this.known.has(push.conv)) {
      this.use(push.conv);
    }

    this.apply(push.conv, { type: "pushed", push });
  }

  /** Compares with what is held; conversations that are not held are left alone. */
  heads(heads: readonly Head[]): void {
    for (const head of heads) {
      if (this.known.has(head.conv)) {
        this.apply(head.conv, { type: "head", head });
      }
    }

    this.fetchAll();
  }

  receipts(receipts: Receipts): void {
    this.apply(receipts.conv, { type: "receipts", receipts });
  }

  readSync(sync: ReadSync): void {
    this.apply(sync.conv, { type: "readSync", sync });
  }

  /** Marks everything up to seq read, here at once and at the server within two seconds. */
  read(conv: number, seq: number): void {
    if (seq > this.get(conv).readSeq) {
      this.apply(conv, { type: "read", seq });
      this.mark(conv, { read: seq, delivered: 0 });
    }
  }

  /** Loads the page before the oldest held event. */
  async fetchOlder(conv: number): Promise<void> {
    const c = this.get(conv);
    const first = c.events[0];
    if (!first || !c.older) {
      return;
    }

    const limit = this.options.pageSize ?? 100;
    const reply = await this.options.fetch({ conv, epoch: c.epoch, before: first.seq, limit });
    if (reply.ok && reply.value) {
      this.apply(conv, { type: "older", page: reply.value });
    }
  }

  /** Asks for what lacks and repeats the marks that were not taken; call on each Welcome. */
  resume(): void {
    this.fetchAll();
    this.flushMarks();
  }

  private fetchAll(): void {
    for (const conv of this.order) {
      void this.fetchWanted(conv);
    }
  }

  private apply(conv: number, action: ConversationAction): void {
    const before = this.known.get(conv);
    if (!before) {
      return;
    }

    const after = reduceConversation(before, action);
    if (after === before) {
      return;
    }

    this.known.set(conv, after);
    const fresh = after.events.filter((event) => event.seq > before.cursor);
    const received = fresh.findLast((event) => event.sender !== this.me);
    if (received) {
      this.mark(conv, { read: 0, delivered: received.seq });
    }

    this.options.changed?.(after, fresh);
    if (after.wanted) {
      void this.fetchWanted(conv);
    }
  }

  private async fetchWanted(conv: number): Promise<void> {
    const c = this.get(conv);
    if (!c.wanted || this.fetching.has(conv)) {
      return;
    }

    this.fetching.add(conv);
    const wanted = c.wanted;
    const reply = await this.options.fetch(this.request(c, wanted));
    this.fetching.delete(conv);
    if (reply.ok && reply.value) {
      this.apply(conv, { type: "fetched", wanted, page: reply.value });
      void this.fetchWanted(conv);
    } else if (
      reply.error?.code !== LocalCodes.notConnected &&
      reply.error?.code !== LocalCodes.closed
    ) {
      this.apply(conv, { type: "fetchFailed", wanted, code: reply.error?.code });
      const own = backoff(this.get(conv).failures, this.options);
      setTimeout(() => void this.fetchWanted(conv), Math.max(own, reply.error?.retryAfterMs ?? 0));
    }
  }

  private request(c: Conversation, wanted: Wanted): FetchRequest {
    const { conv, epoch } = c;
    const limit = this.options.pageSize ?? 100;
    return wanted.kind === "snapshot"
      ? { conv, epoch, before: END, limit }
      : { conv, epoch, after: wanted.after, limit };
  }

  private mark(conv: number, mark: Marks): void {
    const known = this.marks.get(conv) ?? { read: 0, delivered: 0 };
    this.marks.set(conv, {
      read: Math.max(known.read, mark.read),
      delivered: Math.max(known.delivered, mark.delivered),
    });
    this.markTimer ??= setTimeout(() => this.flushMarks(), this.options.markDelayMs ?? 2_000);
  }

  private flushMarks(): void {
    clearTimeout(this.markTimer);
    this.markTimer = undefined;
    const marks = [...this.marks];
    this.marks.clear();
    for (const [conv, mark] of marks) {
      void this.sendMarks(conv, mark);
    }
  }

  private async sendMarks(conv: number, mark: Marks): Promise<void> {
    // Read implies delivered.
    const reply =
      mark.read >= mark.delivered
        ? await this.options.markRead({ conv, seq: mark.read })
        : await this.options.markDelivered({ conv, seq: mark.delivered });
    if (mark.read > 0 && mark.read < mark.delivered) {
      await this.options.markRead({ conv, seq: mark.read });
    }

    if (!reply.ok && reply.error?.code === LocalCodes.notConnected && this.known.has(conv)) {
      const known = this.marks.get(conv) ?? { read: 0, delivered: 0 };
      this.marks.set(conv, {
        read: Math.max(known.read, mark.read),
        delivered: Math.max(known.delivered, mark.delivered),
      });
    }
  }
}

interface Marks {
  read: number;
  delivered: number;
}
