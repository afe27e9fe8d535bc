import type { OfferCard, OfferEnd } from "@servicedesk/protocol";

/** ringing: can be decided; deciding: sent, answer awaited; gone: ended, still shown for a moment. */
export interface OfferState {
  readonly card: OfferCard;
  readonly stage: "ringing" | "deciding" | "gone";
  /** For gone: accepted, declined, timedOut or rescinded. For deciding: accepted, when the server has said so elsewhere first. */
  readonly outcome?: string;
}

export interface Countdown {
  readonly seconds: number;
  /** 1 at the start, 0 at the deadline. */
  readonly share: number;
}

/** Remaining time by the server's clock; never below zero, and never above the window when the clocks disagree. */
export function countdown(card: OfferCard, serverNow: number): Countdown {
  const deadline = Date.parse(card.deadline);
  const window = Math.max(1, deadline - Date.parse(card.createdAt));
  const left = Math.min(window, Math.max(0, deadline - serverNow));
  return { seconds: Math.ceil(left / 1000), share: left / window };
}

export function takeOffer(offers: readonly OfferState[], card: OfferCard): readonly OfferState[] {
  const others = offers.filter(
    (o) => o.card.offerId !== card.offerId && o.card.sessionId !== card.sessionId,
  );
  return [...others, { card, stage: "ringing" }];
}

export function closeOffer(offers: readonly OfferState[], end: OfferEnd): readonly OfferState[] {
  return offers.map((o) =>
    o.card.offerId === end.offerId ? { ...o, stage: "gone", outcome: end.outcome } : o,
  );
}

export function stageOffer(
  offers: readonly OfferState[],
  offerId: number,
  stage: OfferState["stage"],
): readonly OfferState[] {
  return offers.map((o) =>
    o.card.offerId === offerId && o.stage !== "gone" ? { ...o, stage } : o,
  );
}

export function dropOffer(offers: readonly OfferState[], offerId: number): readonly OfferState[] {
  return offers.filter((o) => o.card.offerId !== offerId);
}

/** The oldest offer that still can be decided: what the keys A and D mean. */
export function oldestRinging(offers: readonly OfferState[]): OfferState | undefined {
  return offers
    .filter((o) => o.stage === "ringing")
    .sort((a, b) => Date.parse(a.card.deadline) - Date.parse(b.card.deadline))[0];
}
