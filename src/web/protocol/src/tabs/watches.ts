/** Which tabs watch which conversations over the one connection, so that none ends it for another. */
export class Watches {
  private readonly tabs = new Map<number, Set<string>>();

  /** What a call that succeeded began to watch for its tab. */
  note(tab: string, method: string, conv: number | undefined): void {
    if ((method === "Watch" || method === "StaffConversation") && conv !== undefined) {
      const tabs = this.tabs.get(conv) ?? new Set();
      this.tabs.set(conv, tabs.add(tab));
    }
  }

  /** The tab wants to watch no longer. True when no other one does, so that the server may be told. */
  end(tab: string, conv: number): boolean {
    const tabs = this.tabs.get(conv);
    tabs?.delete(tab);
    const last = (tabs?.size ?? 0) === 0;
    if (last) {
      this.tabs.delete(conv);
    }

    return last;
  }

  clear(): void {
    this.tabs.clear();
  }
}
