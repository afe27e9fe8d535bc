import type { Desk } from "../../desk/Desk.ts";
import { addUnsaved } from "../../shell/unsaved.ts";
import { DraftStore } from "./DraftStore.ts";

const drafts = new WeakMap<Desk, DraftStore>();

/** The draft of this sitting: edits stay while other pages of the desk are looked at, and end with the sitting. */
export function draftOf(desk: Desk): DraftStore {
  let store = drafts.get(desk);
  if (!store) {
    const made = new DraftStore();
    drafts.set(desk, (store = made));
    addUnsaved(desk, () => made.dirty());
  }
  return store;
}
