import type { ReplyOf, SessionRow } from "@servicedesk/protocol";
import { beforeEach, expect, test, vi } from "vitest";
import { type DeskState, initialState } from "../state/deskState.ts";
import { FrameStore } from "../state/frameStore.ts";
import { noon, offerCard, sessionRow } from "../testing/rows.ts";
import { ServerClock } from "../time/serverClock.ts";
import type { AgentLink } from "./agentLink.ts";
import { OfferDesk } from "./offerDesk.ts";

const user = { id: 7, name: "Ana", email: "ana@example.com", roles: ["agent"] };
const events = { accepted: vi.fn(), refused: vi.fn() };
const heard = new Map<string, (value: unknown) => void>();
let answer: (reply: ReplyOf<SessionRow>) => void;
let store: FrameStore<DeskState>;
let offers: OfferDesk;
/** Offers that were there at each moment when session 101 was one's own. */
let offersWhileOwn: number[];

const row = sessionRow(101);
const taken = () => store.update((s) => ({ ...s, rows: new Map([[101, row]]) }));
const accepted = { offerId: 1, sessionId: 101, outcome: "accepted" };

beforeEach(() => {
  vi.useFakeTimers({ now: noon });
  events.accepted.mockReset();
  events.refused.mockReset();
  store = new FrameStore<DeskState>({ ...initialState(user), agentId: 7 });
  const connection = {
    on: (name: string, listener: (value: unknown) => void) => heard.set(name, listener),
    call: () => new Promise((resolve) => (answer = resolve)),
  };
  const link = { connection } as unknown as AgentLink;
  offers = new OfferDesk(store, link, new ServerClock(), events);
  heard.get("Offer")?.(offerCard(1));
  offersWhileOwn = [];
  store.onChange((now, before) => {
    if (now.rows.has(101) && !before.rows.has(101)) offersWhileOwn.push(now.offers.length);
  });
});

test.each(["the session before the answer", "the answer before the session"])(
  "an accepted offer is there until its session is one's own: %s",
  async (order) => {
    const accepting = offers.accept(1);
    if (order === "the session before the answer") {
      heard.get("OfferClosed")?.(accepted);
      taken();
    }
    answer({ ok: true, value: row });
    await accepting;
    expect(offersWhileOwn).toEqual([1]);
    expect(events.accepted).toHaveBeenCalledExactlyOnceWith(101);
    expect(store.get().offers).toEqual([]);
  },
);

test("an offer that was accepted though the answer was lost rings no more", async () => {
  const accepting = offers.accept(1);
  heard.get("OfferClosed")?.(accepted);
  answer({ ok: false, error: { code: "connection_closed", message: "" } });
  await accepting;
  expect(store.get().offers).toEqual([]);
  expect(events.refused).not.toHaveBeenCalled();
});

test("an offer that a colleague accepted goes away", () => {
  heard.get("OfferClosed")?.(accepted);
  expect(store.get().offers).toEqual([]);
});
