import { type OfferCard, uuidv7 } from "@servicedesk/protocol";
import type { DeskState } from "../state/deskState.ts";
import type { FrameStore } from "../state/frameStore.ts";
import {
  closeOffer,
  countdown,
  dropOffer,
  type OfferState,
  stageOffer,
  takeOffer,
} from "../state/offers.ts";
import type { ServerClock } from "../time/serverClock.ts";
import type { AgentLink } from "./agentLink.ts";

/** How long an offer that went elsewhere stays readable. */
const goneForMs = 6_000;
/** After its deadline an offer waits so long for the server's word before it is taken for gone. */
const lateByMs = 3_000;

export interface OfferEvents {
  /** An offer was accepted here: its session is ours. */
  accepted(sessionId: number): void;
  refused(code: string): void;
}

/** Ringing sessions and what the agent decides about them. */
export class OfferDesk {
  private readonly store: FrameStore<DeskState>;
  private readonly link: AgentLink;
  private readonly clock: ServerClock;
  private readonly events: OfferEvents;

  constructor(
    store: FrameStore<DeskState>,
    link: AgentLink,
    clock: ServerClock,
    events: OfferEvents,
  ) {
    this.store = store;
    this.link = link;
    this.clock = clock;
    this.events = events;
    link.connection.on("Offer", (card) => this.ring(card));
    link.connection.on("OfferClosed", (end) => {
      const deciding = (o: OfferState) => o.card.offerId === end.offerId && o.stage === "deciding";
      // The answer to one's own word brings the session and takes the card away with it.
      if (end.outcome === "accepted" && this.store.get().offers.some(deciding)) return;
      this.change((offers) => closeOffer(offers, end));
      const silent = end.outcome === "accepted" || end.outcome === "declined";
      if (silent) this.drop(end.offerId);
      else setTimeout(() => this.drop(end.offerId), goneForMs);
    });
  }

  async accept(offerId: number): Promise<void> {
    this.change((offers) => stageOffer(offers, offerId, "deciding"));
    const reply = await this.link.connection.call("AcceptOffer", { commandId: uuidv7(), offerId });
    if (reply.ok && reply.value) {
      const row = reply.value;
      this.drop(offerId);
      this.store.update((s) => ({ ...s, rows: new Map(s.rows).set(row.sessionId, row) }));
      this.events.accepted(row.sessionId);
    } else {
      this.undecided(offerId, reply.error?.code ?? "unavailable");
    }
  }

  async decline(offerId: number, reason: string): Promise<void> {
    this.change((offers) => stageOffer(offers, offerId, "deciding"));
    const reply = await this.link.connection.call("DeclineOffer", {
      commandId: uuidv7(),
      offerId,
      reason,
    });
    if (reply.ok) this.drop(offerId);
    else this.undecided(offerId, reply.error?.code ?? "unavailable");
  }

  private ring(card: OfferCard): void {
    this.clock.learn(card.serverTime);
    this.change((offers) => takeOffer(offers, card));
    this.watchDeadline(card);
  }

  /** Closes by itself should the server's word be lost; a late timer of a hidden page looks at the time again. */
  private watchDeadline(card: OfferCard): void {
    const left = Date.parse(card.deadline) - this.clock.now() + lateByMs;
    setTimeout(
      () => {
        const known = this.store.get().offers.find((o) => o.card.offerId === card.offerId);
        if (!known || known.stage === "gone") return;
        if (countdown(card, this.clock.now()).seconds > 0) this.watchDeadline(card);
        else this.gone(card.offerId);
      },
      Math.max(0, left),
    );
  }

  private undecided(offerId: number, code: string): void {
    const over = code === "offer_expired" || code === "already_taken" || code === "not_found";
    if (over) this.gone(offerId);
    else {
      this.change((offers) => stageOffer(offers, offerId, "ringing"));
      this.events.refused(code);
    }
  }

  private gone(offerId: number): void {
    this.change((offers) =>
      offers.map((o): OfferState =>
        o.card.offerId === offerId ? { ...o, stage: "gone", outcome: "timedOut" } : o,
      ),
    );
    setTimeout(() => this.drop(offerId), goneForMs);
  }

  private drop(offerId: number): void {
    this.change((offers) => dropOffer(offers, offerId));
  }

  private change(change: (offers: readonly OfferState[]) => readonly OfferState[]): void {
    this.store.update((s) => ({ ...s, offers: change(s.offers) }));
  }
}
