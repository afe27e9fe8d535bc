import { backoff } from "../backoff.ts";
import {
  type Attachment,
  type CreateUploadRequest,
  ErrorCodes,
  type ReplyOf,
  UploadStates,
  type UploadTicket,
} from "../contracts.g.ts";
import { uuidv7 } from "../uuid.ts";
import * as http from "./tus.ts";
import type { KeptUpload, UploadStore } from "./uploadStore.ts";

/** sending: bytes travel, or will again after a loss; checking: all are there and looked at. */
export type UploadPhase = "sending" | "paused" | "checking" | "ready" | "failed";

/** One file on its way into a message. */
export interface UploadItem {
  readonly id: string;
  readonly conv: number;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly phase: UploadPhase;
  /** Bytes that have left. */
  readonly sent: number;
  /** Set when failed: the refusal's code. */
  readonly code?: string;
  /** Set when ready. */
  readonly attachment?: Attachment;
}

export interface UploadsOptions {
  /** The person (`kind:id`) at this client; uploads of others are not taken up. */
  owner: string;
  create(request: CreateUploadRequest): Promise<ReplyOf<UploadTicket>>;
  /** Told after each change. */
  changed(): void;
  /** Undefined keeps nothing beyond this page. */
  store?: UploadStore;
  /** Bytes of one file. */
  maxBytes: number;
  random?: () => number;
}

interface Running {
  kept: KeptUpload;
  sending?: http.Sending;
  timer?: ReturnType<typeof setTimeout>;
  failures: number;
  /** Counts how often it was begun; only the last counts. */
  turn: number;
  /** Lets another tab take it up. */
  release?: () => void;
}

/** Brings files to the server, piece by piece over losses, pauses and reloads, until each can be sent in a message. */
export class Uploads {
  private readonly options: UploadsOptions;
  private readonly running = new Map<string, Running>();
  private list: readonly UploadItem[] = [];

  constructor(options: UploadsOptions) {
    this.options = options;
  }

  get items(): readonly UploadItem[] {
    return this.list;
  }

  /** Begins to bring files into a conversation. */
  add(conv: number, files: Iterable<File>): void {
    for (const file of files) {
      const { owner } = this.options;
      const name = file.name || "file";
      const kept = { id: uuidv7(), owner, conv, name, type: file.type, file };
      this.show(kept, "sending");
      if (file.size > this.options.maxBytes || file.size === 0) {
        const code = file.size === 0 ? ErrorCodes.invalid : ErrorCodes.tooLarge;
        this.change(kept.id, { phase: "failed", code });
      } else {
        void this.options.store?.put(kept);
        this.hold(kept.id, () => Promise.resolve(true));
        void this.run(kept.id);
      }
    }
  }

  /** Takes up what an earlier page of this person left; what another tab has, when that tab lets go of it unfinished. */
  async restore(): Promise<void> {
    for (const kept of (await this.options.store?.all()) ?? []) {
      const over = kept.expiresAt !== undefined && Date.parse(kept.expiresAt) < Date.now();
      if (over) {
        void this.options.store?.remove(kept.id);
      } else if (kept.owner === this.options.owner && !this.running.has(kept.id)) {
        this.hold(kept.id, () => this.takeUp(kept.id));
      }
    }
  }

  pause(id: string): void {
    if (this.phaseOf(id) === "sending") {
      this.change(id, { phase: "paused" });
      this.stop(id);
    }
  }

  /** Goes on after a pause, or tries again after a failure. */
  resume(id: string): void {
    const phase = this.phaseOf(id);
    const one = this.running.get(id);
    if (one && (phase === "paused" || phase === "failed")) {
      one.failures = 0;
      this.change(id, { phase: "sending", code: undefined });
      void this.run(id);
    }
  }

  cancel(id: string): void {
    this.stop(id);
    const url = this.running.get(id)?.kept.url;
    this.forget(id);
    if (url) void http.terminate(url);
  }

  /** The files that are ready for a conversation; they leave the list, as a message carries them from here on. */
  take(conv: number): readonly Attachment[] {
    const ready = this.list.filter((item) => item.conv === conv && item.attachment);
    ready.forEach((item) => this.forget(item.id));
    return ready.flatMap((item) => (item.attachment ? [item.attachment] : []));
  }

  private async run(id: string): Promise<void> {
    const one = this.running.get(id);
    if (!one) return;
    const turn = ++one.turn;
    const created = one.kept.url ? undefined : await this.create(one);
    const fault = created ?? (await this.bring(one));
    // Paused, cancelled, or begun again meanwhile.
    if (this.phaseOf(id) === "paused" || !this.running.has(id) || one.turn !== turn) return;
    if (!fault) {
      await this.finish(one);
    } else if (fault.kind === "final") {
      this.failed(one, fault.code);
    } else {
      const tries = one.failures++;
      const wait = fault.kind === "restart" && tries === 0 ? 0 : backoff(tries, this.options);
      one.timer = setTimeout(() => void this.run(id), wait);
    }
  }

