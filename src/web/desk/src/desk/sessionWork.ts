import {
  type ConversationEvent,
  ErrorCodes,
  type Explanation,
  type ReplyOf,
  type SessionRow,
  uuidv7,
} from "@servicedesk/protocol";
import type { DeskState } from "../state/deskState.ts";
import type { FrameStore } from "../state/frameStore.ts";
import type { AgentLink } from "./agentLink.ts";

/** Time to take a resolve back before it is sent. */
export const undoResolveMs = 5_000;

export interface Target {
  readonly queue?: string;
  readonly agent?: number;
}

/** What became of a command: done, or the refusal's code. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly code: string };

export interface SessionWorkEvents {
  /** The visitor wrote while the resolve could still be undone, so it was not sent. */
  resolveHeldBack(row: SessionRow): void;
  refused(code: string): void;
}

/** Commands on a session. Each is sent with the version that the agent saw. */
export class SessionWork {
  private readonly store: FrameStore<DeskState>;
  private readonly link: AgentLink;
  private readonly events: SessionWorkEvents;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: FrameStore<DeskState>, link: AgentLink, events: SessionWorkEvents) {
    this.store = store;
    this.link = link;
    this.events = events;
    link.onArrival((conv, fresh) => this.holdBack(conv, fresh));
  }

  /** Ends the session once the time to undo is over. Another one that is still to be undone goes at once. */
  resolve(sessionId: number): void {
    this.finishResolving();
    this.store.update((s) => ({
      ...s,
      resolving: { sessionId, until: Date.now() + undoResolveMs },
    }));
    this.timer = setTimeout(() => this.finishResolving(), undoResolveMs);
  }

  undoResolve(): void {
    clearTimeout(this.timer);
    this.store.update((s) => ({ ...s, resolving: undefined }));
  }

  async transfer(sessionId: number, to: Target, confirmed: boolean): Promise<Outcome> {
    const row = this.store.get().rows.get(sessionId);
    if (!row) return { ok: false, code: ErrorCodes.notFound };
    const { version } = row;
    const request = {
      commandId: uuidv7(),
      sessionId,
      version,
      toQueue: to.queue,
      toAgent: to.agent,
      confirmed,
    };
    return this.taken(await this.link.connection.call("Transfer", request));
  }

  /** Asks a colleague for advice. */
  async consult(sessionId: number, to: Target): Promise<Outcome> {
    const row = this.store.get().rows.get(sessionId);
    if (!row) return { ok: false, code: ErrorCodes.notFound };
    const { version } = row;
    const request = {
      commandId: uuidv7(),
      sessionId,
      version,
      toAgent: to.agent,
      confirmed: false,
    };
    return this.taken(await this.link.connection.call("Consult", request));
  }

  /** Commands that need nothing but the session as it was seen. */
  async command(
    name: "Claim" | "Hold" | "Unhold" | "CompleteConsult" | "CancelConsult",
    { sessionId, version }: SessionRow,
  ): Promise<Outcome> {
    const request = { commandId: uuidv7(), sessionId, version };
    return this.taken(await this.link.connection.call(name, request));
  }

  /** Files the session under words and takes it out of others. */
  async tag(
    sessionId: number,
    add: readonly string[],
    remove: readonly string[],
  ): Promise<Outcome> {
    const request = { commandId: uuidv7(), sessionId, add: [...add], remove: [...remove] };
    return this.taken(await this.link.connection.call("Tag", request));
  }

  async wrapUpDone(sessionId: number): Promise<void> {
    const reply = await this.link.connection.call("WrapUpDone", { commandId: uuidv7(), sessionId });
    if (!reply.ok) {
      this.events.refused(reply.error?.code ?? ErrorCodes.unavailable);
      return;
    }
    this.store.update((s) => {
      const row = s.rows.get(sessionId);
      return row
        ? { ...s, rows: new Map(s.rows).set(sessionId, { ...row, wrapUpUntil: undefined }) }
        : s;
    });
  }

  explain(sessionId: number): Promise<ReplyOf<Explanation>> {
    return this.link.connection.call("Explain", { sessionId });
  }

  private finishResolving(): void {
    clearTimeout(this.timer);
    const { resolving, rows } = this.store.get();
    if (!resolving) return;
    this.store.update((s) => ({ ...s, resolving: undefined }));
    const row = rows.get(resolving.sessionId);
    if (row?.phase === "active") void this.end(row);
  }

  private async end({ sessionId, version }: SessionRow): Promise<void> {
    const reply = await this.link.connection.call("End", {
      commandId: uuidv7(),
      sessionId,
      version,
    });
    const outcome = this.taken(reply);
    if (!outcome.ok) this.events.refused(outcome.code);
  }

  private taken(reply: ReplyOf<SessionRow>): Outcome {
    const row = reply.value;
    if (!reply.ok || !row) return { ok: false, code: reply.error?.code ?? ErrorCodes.unavailable };
    this.store.update((s) => ({ ...s, rows: new Map(s.rows).set(row.sessionId, row) }));
    return { ok: true };
  }

  private holdBack(conv: number, fresh: readonly ConversationEvent[]): void {
    const { resolving, rows } = this.store.get();
    const row = resolving && rows.get(resolving.sessionId);
    const wrote = fresh.some((e) => e.type === "message" && e.sender.startsWith("visitor:"));
    if (!row || row.conversationId !== conv || !wrote) return;
    this.undoResolve();
    this.events.resolveHeldBack(row);
  }
}
