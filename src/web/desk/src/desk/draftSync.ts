import { ErrorCodes } from "@servicedesk/protocol";
import type { Drafts } from "../state/drafts.ts";
import type { AgentLink } from "./agentLink.ts";

/** What is typed goes to the server at most so often. */
const everyMs = 1_000;
/** The server lists no more; what is missing in a full list may be there all the same. */
const listed = 200;

/** Unsent texts go along to the person's other devices. What is being written here is not replaced: it is told, and wins. */
export class DraftSync {
  private readonly link: Pick<AgentLink, "connection" | "onWelcome">;
  private readonly drafts: Drafts;
  private readonly waiting = new Map<number, ReturnType<typeof setTimeout>>();

  constructor(link: Pick<AgentLink, "connection" | "onWelcome">, drafts: Drafts) {
    this.link = link;
    this.drafts = drafts;
    drafts.onChange((conv, _, from) => {
      if (from === "here" && conv > 0) this.tellSoon(conv, everyMs);
    });
    link.connection.on("Draft", ({ conv, text }) => {
      if (!drafts.untold.includes(conv)) drafts.take(conv, text);
    });
    link.onWelcome(() => void this.compare());
  }

  private async compare(): Promise<void> {
    const reply = await this.link.connection.call("Drafts", {});
    if (!reply.ok || !reply.value) return;
    const theirs = new Map(reply.value.drafts.map(({ conv, text }) => [conv, text]));
    const { untold } = this.drafts;
    for (const conv of untold) this.tellSoon(conv, 0);
    for (const [conv, text] of theirs) if (!untold.includes(conv)) this.drafts.take(conv, text);
    if (theirs.size >= listed) return;
    // Sent or emptied on another device meanwhile.
    for (const conv of this.drafts.conversations)
      if (conv > 0 && !theirs.has(conv) && !untold.includes(conv)) this.drafts.take(conv, "");
  }

  private tellSoon(conv: number, afterMs: number): void {
    if (this.waiting.has(conv)) return;
    this.waiting.set(
      conv,
      setTimeout(() => void this.tell(conv), afterMs),
    );
  }

  private async tell(conv: number): Promise<void> {
    const text = this.drafts.get(conv);
    const reply = await this.link.connection.call("SaveDraft", { conv, text });
    this.waiting.delete(conv);
    if (reply.ok) this.drafts.told(conv, text);
    const limited = reply.error?.code === ErrorCodes.rateLimited;
    // What else was refused is told again after the next Welcome.
    if (limited) this.tellSoon(conv, reply.error?.retryAfterMs ?? everyMs);
    else if (reply.ok && this.drafts.get(conv) !== text) this.tellSoon(conv, everyMs);
  }
}