  private async create(one: Running): Promise<http.TusFault | undefined> {
    const { conv, name, type, file } = one.kept;
    const reply = await this.options.create({ conv, name, size: file.size, type });
    if (!reply.ok || !reply.value) {
      const code = reply.error?.code ?? ErrorCodes.unavailable;
      return { kind: lasting.has(code) ? "final" : "retry", code };
    }

    const { url, expiresAt } = reply.value;
    this.keep(one, { ...one.kept, url, expiresAt });
    // Cancelled while the answer was on its way.
    if (!this.running.has(one.kept.id)) void http.terminate(url);
    return undefined;
  }

  private async bring(one: Running): Promise<http.TusFault | undefined> {
    const { id, url, file } = one.kept;
    if (!url) return { kind: "retry", code: ErrorCodes.unavailable };
    const offset = await http.storedBytes(url);
    if (typeof offset !== "number") return offset;
    this.change(id, { sent: offset });
    if (offset >= file.size || this.phaseOf(id) !== "sending") return undefined;
    one.sending = http.send(url, file, offset, (sent) => {
      this.change(id, { sent: Math.min(sent, file.size) });
      if (sent >= file.size && this.phaseOf(id) === "sending")
        this.change(id, { phase: "checking" });
    });
    const fault = await one.sending.done;
    one.sending = undefined;
    if (fault && this.phaseOf(id) === "checking") this.change(id, { phase: "sending" });
    return fault;
  }

  private async finish(one: Running): Promise<void> {
    const { id, url, file } = one.kept;
    this.change(id, { phase: "checking", sent: file.size });
    const became = url ? await http.outcome(url) : undefined;
    if (became?.attachment) {
      this.keep(one, { ...one.kept, attachment: became.attachment });
      this.change(id, { phase: "ready", attachment: became.attachment });
    } else if (became?.state === UploadStates.refused) {
      this.failed(one, became.code ?? ErrorCodes.unsupportedType);
    } else {
      one.timer = setTimeout(() => void this.run(id), backoff(one.failures++, this.options));
    }
  }

  /** A refused one is sent anew from its beginning, if at all. */
  private failed(one: Running, code: string): void {
    this.keep(one, { ...one.kept, url: undefined, expiresAt: undefined });
    void this.options.store?.remove(one.kept.id);
    this.change(one.kept.id, { phase: "failed", code, sent: 0 });
  }

  private keep(one: Running, kept: KeptUpload): void {
    one.kept = kept;
    if (this.running.has(kept.id)) void this.options.store?.put(kept);
  }

  private show(kept: KeptUpload, phase: UploadPhase): void {
    const { id, conv, name, type, file, attachment } = kept;
    // The same object all along: whoever runs it holds it.
    this.running.set(id, Object.assign(this.running.get(id) ?? { turn: 0 }, { kept, failures: 0 }));
    this.put([...this.list, { id, conv, name, type, size: file.size, phase, sent: 0, attachment }]);
  }

  private stop(id: string): void {
    const one = this.running.get(id);
    clearTimeout(one?.timer);
    one?.sending?.abort();
  }

  private forget(id: string): void {
    const release = this.running.get(id)?.release;
    this.running.delete(id);
    // Only then may another tab look whether anything is left to do.
    void Promise.resolve(this.options.store?.remove(id)).then(release);
    this.put(this.list.filter((item) => item.id !== id));
  }

  /**
   * Two tabs that went on with the same upload would end each other's requests for ever. Who comes later waits, not only for another
   * tab: a page that is being left holds its uploads a moment longer than the next one takes to look for them.
   * @param begin whether it is held from here on; called when nobody else holds it.
   */
  private hold(id: string, begin: () => Promise<boolean>): void {
    const locks = typeof navigator === "undefined" ? undefined : navigator.locks;
    if (!locks) {
      void begin();
      return;
    }

    let held = false;
    locks
      .request(`upload ${id}`, async () => {
        held = true;
        if (!(await begin())) return;
        await new Promise<void>((release) => {
          const one = this.running.get(id);
          if (one) one.release = release;
          else release();
        });
      })
      .catch(() => {
        // A frame that is denied storage is denied locks as well, and has no tab beside it that could know of the upload.
        if (!held) void begin();
      });
  }

  // Read anew: whoever held it may have sent it, or have come further.
  private async takeUp(id: string): Promise<boolean> {
    const kept = (await this.options.store?.all())?.find((one) => one.id === id);
    if (!kept || this.running.has(id)) return false;
    this.show(kept, kept.attachment ? "ready" : "sending");
    if (!kept.attachment) void this.run(id);
    return true;
  }

  private phaseOf(id: string): UploadPhase | undefined {
    return this.list.find((item) => item.id === id)?.phase;
  }

  private change(id: string, change: Partial<UploadItem>): void {
    this.put(this.list.map((item) => (item.id === id ? { ...item, ...change } : item)));
  }

  private put(items: readonly UploadItem[]): void {
    this.list = items;
    this.options.changed();
  }
}

/** Refusals that trying again does not change. */
const lasting: ReadonlySet<string> = new Set([
  ErrorCodes.invalid,
  ErrorCodes.tooLarge,
  ErrorCodes.unsupportedType,
  ErrorCodes.notFound,
  ErrorCodes.forbidden,
  ErrorCodes.notMember,
]);
