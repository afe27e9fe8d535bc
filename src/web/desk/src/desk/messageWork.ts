import {
  type EraseRequest,
  type ErasedMessages,
  type EventBody,
  EventTypes,
  isChange,
  StaffMarks,
  type TimelineEntry,
} from "@servicedesk/protocol";
import { type Composing, type DeskState, withEntry, withoutEntry } from "../state/deskState.ts";
import type { FrameStore } from "../state/frameStore.ts";
import { ask } from "../staff/staffApi.ts";
import type { AgentLink } from "./agentLink.ts";
import type { Outcome } from "./sessionWork.ts";

/** What staff do to messages that are there: quote, edit, take back, react, pin. */
export class MessageWork {
  private readonly store: FrameStore<DeskState>;
  private readonly link: AgentLink;

  /** @param refused told of a change that was refused: it has no row that could say so */
  constructor(store: FrameStore<DeskState>, link: AgentLink, refused: (code: string) => void) {
    this.store = store;
    this.link = link;
    store.onChange((now, before) => {
      if (now.outbox === before.outbox) return;
      for (const { clientMsgId, state, type = "", code } of now.outbox) {
        if (state !== "failed" || !isChange(type)) continue;
        link.outbox.remove(clientMsgId);
        refused(code ?? "unavailable");
      }
    });
  }

  /** The next words in this conversation answer the message, or take the place of its text. */
  begin(conv: number, composing: Composing): void {
    this.store.update((s) => ({ ...s, composing: withEntry(s.composing, conv, composing) }));
  }

  drop(conv: number): void {
    this.store.update((s) => ({ ...s, composing: withoutEntry(s.composing, conv) }));
  }

  /** Sends the words as what they were begun as: an edit, an answer, or a message of their own. */
  say(conv: number, body: EventBody, mentions: readonly string[] = []): void {
    const composing = this.store.get().composing.get(conv);
    this.drop(conv);
    if (composing?.kind === "edit") {
      const { entry } = composing;
      if (entry.body.text !== body.text)
        this.change(conv, EventTypes.edit, { target: entry.seq, text: body.text });
      return;
    }
    this.link.outbox.add(conv, body, {
      ...(composing ? { replyTo: composing.entry.seq } : {}),
      ...(mentions.length > 0 ? { mentions } : {}),
    });
  }

  /** @param reason needed for what somebody else said */
  recall(conv: number, { seq }: TimelineEntry, reason?: string): void {
    this.change(conv, EventTypes.recall, { target: seq, ...(reason ? { reason } : {}) });
  }

  /** Erases for good what it said; refused to all but administrators. Who has it open sees it go by the conversation's own events. */
  async erase(conv: number, { seq }: TimelineEntry, reason: string): Promise<Outcome> {
    const reply = await ask<ErasedMessages>("POST", `/api/conversations/${conv}/erasures`, {
      seqs: [seq],
      reason,
    } satisfies EraseRequest);
    return reply.ok ? { ok: true } : { ok: false, code: reply.code };
  }

  react(conv: number, { seq }: TimelineEntry, emoji: string, off: boolean): void {
    this.change(conv, EventTypes.reaction, { target: seq, emoji, ...(off ? { off } : {}) });
  }

  pin(conv: number, { seq, pinned }: TimelineEntry): void {
    this.change(conv, EventTypes.pin, { target: seq, ...(pinned ? { off: true } : {}) });
  }

  private change(conv: number, type: string, body: EventBody): void {
    this.link.outbox.add(conv, body, { type });
  }
}

/** The conversation that an entry of the talk stands in. */
export function convOf(entry: TimelineEntry, conv: number, staffConv: number | undefined): number {
  const marks: readonly string[] = Object.values(StaffMarks);
  return entry.body.mark && marks.includes(entry.body.mark) ? (staffConv ?? conv) : conv;
}
