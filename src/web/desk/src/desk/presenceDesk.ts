import { type Presence, uuidv7 } from "@servicedesk/protocol";
import type { DeskState } from "../state/deskState.ts";
import type { FrameStore } from "../state/frameStore.ts";
import { isMine } from "../state/lists.ts";
import type { AgentLink } from "./agentLink.ts";

/** The agent's chosen state. */
export class PresenceDesk {
  private readonly store: FrameStore<DeskState>;
  private readonly link: AgentLink;
  private readonly refused: (code: string) => void;

  constructor(store: FrameStore<DeskState>, link: AgentLink, refused: (code: string) => void) {
    this.store = store;
    this.link = link;
    this.refused = refused;
  }

  /** Chooses a state; going offline with chats at hand asks first. */
  choose(presence: Presence, reason?: string): void {
    if (presence === "offline" && this.activeChats() > 0) {
      this.store.update((s) => ({ ...s, dialog: "offline" }));
      return;
    }
    void this.set(presence, reason);
  }

  async set(presence: Presence, reason?: string): Promise<void> {
    const reply = await this.link.connection.call("SetPresence", {
      commandId: uuidv7(),
      presence,
      reason,
    });
    const me = reply.value;
    if (reply.ok && me) this.store.update((s) => ({ ...s, me }));
    else this.refused(reply.error?.code ?? "unavailable");
  }

  activeChats(): number {
    const { rows, agentId } = this.store.get();
    if (agentId === undefined) return 0;
    return [...rows.values()].filter((row) => row.phase === "active" && isMine(row, agentId))
      .length;
  }
}
