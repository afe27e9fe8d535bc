import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Conversations } from "./conversations.ts";
import type {
  Ack,
  ConversationEvent,
  EventPage,
  FetchRequest,
  Head,
  ReplyOf,
  SendRequest,
} from "./contracts.g.ts";
import { Outbox, type OutboxItem } from "./outbox.ts";
import { LocalCodes, refused } from "./replies.ts";
import { timeline } from "./timeline.ts";

const conv = 42;
const runs = Number(process.env.SERVICEDESK_RANDOM_RUNS ?? 60);

/** The same numbers for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The log as the server keeps it: dense, and each id stored once. */
class Log {
  readonly events: ConversationEvent[] = [];
  readonly read = new Map<string, number>();

  send(sender: string, { clientMsgId, body }: SendRequest): ReplyOf<Ack> {
    const known = this.events.find((e) => e.clientMsgId === clientMsgId && e.sender === sender);
    const stored = known ?? this.append(sender, "message", { text: body.text }, clientMsgId);
    const { seq, n, at } = stored;
    return { ok: true, value: { seq, n, at, duplicate: known !== undefined } };
  }

  append(
    sender: string,
    type: string,
    body: ConversationEvent["body"],
    clientMsgId?: string,
  ): ConversationEvent {
    const seq = this.events.length + 1;
    const n = (this.events.at(-1)?.n ?? 0) + (type === "message" ? 1 : 0);
    const event = {
      seq,
      n,
      a: 0,
      at: new Date(seq * 1000).toISOString(),
      sender,
      type,
      clientMsgId,
      body,
    };
    this.events.push(event);
    this.read.set(sender, Math.max(seq, this.read.get(sender) ?? 0));
    return event;
  }

  page({ after, before = Infinity, limit = 100 }: FetchRequest): EventPage {
    const asked = this.events.filter((e) => e.seq > (after ?? 0) && e.seq < before);
    const events = after === undefined ? asked.slice(-limit) : asked.slice(0, limit);
    const head = this.events.length;
    const n = this.events.at(-1)?.n ?? 0;
    return { events, epoch: 1, head, n, floor: 1, more: asked.length > events.length };
  }

  head(reader: string): Head {
    const readSeq = this.read.get(reader) ?? 0;
    const readN = this.events[readSeq - 1]?.n ?? 0;
    const last = this.events.at(-1);
    return { conv, epoch: 1, seq: last?.seq ?? 0, n: last?.n ?? 0, readSeq, readN };
  }
}

/** How the way to the server treats what passes, while it is bad; each a share of 1. */
interface Weather {
  readonly random: () => number;
  bad: boolean;
}

/** One reader: the client's own code, on a way that loses, doubles, delays and reorders. */
class Reader {
  readonly name: string;
  conversations: Conversations;
  outbox: Outbox;
  readonly written: string[] = [];
  private readonly log: Log;
  private readonly weather: Weather;
  private page = 0;
  private connected = false;

  constructor(name: string, log: Log, weather: Weather) {
    this.name = name;
    this.log = log;
    this.weather = weather;
    [this.conversations, this.outbox] = this.open([]);
  }

  write(text: string): void {
    this.written.push(text);
    this.outbox.add(conv, { text });
  }

  push(from: number, events: readonly ConversationEvent[]): void {
    const { page } = this;
    const deliver = () => {
      if (this.connected && page === this.page) {
        this.conversations.pushed({
          conv,
          epoch: 1,
          from,
          to: from + events.length,
          events,
          skipped: [],
        });
      }
    };
    const copies = this.weather.bad ? Math.floor(this.weather.random() * 3) : 1;
    for (let i = 0; i < copies; i++) {
      setTimeout(deliver, this.weather.bad ? this.weather.random() * 3_000 : 1);
    }
  }

  drop(): void {
    this.connected = false;
    this.outbox.pause();
  }

  connect(): void {
    this.connected = true;
    this.conversations.heads([this.log.head(this.name)]);
    this.conversations.resume();
    this.outbox.resume();
  }

  heartbeat(): void {
    if (this.connected) {
      this.conversations.heads([this.log.head(this.name)]);
    }
  }

