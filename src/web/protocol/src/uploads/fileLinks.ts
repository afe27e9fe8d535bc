import type {
  AttachmentLink,
  AttachmentLinks,
  AttachmentLinksRequest,
  ReplyOf,
} from "../contracts.g.ts";

/** Addresses are asked for anew so long before their end (milliseconds). */
const EARLY_MS = 60_000;
const AGAIN_MS = 3_000;
const MOST = 50;

interface Known {
  readonly link: AttachmentLink | undefined;
  readonly until: number;
}

/** Addresses of files, asked for in groups and kept until shortly before they end. */
export class FileLinks {
  private readonly ask: (request: AttachmentLinksRequest) => Promise<ReplyOf<AttachmentLinks>>;
  private readonly changed: () => void;
  private readonly known = new Map<string, Known>();
  private readonly wanted = new Map<number, Set<string>>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param changed told when addresses have come */
  constructor(
    ask: (request: AttachmentLinksRequest) => Promise<ReplyOf<AttachmentLinks>>,
    changed: () => void,
  ) {
    this.ask = ask;
    this.changed = changed;
  }

  /** The address that is known; one that is missing or about to end is asked for. */
  get(conv: number, id: string): AttachmentLink | undefined {
    const held = this.known.get(id);
    if (!held || held.until < Date.now()) {
      this.want(conv, id);
    }

    return held?.link;
  }

  private want(conv: number, id: string): void {
    const ids = this.wanted.get(conv) ?? new Set();
    this.wanted.set(conv, ids.add(id));
    this.timer ??= setTimeout(() => void this.flush(), 0);
  }

  private async flush(): Promise<void> {
    const wanted = [...this.wanted];
    this.wanted.clear();
    for (const [conv, all] of wanted) {
      const ids = [...all];
      for (let at = 0; at < ids.length; at += MOST) {
        await this.fetch(conv, ids.slice(at, at + MOST));
      }
    }

    this.timer = undefined;
    if (this.wanted.size > 0) {
      this.timer = setTimeout(() => void this.flush(), AGAIN_MS);
    }

    this.changed();
  }

  private async fetch(conv: number, ids: readonly string[]): Promise<void> {
    const { value } = await this.ask({ conv, ids });
    const until = value ? Date.parse(value.expiresAt) - EARLY_MS : Date.now() + AGAIN_MS;
    for (const id of ids) {
      const link = value?.links.find((one) => one.id === id) ?? this.known.get(id)?.link;
      this.known.set(id, { link, until });
    }
  }
}
