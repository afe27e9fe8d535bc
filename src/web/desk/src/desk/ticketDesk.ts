import { type ReplyOf, type TicketRow, uuidv7 } from "@servicedesk/protocol";
import type { AgentLink } from "./agentLink.ts";
import type { ListFeed } from "./listFeed.ts";
import type { Outcome } from "./sessionWork.ts";

/** Left messages: answered into the visitor's conversation, or closed. */
export class TicketDesk {
  private readonly link: AgentLink;
  private readonly lists: ListFeed;

  constructor(link: AgentLink, lists: ListFeed) {
    this.link = link;
    this.lists = lists;
  }

  async answer(ticketId: number, text: string): Promise<Outcome> {
    const request = { commandId: uuidv7(), ticketId, text };
    return this.taken(await this.link.connection.call("AnswerTicket", request));
  }

  async close(ticketId: number): Promise<Outcome> {
    return this.taken(
      await this.link.connection.call("CloseTicket", { commandId: uuidv7(), ticketId }),
    );
  }

  private taken(reply: ReplyOf<TicketRow>): Outcome {
    if (!reply.ok || !reply.value) return { ok: false, code: reply.error?.code ?? "unavailable" };
    this.lists.takeTickets([reply.value]);
    return { ok: true };
  }
}
