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
  /** Milliseconds of the wall clock, for display only. */
  readonly createdAt: number;
  readonly state: OutboxState;
  /** Set when failed: the refusal's code. */
  readonly code?: string;
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
  "slow_mode",
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

  /** Takes stored items back, for example after a restart of the page. */
  restore(items: readonly OutboxItem[]): void {
    const known = new Set(this.list.map((item) => item.clientMsgId));
    this.put([...items.filter((item) => !known.has(item.clientMsgId)), ...this.list]);
    this.pumpAll();
  }

  /**
   * Queues a message.
   * @param conv 0 when the conversation is not known yet: it waits for adopt
   */
  add(conv: number, body: EventBody): OutboxItem {
    const item: OutboxItem = {
      clientMsgId: uuidv7(),
      conv,
      body,
      createdAt: this.now(),
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
      createdAt: this.now(),
      state: "waiting",
      code: undefined,
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

  /** Drops the messages that are seen in the conversation: each is acknowledged by that. */
  seen(conv: number, events: readonly ConversationEvent[]): void {
    const ids = new Set(events.map((event) => event.clientMsgId));
    const left = this.list.filter((item) => item.conv !== conv || !ids.has(item.clientMsgId));
    if (left.length < this.list.length) {
      this.put(left);
      this.pump(conv);
    }
  }

  /** Starts sending: call on each Welcome, after the catch-up was asked for. */
  resume(): void {
    this.up = true;
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
    if (!this.up || conv === 0 || lane.busy || lane.timer !== undefined || !item) {
      return;
    }

    lane.busy = true;
    void this.attempt(item, lane).finally(() => {
      lane.busy = false;
      this.pump(conv);
    });
  }

  private async attempt(item: OutboxItem, lane: Lane): Promise<void> {
    const { clientMsgId, conv, body, createdAt } = item;
    const request = { conv, clientMsgId, type: EventTypes.message, body };
    const reply = await this.options.send(request, this.options.ackTimeoutMs ?? 5_000);
    if (reply.ok && reply.value) {
      lane.failures = 0;
      this.change(clientMsgId, { state: "sent", seq: reply.value.seq });
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
      this.change(clientMsgId, { state: "failed", code });
    } else if (this.now() - createdAt > (this.options.giveUpMs ?? 86_400_000)) {
      this.change(clientMsgId, { state: "failed", code });
    } else {
      const own = backoff(lane.failures++, this.options);
      this.wait(lane, conv, waitCodes.has(code) ? (reply.error?.retryAfterMs ?? own) : own);
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

  private put(items: readonly OutboxItem[]): void {
    this.list = items;
    this.options.changed?.();
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

interface Lane {
  busy: boolean;
  failures: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}
