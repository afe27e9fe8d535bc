import { backoff } from "./backoff.ts";
import {
  type Ack,
  type ConversationEvent,
  ErrorCodes,
  type EventBody,
  EventTypes,
  type ReplyOf,
  type SendRequest,
} from "./contracts.g.ts";
import { LocalCodes } from "./replies.ts";
import { uuidv7 } from "./uuid.ts";

/** waiting: not yet acknowledged, sent or not; sent: committed by the server; failed: will not be sent by itself. */
export type OutboxState = "waiting" | "sent" | "failed";

/** One own message until it is seen in the conversation. Plain data: it can be stored and read back. */
export interface OutboxItem {
  readonly clientMsgId: string;
  /** 0 until the conversation is known. */
  readonly conv: number;
  readonly body: EventBody;
  /** One of EventTypes; a message when absent. */
  readonly type?: string;
  /** Seq of the message that this one quotes. */
  readonly replyTo?: number;
  /** Persons that it mentions (`kind:id`). */
  readonly mentions?: readonly string[];
  /** Milliseconds of the wall clock, for display and for the order among own messages: never the same for two of a tab. */
  readonly createdAt: number;
  readonly state: OutboxState;
  /** Set when failed: the refusal's code. */
  readonly code?: string;
  /** Set when a rule about contents refused it: the reason key. */
  readonly reason?: string;
  /** Set when sent. */
  readonly seq?: number;
  /** Connections that ended while this message was in flight. */
  readonly closes: number;
}

export interface OutboxOptions {
  /** Makes one attempt; must not throw. */
  send(request: SendRequest, timeoutMs: number): Promise<ReplyOf<Ack>>;
  /** Told after each change. */
  changed?(): void;
  /** Told what was changed here, for whoever keeps it or shows it too; not of what came by merge. */
  kept?(put: readonly OutboxItem[], gone: readonly string[]): void;
  /** Whether this outbox may send; another tab's does, when not. Default: always. */
  sends?(): boolean;
  /** Everything up to here is held of the conversation: what is acknowledged at or below it is seen. Default 0. */
  cursorOf?(conv: number): number;
  /** Milliseconds for an acknowledgement. Default 5 000. */
  ackTimeoutMs?: number;
  /** Milliseconds after which a message that was never acknowledged fails. Default 24 h. */
  giveUpMs?: number;
  /** UTF-16 units of text; longer fails without being sent. Default 4 000. */
  maxTextLength?: number;
  random?: () => number;
  now?: () => number;
}

/** A frame that is too large ends the connection without an answer: after so many, the message is to blame. */
const CLOSES_UNTIL_TOO_LARGE = 3;

const waitCodes: ReadonlySet<string> = new Set([
  ErrorCodes.rateLimited,
  ErrorCodes.overloaded,
  ErrorCodes.slowMode,
]);

const againCodes: ReadonlySet<string> = new Set([
  ErrorCodes.unavailable,
  ErrorCodes.timeout,
  ErrorCodes.unauthenticated,
  ErrorCodes.tokenExpired,
]);

/** Sends own messages in order, one in flight per conversation, until each is acknowledged or refused for good. */
export class Outbox {
  private readonly options: OutboxOptions;
  private list: readonly OutboxItem[] = [];
  private readonly lanes = new Map<number, Lane>();
  private up = false;

  constructor(options: OutboxOptions) {
    this.options = options;
  }

  /** In the order in which they will be sent. */
  get items(): readonly OutboxItem[] {
    return this.list;
  }

  /** Takes stored items back, for example after a restart of the page; what is known already is the newer state. */
  restore(items: readonly OutboxItem[]): void {
    const known = new Set(this.list.map((item) => item.clientMsgId));
    this.show(inOrder([...items.filter((item) => !known.has(item.clientMsgId)), ...this.list]));
    this.pumpAll();
  }

  /** Takes over what another tab changed. */
  merge(put: readonly OutboxItem[], gone: readonly string[]): void {
    const replaced = new Set([...gone, ...put.map((item) => item.clientMsgId)]);
    const left = this.list.filter((item) => !replaced.has(item.clientMsgId));
    this.show(inOrder([...left, ...put]));
    this.pumpAll();
  }

