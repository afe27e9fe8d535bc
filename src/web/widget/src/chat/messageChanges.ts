import { EventTypes, isChange, type TimelineEntry } from "@servicedesk/protocol";
import type { ChatState } from "./state.ts";
import type { VisitorLink } from "./visitorLink.ts";

export interface ChangeEvents {
  state(): ChatState;
  compose(composing: ChatState["composing"]): void;
  refuse(code: string | undefined): void;
}

/** What the visitor does to messages that are there: quotes, edits, takes back, reacts. */
export class MessageChanges {
  private readonly link: VisitorLink;
  private readonly events: ChangeEvents;

  constructor(link: VisitorLink, events: ChangeEvents) {
    this.link = link;
    this.events = events;
  }

  /** The next words answer this message. */
  quote(entry: TimelineEntry): void {
    this.events.compose({ kind: "quote", entry });
  }

  /** The next words take the place of this own message's. */
  edit(entry: TimelineEntry): void {
    this.events.compose({ kind: "edit", entry });
  }

  /** The next words are a message of their own again. */
  drop(): void {
    this.events.compose(undefined);
  }

  /** Posts the words as the edit that they were begun as; false when they are a message. */
  save(text: string): boolean {
    const { composing } = this.events.state();
    if (composing?.kind !== "edit") {
      return false;
    }

    const { entry } = composing;
    this.drop();
    if (text !== entry.body.text) {
      this.change(EventTypes.edit, { target: entry.seq, text });
    }

    return true;
  }

  /** What the next message was begun as an answer to; it is not asked about again. */
  answered(): { replyTo?: number } {
    const { composing } = this.events.state();
    if (composing?.kind !== "quote") {
      return {};
    }

    this.drop();
    return { replyTo: composing.entry.seq };
  }

  recall({ seq }: TimelineEntry): void {
    this.change(EventTypes.recall, { target: seq });
  }

  react({ seq }: TimelineEntry, emoji: string, off: boolean): void {
    this.change(EventTypes.reaction, { target: seq, emoji, ...(off ? { off } : {}) });
  }

  /** A change that was refused has no row to say so: it is said above the messages, and not tried again. */
  settle(): void {
    for (const { clientMsgId, state, type = "", code } of this.link.outbox.items) {
      if (state === "failed" && isChange(type)) {
        this.events.refuse(code);
        this.link.outbox.remove(clientMsgId);
      }
    }
  }

  private get conv(): number {
    return this.events.state().conversation.conv;
  }

  private change(type: string, body: Parameters<VisitorLink["outbox"]["add"]>[1]): void {
    this.link.outbox.add(this.conv, body, { type });
  }
}
