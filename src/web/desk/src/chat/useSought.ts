import type { Conversation } from "@servicedesk/protocol";
import { type RefObject, useEffect, useRef } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";

/** So many older pages are read at most; what lies further back is reached by reading on. */
const mostPages = 100;

/** Brings the message that a search found into view, reading older pages until it is there. */
export function useSought(
  conversation: Conversation,
  staff: Conversation | undefined,
  box: RefObject<HTMLElement | null>,
): void {
  const desk = useDesk();
  const sought = useDeskState((s) => s.sought);
  const pages = useRef(0);
  useEffect(() => {
    if (!sought || sought.conv !== conversation.conv) return;
    const place = sought.amongStaff ? "[data-mark]" : ":not([data-mark])";
    const row = box.current?.querySelector<HTMLElement>(`[data-seq="${sought.seq}"]${place}`);
    if (row) {
      box.current?.querySelector("[data-sought]")?.removeAttribute("data-sought");
      row.dataset.sought = "true";
      // After the list has kept its own place.
      requestAnimationFrame(() => row.scrollIntoView({ block: "center" }));
      desk.set({ sought: undefined });
      return;
    }
    const from = sought.amongStaff ? staff : conversation;
    if (!from) return;
    if (!from.older || pages.current >= mostPages) {
      desk.set({ sought: undefined });
      return;
    }
    pages.current++;
    void desk.chats.older(from.conv);
  }, [desk, sought, conversation, staff, box]);
}
