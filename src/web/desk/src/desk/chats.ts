import { type Attachment, ErrorCodes } from "@servicedesk/protocol";
import {
  type DeskState,
  openedRow,
  openedTicket,
  withEntry,
  withoutEntry,
} from "../state/deskState.ts";
import type { Drafts } from "../state/drafts.ts";
import type { FrameStore } from "../state/frameStore.ts";
import { isMine } from "../state/lists.ts";
import type { AgentLink } from "./agentLink.ts";
import type { MessageWork } from "./messageWork.ts";

/** A typing signal lives so long. */
const typingLivesMs = 6_000;
/** At most one own signal per this time. */
const typingEveryMs = 3_000;

/** The opened conversation: reading along, writing, typing, read marks. */
export class Chats {
  private readonly store: FrameStore<DeskState>;
  private readonly link: AgentLink;
  private readonly drafts: Drafts;
  private readonly messages: MessageWork;
  private watched: number | undefined;
  private lastTyping = 0;
  private readonly typingTimers = new Map<number, ReturnType<typeof setTimeout>>();

  constructor(
    store: FrameStore<DeskState>,
    link: AgentLink,
    drafts: Drafts,
    messages: MessageWork,
  ) {
    this.store = store;
    this.link = link;
    this.drafts = drafts;
    this.messages = messages;
    link.onWelcome(() => {
      this.watched = undefined;
      this.follow();
    });
    drafts.onChange((conv) => this.drafted(conv));
    link.connection.on("Typing", ({ conv, person, name }) => this.typed(conv, person, name));
    link.onArrival((conv, fresh) => {
      const typist = store.get().typing.get(conv)?.person;
      if (typist && fresh.some((event) => event.sender === typist)) this.stopTyping(conv);
    });
  }

  openSession(id: number): void {
    this.store.update((s) => ({ ...s, opened: { kind: "session", id } }));
    this.follow();
  }

  openTicket(id: number): void {
    this.store.update((s) => ({ ...s, opened: { kind: "ticket", id } }));
    this.follow();
  }

  close(): void {
    this.store.update((s) => ({ ...s, opened: undefined }));
    this.follow();
  }

  /** The opened conversation's number. */
  conv(): number | undefined {
    const state = this.store.get();
    return openedRow(state)?.conversationId ?? openedTicket(state)?.conversationId;
  }

  /** Reads what is opened; what is not one's own is watched for as long as it is open. */
  follow(): void {
    const state = this.store.get();
    const row = openedRow(state);
    const conv = this.conv();
    const own = row !== undefined && state.agentId !== undefined && isMine(row, state.agentId);
    if (this.watched !== undefined && this.watched !== conv) {
      void this.link.connection.call("Unwatch", { conv: this.watched });
      this.watched = undefined;
    }
    if (conv === undefined) return;
    const known = this.link.conversations.get(conv).phase !== "unknown";
    this.link.conversations.use(conv);
    if (row && !known) this.link.conversations.heads([row.head]);
    if (!own && this.watched !== conv) void this.watch(conv);
  }

  retryReading(): void {
    const conv = this.conv();
    if (conv === undefined) return;
    this.link.conversations.forget(conv);
    this.watched = undefined;
    this.store.update((s) => ({ ...s, unreadable: withoutEntry(s.unreadable, conv) }));
    this.follow();
  }

  /** Sends the words and files, as an answer when they were begun as one. */
  send(conv: number, text: string, files: readonly Attachment[] = []): void {
    this.messages.say(conv, {
      text: text || undefined,
      attachments: files.length > 0 ? files : undefined,
    });
    this.draft(conv, "");
  }

  retry(clientMsgId: string): void {
    this.link.outbox.retry(clientMsgId);
  }

  discard(clientMsgId: string): void {
    this.link.outbox.remove(clientMsgId);
  }

  draft(conv: number, text: string): void {
    this.drafts.set(conv, text);
  }

  private drafted(conv: number): void {
    const has = this.drafts.has(conv);
    this.store.update((s) => {
      if (s.drafted.has(conv) === has) return s;
      const drafted = new Set(s.drafted);
      if (has) drafted.add(conv);
      else drafted.delete(conv);
      return { ...s, drafted };
    });
  }

  /** Tells the others that the agent writes, at most once in three seconds. */
  typing(conv: number): void {
    const now = performance.now();
    if (now - this.lastTyping < typingEveryMs && this.lastTyping > 0) return;
    this.lastTyping = now;
    void this.link.connection.call("Typing", { conv });
  }

  /** The newest message of one's own session is on the screen. */
  seen(conv: number): void {
    const { rows, agentId } = this.store.get();
    const own = [...rows.values()].some(
      (row) => row.conversationId === conv && agentId !== undefined && isMine(row, agentId),
    );
    if (own) this.link.conversations.read(conv, this.link.conversations.get(conv).cursor);
  }

  /** The newest words beside a session are on the screen: whoever is named there is done with it, a member of it or not. */
  seenAmongStaff(conv: number): void {
    const { cursor } = this.link.conversations.get(conv);
    const { mentions } = this.store.get();
    const named = mentions?.unread.some((one) => one.conv === conv && one.seq <= cursor) ?? false;
    if (named) void this.link.connection.call("MarkRead", { conv, seq: cursor });
    this.link.conversations.read(conv, cursor);
  }

  older(conv: number): Promise<void> {
    return this.link.conversations.fetchOlder(conv);
  }

  private async watch(conv: number): Promise<void> {
    this.watched = conv;
    const reply = await this.link.connection.call("Watch", { conv });
    if (reply.ok && reply.value) this.link.conversations.heads([reply.value]);
    else if (
      reply.error?.code === ErrorCodes.forbidden ||
      reply.error?.code === ErrorCodes.notFound
    ) {
      const { code } = reply.error;
      this.store.update((s) => ({ ...s, unreadable: withEntry(s.unreadable, conv, code) }));
    }
  }

  private typed(conv: number, person: string, name: string | undefined): void {
    clearTimeout(this.typingTimers.get(conv));
    this.typingTimers.set(
      conv,
      setTimeout(() => this.stopTyping(conv), typingLivesMs),
    );
    this.store.update((s) => ({ ...s, typing: withEntry(s.typing, conv, { person, name }) }));
  }

  private stopTyping(conv: number): void {
    clearTimeout(this.typingTimers.get(conv));
    this.typingTimers.delete(conv);
    this.store.update((s) => ({ ...s, typing: withoutEntry(s.typing, conv) }));
  }
}
