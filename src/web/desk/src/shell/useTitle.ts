import { useEffect } from "react";
import { useDesk } from "../desk/useDesk.tsx";
import type { DeskState } from "../state/deskState.ts";
import { isMine } from "../state/lists.ts";
import { oldestRinging } from "../state/offers.ts";
import { unread } from "../state/sessionRows.ts";
import { useLanguage } from "./language.tsx";

/** The page's title tells of ringing chats and unread messages also where the desk is not looked at. */
export function useTitle(): void {
  const { store } = useDesk();
  const { t } = useLanguage();
  useEffect(() => {
    const show = (state: DeskState) => {
      const offer = oldestRinging(state.offers);
      const count = unreadOfMine(state);
      const title = offer
        ? t("desk.title.ringing", { name: offer.card.visitorName })
        : t("desk.product");
      document.title = count > 0 ? `(${count}) ${title}` : title;
    };
    show(store.get());
    return store.onChange((now, before) => {
      if (
        now.rows !== before.rows ||
        now.offers !== before.offers ||
        now.agentId !== before.agentId
      )
        show(now);
    });
  }, [store, t]);
}

function unreadOfMine({ rows, agentId }: DeskState): number {
  let count = 0;
  if (agentId !== undefined)
    for (const row of rows.values()) if (isMine(row, agentId)) count += unread(row);
  return count;
}