  /**
   * Queues a message.
   * @param conv 0 when the conversation is not known yet: it waits for adopt
   * @param how what else than a plain message it is
   */
  add(
    conv: number,
    body: EventBody,
    how: Pick<OutboxItem, "type" | "replyTo" | "mentions"> = {},
  ): OutboxItem {
    const item: OutboxItem = {
      clientMsgId: uuidv7(),
      conv,
      body,
      ...how,
      createdAt: this.next(),
      state: "waiting",
      closes: 0,
    };
    const tooLong = (body.text?.length ?? 0) > (this.options.maxTextLength ?? 4_000);
    const taken = tooLong ? { ...item, state: "failed" as const, code: ErrorCodes.tooLarge } : item;
    this.put([...this.list, taken]);
    this.pump(conv);
    return taken;
  }

  /** Gives the messages that wait for a conversation their conversation. */
  adopt(conv: number): void {
    this.put(this.list.map((item) => (item.conv === 0 ? { ...item, conv } : item)));
    this.pump(conv);
  }

  /** Tries a failed message again, after those that wait. A conflict gets a new id: the old one is taken. */
  retry(clientMsgId: string, conv?: number): void {
    const item = this.list.find((one) => one.clientMsgId === clientMsgId);
    if (item?.state !== "failed") {
      return;
    }

    const again: OutboxItem = {
      ...item,
      clientMsgId: item.code === ErrorCodes.idempotencyConflict ? uuidv7() : item.clientMsgId,
      conv: conv ?? item.conv,
      createdAt: this.next(),
      state: "waiting",
      code: undefined,
      reason: undefined,
      closes: 0,
    };
    this.put([...this.list.filter((one) => one !== item), again]);
    this.pump(again.conv);
  }

  /** Removes a failed message. One that may be under way cannot be taken back. */
  remove(clientMsgId: string): void {
    this.put(
      this.list.filter((item) => item.clientMsgId !== clientMsgId || item.state !== "failed"),
    );
  }

  /**
   * Drops the messages that are seen in the conversation: each is acknowledged by that.
   * @param cursor everything up to here is held
   */
  seen(conv: number, events: readonly ConversationEvent[], cursor = 0): void {
    const ids = new Set(events.map((event) => event.clientMsgId));
    const isSeen = ({ clientMsgId, seq = Infinity }: OutboxItem) =>
      ids.has(clientMsgId) || seq <= cursor;
    const left = this.list.filter((item) => item.conv !== conv || !isSeen(item));
    if (left.length < this.list.length) {
      this.put(left);
      this.pump(conv);
    }
  }

  /** Starts sending: call on each Welcome, after the catch-up was asked for. */
  resume(): void {
    this.up = true;
    if (this.options.sends?.() === false) {
      // Whoever sends may not have heard of what was written before this tab took part.
      this.options.kept?.(
        this.list.filter((item) => item.state === "waiting"),
        [],
      );
    }

    for (const lane of this.lanes.values()) {
      lane.failures = 0;
      clearTimeout(lane.timer);
      lane.timer = undefined;
    }

    this.pumpAll();
  }

  /** Stops sending until resume; what is in flight stays queued. */
  pause(): void {
    this.up = false;
  }

  private pumpAll(): void {
    for (const conv of new Set(this.list.map((item) => item.conv))) {
      this.pump(conv);
    }
  }

  private pump(conv: number): void {
    const lane = this.lane(conv);
    const item = this.list.find((one) => one.conv === conv && one.state === "waiting");
    if (
      !this.up ||
      this.options.sends?.() === false ||
      conv === 0 ||
      lane.busy ||
      lane.timer !== undefined ||
      !item
    ) {
      return;
    }

    lane.busy = true;
    void this.attempt(item, lane).finally(() => {
      lane.busy = false;
      this.pump(conv);
    });
  }

