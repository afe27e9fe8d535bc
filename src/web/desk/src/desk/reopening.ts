import type { DeskState } from "../state/deskState.ts";
import type { FrameStore } from "../state/frameStore.ts";
import type { ListName } from "../state/lists.ts";
import type { AgentLink } from "./agentLink.ts";
import type { Chats } from "./chats.ts";
import type { ListFeed } from "./listFeed.ts";

interface Kept {
  readonly id: number;
  readonly list: ListName;
}

/** The chat that is open in this tab is open again after a reload of it. */
export function reopening(
  person: number,
  store: FrameStore<DeskState>,
  link: AgentLink,
  lists: ListFeed,
  chats: Chats,
): void {
  const key = `servicedesk.opened.${person}`;
  let kept = read(key);
  store.onChange(({ opened, list }, before) => {
    if (opened === before.opened && list === before.list) return;
    if (opened?.kind === "session")
      sessionStorage.setItem(key, JSON.stringify({ id: opened.id, list }));
    // What is still to be opened again is not forgotten by what comes before it.
    else if (before.opened) sessionStorage.removeItem(key);
  });
  link.onWelcome(() => {
    const wanted = kept;
    kept = undefined;
    if (wanted) void reopen(wanted);
  });

  async function reopen({ id, list }: Kept): Promise<void> {
    const there = await lists.loadOne(id);
    if (!there || store.get().opened) return;
    store.update((s) => ({ ...s, list }));
    chats.openSession(id);
  }
}

function read(key: string): Kept | undefined {
  const text = sessionStorage.getItem(key);
  return text === null ? undefined : (JSON.parse(text) as Kept);
}
