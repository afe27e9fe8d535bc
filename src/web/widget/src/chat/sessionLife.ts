import {
  type Conversation,
  type PageInfo,
  type ReplyOf,
  uuidv7,
  type VisitorSession,
  type Welcome,
} from "@servicedesk/protocol";
import { outcomeUnknown } from "./command.ts";
import { isOver, resumeOn } from "./resume.ts";
import type { VisitorLink } from "./visitorLink.ts";

export interface LifeEvents {
  page(): PageInfo;
  /** What the page says of the visitor. */
  context(): Readonly<Record<string, string>>;
  session(): VisitorSession | undefined;
  came(session: VisitorSession): void;
  /** No session could be started, or that is over (undefined). */
  refused(code: string | undefined): void;
  /** Looked for an open session and found that the last one is over. */
  nothingOpen(): void;
}

/** How the widget comes to a session: finds the open one, starts one where one is wanted, asks how an ended one stands. */
export class SessionLife {
  /** Whether a session is wanted although none is open: the panel was shown, or a message waits. */
  wanted = false;
  private readonly link: VisitorLink;
  private readonly events: LifeEvents;
  private command: string | undefined;
  private starting: Promise<void> | undefined;
  /** The conversation whose events will tell whether a session is open. */
  private lookingAt: number | undefined;

  constructor(link: VisitorLink, events: LifeEvents) {
    this.link = link;
    this.events = events;
  }

  async welcomed({ heads }: Welcome): Promise<void> {
    const session = this.events.session();
    const [head] = heads;
    const resume = resumeOn(session, this.link.outbox.items, this.wanted, head !== undefined);
    if (resume === "refresh" && session) {
      await this.refresh(session);
    } else if (resume === "start") {
      await this.start();
    } else if (head) {
      this.lookingAt = head.conv;
      this.link.conversations.use(head.conv);
    } else {
      this.events.nothingOpen();
    }
  }

  /** Start finds an open session but begins one where none is, so the newest note is asked first. */
  look(conversation: Conversation): void {
    if (conversation.conv !== this.lookingAt || conversation.phase !== "live") {
      return;
    }

    this.lookingAt = undefined;
    if (isOver(conversation)) {
      this.events.nothingOpen();
    } else {
      void this.start();
    }
  }

  /** Finds the open session or begins one. */
  start(): Promise<void> {
    this.starting ??= this.startOnce().finally(() => (this.starting = undefined));
    return this.starting;
  }

  private async startOnce(): Promise<void> {
    const { connection, conversations, outbox } = this.link;
    this.command ??= uuidv7();
    const page = this.events.page();
    const context = this.events.context();
    const reply: ReplyOf<VisitorSession> = await connection.call("Start", {
      commandId: this.command,
      page,
      ...(Object.keys(context).length > 0 ? { context } : {}),
    });
    if (reply.ok && reply.value) {
      const { conversationId } = reply.value;
      this.command = undefined;
      this.events.refused(undefined);
      this.events.came(reply.value);
      outbox.adopt(conversationId);
      if (conversations.get(conversationId).phase === "unknown") {
        await connection.ping();
      }
    } else if (!outcomeUnknown(reply)) {
      this.command = undefined;
      this.events.refused(reply.error?.code);
    }
  }

  /** The present state of a session that is over: a survey may have come, or an agent's answer. */
  private async refresh({ sessionId }: VisitorSession): Promise<void> {
    const commandId = uuidv7();
    const reply = await this.link.connection.call("QueueStatus", { commandId, sessionId });
    if (reply.ok && reply.value) {
      this.events.came(reply.value);
    }
  }
}
