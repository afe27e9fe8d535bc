import type { StaffUser } from "@servicedesk/protocol";
import { type DeskState, initialState } from "../state/deskState.ts";
import { Drafts } from "../state/drafts.ts";
import { FrameStore } from "../state/frameStore.ts";
import { isMine, type ListName, nextWaitingOnUs, orderOf } from "../state/lists.ts";
import { rememberSide, sideAtFirst } from "../shell/sideChoice.ts";
import type { Sounds } from "../sound/sounds.ts";
import { ServerClock } from "../time/serverClock.ts";
import { AgentLink } from "./agentLink.ts";
import { Chats } from "./chats.ts";
import { ListFeed } from "./listFeed.ts";
import { OfferDesk } from "./offerDesk.ts";
import { PresenceDesk } from "./presenceDesk.ts";
import { ringing } from "./ringing.ts";
import { SessionWork } from "./sessionWork.ts";
import { TicketDesk } from "./ticketDesk.ts";
import { Toasts } from "./toasts.ts";

/** One signed-in person's desk: the store that the screens show, and what they can do. */
export class Desk {
  readonly store: FrameStore<DeskState>;
  readonly clock = new ServerClock();
  readonly drafts = new Drafts();
  readonly link: AgentLink;
  readonly toasts: Toasts;
  readonly lists: ListFeed;
  readonly offers: OfferDesk;
  readonly chats: Chats;
  readonly sessions: SessionWork;
  readonly presence: PresenceDesk;
  readonly tickets: TicketDesk;
  /** Set by the composer while it is on the screen. */
  focusComposer: () => void = () => undefined;
  /** Set by the list while it is on the screen: the order as shown, which may be held. */
  shownOrder: () => readonly number[] = () => [];
  /** Set by the list: brings a row into view and gives it the focus. */
  focusRow: (id: number) => void = () => undefined;
  private readonly stopRinging: () => void;

  constructor(user: StaffUser, sounds: Sounds, locale: () => string) {
    this.store = new FrameStore({ ...initialState(user), sideOpen: sideAtFirst() });
    this.toasts = new Toasts(this.store);
    const refused = (code: string) => this.refused(code);
    this.link = new AgentLink(this.store, this.clock, locale);
    this.lists = new ListFeed(this.store, this.link);
    this.chats = new Chats(this.store, this.link, this.drafts);
    this.offers = new OfferDesk(this.store, this.link, this.clock, {
      accepted: (id) => this.accepted(id),
      refused,
    });
    this.sessions = new SessionWork(this.store, this.link, {
      resolveHeldBack: (row) =>
        this.toasts.show({
          tone: "info",
          text: "desk.resolve.held",
          values: { name: row.visitorName },
        }),
      refused,
    });
    this.presence = new PresenceDesk(this.store, this.link, refused);
    this.tickets = new TicketDesk(this.link, this.lists);
    this.stopRinging = ringing(this.store, this.link, sounds);
  }

  start(): void {
    this.link.connection.start();
  }

  async stop(): Promise<void> {
    this.stopRinging();
    await this.link.connection.stop();
  }

  refused(code: string): void {
    this.toasts.show({ tone: "bad", text: "desk.refused", values: { context: code, code } });
  }

  selectList(list: ListName): void {
    this.store.update((s) => ({ ...s, list }));
  }

  set(change: Partial<DeskState>): void {
    this.store.update((s) => ({ ...s, ...change }));
  }

  /** Gives the composer the focus once what was opened is on the screen. */
  write(): void {
    requestAnimationFrame(() => requestAnimationFrame(() => this.focusComposer()));
  }

  showSide(sideOpen: boolean): void {
    this.set({ sideOpen });
    rememberSide(sideOpen);
  }

  /** Opens the row that is so many places away from the opened one in the list as shown. */
  step(places: number): void {
    const { list, opened } = this.store.get();
    const order = this.shownOrder();
    const at = opened ? order.indexOf(opened.id) : -1;
    const next = order[at < 0 ? 0 : Math.min(order.length - 1, Math.max(0, at + places))];
    if (next === undefined) return;
    if (list === "offline") this.chats.openTicket(next);
    else this.chats.openSession(next);
    this.focusRow(next);
  }

  nextWaiting(): void {
    const { rows, agentId, opened } = this.store.get();
    const next = agentId === undefined ? undefined : nextWaitingOnUs(rows, agentId, opened?.id);
    if (next === undefined) return;
    this.selectList("mine");
    this.chats.openSession(next);
    this.write();
  }

  resolveOpened(thenNext: boolean): void {
    const { opened, rows, agentId } = this.store.get();
    if (opened?.kind !== "session") return;
    this.sessions.resolve(opened.id);
    if (!thenNext || agentId === undefined) return;
    const rest = new Map(rows);
    rest.delete(opened.id);
    const active = orderOf("mine", rest, agentId).find((id) => rest.get(id)?.phase === "active");
    if (active !== undefined) this.chats.openSession(active);
    else this.chats.close();
  }

  /** Whether the opened session is one that this agent answers now. */
  answersOpened(state: DeskState = this.store.get()): boolean {
    const row = state.opened?.kind === "session" ? state.rows.get(state.opened.id) : undefined;
    return row?.phase === "active" && state.agentId !== undefined && isMine(row, state.agentId);
  }

  private accepted(sessionId: number): void {
    this.selectList("mine");
    this.chats.openSession(sessionId);
    this.write();
  }
}