  /** The page is opened anew: all that is left is what was stored. */
  reload(): void {
    this.page++;
    this.drop();
    const stored = this.outbox.items.filter(({ state }) => state !== "sent");
    [this.conversations, this.outbox] = this.open(
      JSON.parse(JSON.stringify(stored)) as OutboxItem[],
    );
    this.connect();
  }

  view(): readonly string[] {
    return timeline(this.conversations.get(conv), this.outbox.items).map(
      (entry) => `${entry.seq} ${entry.sender} ${entry.body.text ?? entry.type}`,
    );
  }

  private open(stored: readonly OutboxItem[]): [Conversations, Outbox] {
    const { random } = this.weather;
    const { page } = this;
    const conversations: Conversations = new Conversations({
      random,
      pageSize: 7,
      fetch: (request) => this.call(page, () => ({ ok: true, value: this.log.page(request) })),
      markRead: () => this.call(page, () => ({ ok: true })),
      markDelivered: () => this.call(page, () => ({ ok: true })),
      changed: (c, fresh) => outbox.seen(conv, fresh, c.cursor),
    });
    const outbox: Outbox = new Outbox({
      random,
      send: (request) => this.call(page, () => this.log.send(this.name, request)),
      cursorOf: () => conversations.get(conv).cursor,
    });
    conversations.identify(this.name);
    conversations.use(conv);
    outbox.restore(stored);
    return [conversations, outbox];
  }

  /** A call that may be lost on its way, may be carried out and unanswered, or takes a while. */
  private async call<T>(page: number, carryOut: () => ReplyOf<T>): Promise<ReplyOf<T>> {
    const { random, bad } = this.weather;
    const fate = bad ? random() : 1;
    await new Promise((resolve) => setTimeout(resolve, bad ? random() * 800 : 1));
    if (page !== this.page || !this.connected) {
      return refused(LocalCodes.notConnected, "");
    }

    if (fate < 0.2) {
      return refused("timeout", "");
    }

    const reply = carryOut();
    return fate < 0.4 ? refused("timeout", "") : reply;
  }
}

async function run(seed: number) {
  const random = randomOf(seed);
  const weather: Weather = { random, bad: true };
  const log = new Log();
  const readers = ["visitor:1", "agent:1", "agent:2"].map((name) => new Reader(name, log, weather));
  readers.forEach((reader) => reader.connect());
  let told = 0;
  const tell = () => {
    const events = log.events.slice(told);
    readers.forEach((reader) => reader.push(told, events));
    told += events.length;
  };
  for (let step = 0; step < 60; step++) {
    const reader = readers[Math.floor(random() * readers.length)] as Reader;
    const what = random();
    if (what < 0.5) reader.write(`${reader.name} says ${step}`);
    else if (what < 0.6) log.append("system", "system", { note: { kind: "queued", args: {} } });
    else if (what < 0.7) reader.drop();
    else if (what < 0.85) reader.connect();
    else if (what < 0.93) reader.heartbeat();
    else reader.reload();
    await vi.advanceTimersByTimeAsync(random() * 1_500);
    tell();
  }

  weather.bad = false;
  readers.forEach((reader) => reader.connect());
  await vi.advanceTimersByTimeAsync(120_000);
  tell();
  readers.forEach((reader) => reader.heartbeat());
  await vi.advanceTimersByTimeAsync(120_000);
  return { log, readers };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("Conformance_05 readers on ways that lose, double, delay and reorder", () => {
  test.each(Array.from({ length: runs }, (_, i) => i + 1))(
    "see the same in the end (seed %i)",
    async (seed) => {
      const { log, readers } = await run(seed);
      for (const reader of readers) {
        const stored = log.events.map((e) => `${e.seq} ${e.sender} ${e.body.text ?? e.type}`);
        // Older pages are fetched only when somebody scrolls: what is held is an end of the log without a hole.
        const view = reader.view();
        expect(view).toEqual(stored.slice(stored.length - view.length));
        expect(view.length).toBeGreaterThan(0);
        expect(reader.outbox.items).toEqual([]);
        const own = log.events.filter((e) => e.sender === reader.name).map((e) => e.body.text);
        expect(own).toEqual(reader.written);
      }
    },
  );
});
