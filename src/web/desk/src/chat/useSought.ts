import type { Conversation } from "@servicedesk/protocol";
import { type RefObject, useEffect, useRef } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { messageAt, pointOut } from "./roving.ts";

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
    const from = sought.amongStaff ? staff : conversation;
    if (!from) return;
    const row = messageAt(box.current, from.conv, sought.seq);
    if (row) {
      // After the list has kept its own place.
      requestAnimationFrame(() => pointOut(row));
      desk.set({ sought: undefined });
      return;
    }
    if (!from.older || pages.current >= mostPages) {
      desk.set({ sought: undefined });
      return;
    }
    pages.current++;
    void desk.chats.older(from.conv);
  }, [desk, sought, conversation, staff, box]);
}
