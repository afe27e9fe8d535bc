/** Unsent texts by conversation, kept in memory as long as the page lives. */
export class Drafts {
  private readonly texts = new Map<number, string>();

  get(conv: number): string {
    return this.texts.get(conv) ?? "";
  }

  set(conv: number, text: string): void {
    if (text === "") this.texts.delete(conv);
    else this.texts.set(conv, text);
  }

  has(conv: number): boolean {
    return (this.texts.get(conv) ?? "").trim() !== "";
  }

  get size(): number {
    return this.texts.size;
  }
}
