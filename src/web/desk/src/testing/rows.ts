import type { OfferCard, SessionRow } from "@servicedesk/protocol";

export const noon = Date.parse("2026-03-02T12:00:00Z");

export function at(secondsAfterNoon: number): string {
  return new Date(noon + secondsAfterNoon * 1000).toISOString();
}

/** A session of agent 7 in which the visitor waits since noon. */
export function sessionRow(sessionId: number, change: Partial<SessionRow> = {}): SessionRow {
  const conversationId = change.conversationId ?? sessionId + 1000;
  return {
    sessionId,
    conversationId,
    visitorId: `v${sessionId}`,
    visitorName: `Visitor ${sessionId}`,
    channel: "web",
    entryPoint: "shop",
    queue: "Sales",
    phase: "active",
    version: 1,
    agentId: 7,
    agentName: "Ana",
    visitorOnline: true,
    locale: "en",
    page: { url: "https://shop.example/cart", title: "Cart" },
    startedAt: at(-60),
    waitingOn: "service",
    waitingSince: at(0),
    head: { conv: conversationId, epoch: 1, seq: 10, n: 5, readSeq: 8, readN: 4 },
    onHold: false,
    monitored: false,
    round: 0,
    step: 0,
    ...change,
  };
}

export function offerCard(offerId: number, change: Partial<OfferCard> = {}): OfferCard {
  return {
    offerId,
    sessionId: offerId + 100,
    conversationId: offerId + 1000,
    visitorName: `Visitor ${offerId}`,
    queue: "Sales",
    page: { url: "https://shop.example/", title: "Shop" },
    createdAt: at(0),
    deadline: at(20),
    serverTime: at(0),
    why: "Least loaded in Sales",
    consult: false,
    broadcast: false,
    ...change,
  };
}
