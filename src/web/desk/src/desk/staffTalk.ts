import { type Attachment, ErrorCodes, StaffMarks } from "@servicedesk/protocol";
import { type DeskState, openedRow } from "../state/deskState.ts";
import type { FrameStore } from "../state/frameStore.ts";
import type { AgentLink } from "./agentLink.ts";
import type { MessageWork } from "./messageWork.ts";
import type { Outcome } from "./sessionWork.ts";

/** The staff conversation beside the opened session: notes, whispers, advice. The visitor never gets any of it. */
export class StaffTalk {
  private readonly store: FrameStore<DeskState>;
  private readonly link: AgentLink;
  private readonly messages: MessageWork;
  /** The conversation that the server pushes to this connection besides one's own. */
  private followed: number | undefined;

  constructor(store: FrameStore<DeskState>, link: AgentLink, messages: MessageWork) {
    this.store = store;
    this.link = link;
    this.messages = messages;
    link.onWelcome(() => {
      this.followed = undefined;
      this.follow();
    });
    store.subscribe(() => this.follow());
  }

  /** Posts a note. Made known only when the staff conversation is, so that nothing is lost when there is none yet. */
  async note(
    sessionId: number,
    text: string,
    files: readonly Attachment[] = [],
    mentions: readonly string[] = [],
  ): Promise<Outcome> {
    const row = this.store.get().rows.get(sessionId);
    const conv = await this.conversation(sessionId);
    if (typeof conv !== "number") return conv;
    const mark = row?.consultingAgentId === undefined ? StaffMarks.note : StaffMarks.consult;
    const attachments = files.length > 0 ? files : undefined;
    this.messages.say(conv, { text: text || undefined, mark, attachments }, mentions);
    return { ok: true };
  }

  /** The staff conversation, made if there is none yet; files of a note go to it before the note does. */
  async conversation(sessionId: number): Promise<number | Exclude<Outcome, { ok: true }>> {
    const known = this.store.get().rows.get(sessionId)?.staffConversationId;
    return known ?? (await this.open(sessionId));
  }

  private follow(): void {
    const state = this.store.get();
    const row = openedRow(state);
    const conv = row?.staffConversationId;
    if (this.followed !== undefined && this.followed !== conv) {
      void this.link.connection.call("Unwatch", { conv: this.followed });
      this.followed = undefined;
    }

    if (row === undefined || conv === undefined || this.followed === conv) return;
    if (state.link.kind !== "up") return;
    this.followed = conv;
    void this.open(row.sessionId);
  }

  private async open(sessionId: number): Promise<number | Exclude<Outcome, { ok: true }>> {
    const reply = await this.link.connection.call("StaffConversation", { sessionId });
    const head = reply.value;
    if (!reply.ok || !head) return { ok: false, code: reply.error?.code ?? ErrorCodes.unavailable };
    this.followed = head.conv;
    this.link.conversations.use(head.conv);
    this.link.conversations.heads([head]);
    this.store.update((s) => {
      const row = s.rows.get(sessionId);
      if (!row || row.staffConversationId === head.conv) return s;
      const known = { ...row, staffConversationId: head.conv };
      return { ...s, rows: new Map(s.rows).set(sessionId, known) };
    });
    return head.conv;
  }
}
