/**
 * Unsent texts by conversation, kept on this device until they are sent or emptied. What other tabs write meanwhile is
 * theirs until the page is opened again; the last one to write wins.
 */
export class Drafts {
  private readonly texts = new Map<number, string>();
  private readonly prefix: string;

  /** @param person whose drafts these are: nobody else's are shown on a shared device */
  constructor(person: number) {
    this.prefix = `servicedesk.draft.${person}.`;
    for (const key of Object.keys(localStorage)) {
      const text = key.startsWith(this.prefix) && localStorage.getItem(key);
      if (text) this.texts.set(Number(key.slice(this.prefix.length)), text);
    }
  }

  get(conv: number): string {
    return this.texts.get(conv) ?? "";
  }

  set(conv: number, text: string): void {
    const key = this.prefix + conv;
    if (text === "") {
      this.texts.delete(conv);
      localStorage.removeItem(key);
      return;
    }
    this.texts.set(conv, text);
    try {
      localStorage.setItem(key, text);
    } catch {
      // Full: this one lives as long as the page.
    }
  }

  has(conv: number): boolean {
    return this.get(conv).trim() !== "";
  }

  /** Conversations with an unsent text that is more than blanks. */
  get conversations(): readonly number[] {
    return [...this.texts.keys()].filter((conv) => this.has(conv));
  }
}