  private async attempt(item: OutboxItem, lane: Lane): Promise<void> {
    const { clientMsgId, conv, replyTo, mentions } = item;
    const { attachments: files, ...body } = item.body;
    if (this.isOld(item)) {
      this.change(clientMsgId, { state: "failed", code: ErrorCodes.timeout });
      return;
    }

    const type = item.type ?? EventTypes.message;
    const attachments = files?.map((file) => file.id);
    const request = { conv, clientMsgId, type, body, replyTo, mentions, attachments };
    const reply = await this.options.send(request, this.options.ackTimeoutMs ?? 5_000);
    if (reply.ok && reply.value) {
      lane.failures = 0;
      this.acknowledged(item, reply.value.seq);
      return;
    }

    const code = reply.error?.code ?? ErrorCodes.unavailable;
    const closes = code === LocalCodes.closed ? item.closes + 1 : item.closes;
    if (closes >= CLOSES_UNTIL_TOO_LARGE) {
      this.change(clientMsgId, { state: "failed", code: ErrorCodes.tooLarge, closes });
    } else if (code === LocalCodes.closed || code === LocalCodes.notConnected) {
      this.change(clientMsgId, { closes });
      this.wait(lane, conv, backoff(lane.failures++, this.options));
    } else if (!waitCodes.has(code) && !againCodes.has(code)) {
      const reason =
        code === ErrorCodes.blockedByPolicy ? reply.error?.details?.at(-1)?.value : undefined;
      this.change(clientMsgId, { state: "failed", code, reason });
    } else if (this.isOld(item)) {
      this.change(clientMsgId, { state: "failed", code });
    } else {
      const own = backoff(lane.failures++, this.options);
      this.wait(lane, conv, waitCodes.has(code) ? (reply.error?.retryAfterMs ?? own) : own);
    }
  }

  private acknowledged({ clientMsgId, conv }: OutboxItem, seq: number): void {
    // Stored long ago and read since: it was sent again only because the first answer never came.
    if (seq <= (this.options.cursorOf?.(conv) ?? 0)) {
      this.put(this.list.filter((item) => item.clientMsgId !== clientMsgId));
    } else {
      this.change(clientMsgId, { state: "sent", seq });
    }
  }

  /** Holds the whole conversation back, so that order is kept. */
  private wait(lane: Lane, conv: number, ms: number): void {
    lane.timer = setTimeout(() => {
      lane.timer = undefined;
      this.pump(conv);
    }, ms);
  }

  private change(clientMsgId: string, change: Partial<OutboxItem>): void {
    this.put(
      this.list.map((item) =>
        item.clientMsgId === clientMsgId && item.state === "waiting"
          ? { ...item, ...change }
          : item,
      ),
    );
  }

  /** Shows a change that was made here, and tells who keeps it. */
  private put(items: readonly OutboxItem[]): void {
    const before = new Map(this.list.map((item) => [item.clientMsgId, item]));
    const put = items.filter((item) => before.get(item.clientMsgId) !== item);
    const left = new Set(items.map((item) => item.clientMsgId));
    const gone = [...before.keys()].filter((id) => !left.has(id));
    if (put.length > 0 || gone.length > 0) {
      this.options.kept?.(put, gone);
    }

    this.show(items);
  }

  private show(items: readonly OutboxItem[]): void {
    this.list = items;
    this.options.changed?.();
  }

  private isOld({ createdAt }: OutboxItem): boolean {
    return this.now() - createdAt > (this.options.giveUpMs ?? 86_400_000);
  }

  /** Now, but after every own message. */
  private next(): number {
    return Math.max(this.now(), (this.list.at(-1)?.createdAt ?? 0) + 1);
  }

  private lane(conv: number): Lane {
    let lane = this.lanes.get(conv);
    if (!lane) {
      lane = { busy: false, failures: 0, timer: undefined };
      this.lanes.set(conv, lane);
    }

    return lane;
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }
}

function inOrder(items: readonly OutboxItem[]): readonly OutboxItem[] {
  return [...items].sort((a, b) => a.createdAt - b.createdAt);
}

interface Lane {
  busy: boolean;
  failures: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}
