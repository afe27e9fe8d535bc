import type { DeskState } from "../state/deskState.ts";
import type { FrameStore } from "../state/frameStore.ts";
import { oldestRinging } from "../state/offers.ts";
import { isMine } from "../state/lists.ts";
import type { Sounds } from "../sound/sounds.ts";
import type { AgentLink } from "./agentLink.ts";

/**
 * Sounds for what needs the agent: rings while an offer can be decided, a soft one for a visitor's message in a chat that
 * is not being looked at. Driven by the store's changes, not by its rendering, so that a hidden page sounds too.
 * @returns how to stop.
 */
export function ringing(store: FrameStore<DeskState>, link: AgentLink, sounds: Sounds): () => void {
  link.onArrival((conv, fresh) => {
    const state = store.get();
    const own = [...state.rows.values()].find((row) => row.conversationId === conv);
    if (!own || state.agentId === undefined || !isMine(own, state.agentId)) return;
    const looking =
      document.visibilityState === "visible" &&
      state.opened?.kind === "session" &&
      state.opened.id === own.sessionId;
    const known = state.conversations.get(conv)?.events.length ?? 0;
    const live = fresh.length < known;
    const words = fresh.some((e) => e.type === "message" && e.sender.startsWith("visitor:"));
    if (live && words && !looking) sounds.play("message");
  });
  const stop = store.onChange((now, before) => {
    if (now.offers !== before.offers) sounds.ring(oldestRinging(now.offers) !== undefined);
  });
  return () => {
    stop();
    sounds.ring(false);
  };
}
