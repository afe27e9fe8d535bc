/** Where a change was made: in this tab, or in another tab or on another device. */
export type DraftOrigin = "here" | "elsewhere";
type Listener = (conv: number, text: string, from: DraftOrigin) => void;

/**
 * Unsent texts by conversation, kept on this device until they are sent or emptied. The last one to write wins, be it another
 * tab or, through the server, another device. Numbers below zero are texts of this device alone.
 */
export class Drafts {
  private readonly texts = new Map<number, string>();
  private readonly listeners = new Set<Listener>();
  private readonly unsaved: Set<number>;
  private readonly prefix: string;
  private readonly unsavedKey: string;

  /** @param person whose drafts these are: nobody else's are shown on a shared device */
  constructor(person: number) {
    this.prefix = `servicedesk.draft.${person}.`;
    this.unsavedKey = `servicedesk.draftsUnsaved.${person}`;
    for (const key of Object.keys(localStorage)) {
      const text = key.startsWith(this.prefix) && localStorage.getItem(key);
      if (text) this.texts.set(Number(key.slice(this.prefix.length)), text);
    }
    const marked = localStorage.getItem(this.unsavedKey);
    // Without marks the server was never told of any.
    this.unsaved = new Set(marked === null ? this.texts.keys() : (JSON.parse(marked) as number[]));
    addEventListener("storage", ({ key, newValue }) => {
      if (key?.startsWith(this.prefix))
        this.take(Number(key.slice(this.prefix.length)), newValue ?? "");
    });
  }

  get(conv: number): string {
    return this.texts.get(conv) ?? "";
  }

  set(conv: number, text: string): void {
    if (text === this.get(conv)) return;
    this.unsaved.add(conv);
    this.keepMarks();
    this.keep(conv, text, "here");
  }

  /** What was written elsewhere. */
  take(conv: number, text: string): void {
    if (text !== this.get(conv)) this.keep(conv, text, "elsewhere");
  }

  /** Conversations whose text, or its end, the server may not know. */
  get untold(): readonly number[] {
    return [...this.unsaved].filter((conv) => conv > 0);
  }

  /** The server has this text; what was written since is still to be told. */
  told(conv: number, text: string): void {
    if (text === this.get(conv) && this.unsaved.delete(conv)) this.keepMarks();
  }

  onChange(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  has(conv: number): boolean {
    return this.get(conv).trim() !== "";
  }

  /** Conversations with an unsent text that is more than blanks. */
  get conversations(): readonly number[] {
    return [...this.texts.keys()].filter((conv) => this.has(conv));
  }

  private keep(conv: number, text: string, from: DraftOrigin): void {
    const key = this.prefix + conv;
    if (text === "") {
      this.texts.delete(conv);
      localStorage.removeItem(key);
    } else {
      this.texts.set(conv, text);
      store(key, text);
    }
    for (const listener of this.listeners) listener(conv, text, from);
  }

  private keepMarks(): void {
    store(this.unsavedKey, JSON.stringify([...this.unsaved]));
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Full: this one lives as long as the page.
  }
}
