import { describe, expect, test } from "vitest";
import { noon, offerCard } from "../testing/rows.ts";
import { closeOffer, countdown, oldestRinging, stageOffer, takeOffer } from "./offers.ts";

describe("the countdown", () => {
  const card = offerCard(1);
  test.each([
    [0, 20, 1],
    [100, 20, 0.995],
    [15_000, 5, 0.25],
    [19_999, 1, 0.00005],
    [20_000, 0, 0],
    [99_000, 0, 0],
  ])("%i ms after the offer shows %i s and a ring of %f", (ms, seconds, share) => {
    const left = countdown(card, noon + ms);
    expect(left.seconds).toBe(seconds);
    expect(left.share).toBeCloseTo(share, 6);
  });

  test("never shows more than the whole window, whatever the clocks say", () =>
    expect(countdown(card, noon - 60_000)).toEqual({ seconds: 20, share: 1 }));
});

test("a new offer for the same session replaces the old one", () => {
  const offers = takeOffer(takeOffer([], offerCard(1)), offerCard(2, { sessionId: 101 }));
  expect(offers.map((o) => o.card.offerId)).toEqual([2]);
});

test("keys mean the offer that ends first, and only while it can be decided", () => {
  const later = offerCard(1, { deadline: new Date(noon + 30_000).toISOString() });
  const offers = takeOffer(takeOffer([], later), offerCard(2));
  expect(oldestRinging(offers)?.card.offerId).toBe(2);
  expect(oldestRinging(stageOffer(offers, 2, "deciding"))?.card.offerId).toBe(1);
  expect(oldestRinging([])).toBeUndefined();
});

test("an offer that ended stays with its outcome and cannot be decided any more", () => {
  const closed = closeOffer(takeOffer([], offerCard(1)), {
    offerId: 1,
    sessionId: 101,
    outcome: "timedOut",
  });
  expect(closed[0]).toMatchObject({ stage: "gone", outcome: "timedOut" });
  expect(stageOffer(closed, 1, "deciding")[0]?.stage).toBe("gone");
});
