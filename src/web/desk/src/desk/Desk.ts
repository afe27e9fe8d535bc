import { type SearchHit, type SessionRow, type StaffUser, timeline } from "@servicedesk/protocol";
import { lastEditable } from "@servicedesk/ui";
import {
  type Composing,
  type DeskState,
  initialState,
  openedRow,
  withEntry,
} from "../state/deskState.ts";
import { DraftSync } from "./draftSync.ts";
import { Drafts } from "../state/drafts.ts";
import { FrameStore } from "../state/frameStore.ts";
import { type ListName, nextWaitingOnUs, orderOf } from "../state/lists.ts";
import { type Part, partIn, type Writing, writingsOf } from "../state/part.ts";
import { rememberSide, sideAtFirst } from "../shell/sideChoice.ts";
import type { Sounds } from "../sound/sounds.ts";
import { ServerClock } from "../time/serverClock.ts";
import { AgentLink } from "./agentLink.ts";
import { Chats } from "./chats.ts";
import { ListFeed } from "./listFeed.ts";
import { MessageWork } from "./messageWork.ts";
import { OfferDesk } from "./offerDesk.ts";
import { PresenceDesk } from "./presenceDesk.ts";
import { reopening } from "./reopening.ts";
import { ringing } from "./ringing.ts";
import { type Outcome, SessionWork } from "./sessionWork.ts";
import { StaffTalk } from "./staffTalk.ts";
import { Supervision } from "./supervision.ts";
import { TicketDesk } from "./ticketDesk.ts";
import { Toasts } from "./toasts.ts";

/** One signed-in person's desk: the store that the screens show, and what they can do. */
export class Desk {
  readonly store: FrameStore<DeskState>;
  readonly clock = new ServerClock();
  readonly drafts: Drafts;
  readonly link: AgentLink;
  readonly toasts: Toasts;
  readonly lists: ListFeed;
  readonly offers: OfferDesk;
  readonly chats: Chats;
  readonly sessions: SessionWork;
  readonly staff: StaffTalk;
  readonly messages: MessageWork;
  readonly supervision: Supervision;
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
    this.drafts = new Drafts(user.id);
    const drafted: ReadonlySet<number> = new Set(this.drafts.conversations);
    this.store = new FrameStore({ ...initialState(user), drafted, sideOpen: sideAtFirst() });
    this.toasts = new Toasts(this.store);
    const refused = (code: string) => this.refused(code);
    this.link = new AgentLink(this.store, this.clock, user.id, locale);
    sounds.speaks = () => this.link.tabs.leads;
    this.lists = new ListFeed(this.store, this.link);
    this.messages = new MessageWork(this.store, this.link, refused);
    this.chats = new Chats(this.store, this.link, this.drafts, this.messages);
    new DraftSync(this.link, this.drafts);
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
    this.staff = new StaffTalk(this.store, this.link, this.messages);
    this.supervision = new Supervision(this.store);
    this.presence = new PresenceDesk(this.store, this.link, refused);
    this.tickets = new TicketDesk(this.link, this.lists);
    reopening(user.id, this.store, this.link, this.lists, this.chats);
    this.stopRinging = ringing(this.store, this.link, sounds);
  }

  start(): void {
    this.link.start();
  }

  async stop(): Promise<void> {
    this.stopRinging();
    await Promise.all([this.link.connection.stop(), this.supervision.stop()]);
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
  focusComposerSoon(): void {
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

  /** Opens a session that another page names, whatever its age. */
  async openSessionOf(id: number): Promise<void> {
    if (!(await this.lists.loadOne(id))) {
      this.refused("not_found");
      return;
    }
    this.selectList("all");
    this.chats.openSession(id);
  }

  /** Opens what a search found, at the message where there is one. */
  async openHit(hit: SearchHit): Promise<void> {
    const { conversationId: conv, sessionId, seq, amongStaff } = hit;
    this.set({ sought: seq === undefined ? undefined : { conv, seq, amongStaff } });
    await this.openSessionOf(sessionId);
  }

  nextWaiting(): void {
    const { rows, agentId, opened } = this.store.get();
    const next = agentId === undefined ? undefined : nextWaitingOnUs(rows, agentId, opened?.id);
    if (next === undefined) return;
    this.selectList("mine");
    this.chats.openSession(next);
    this.focusComposerSoon();
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

  /** What this person is in the opened session; undefined when none is opened. */
  partInOpened(state: DeskState = this.store.get()): Part | undefined {
    const row = openedRow(state);
    return row && partIn(row, state.agentId, state.monitoring);
  }

  /** Where the words for the opened session go now. */
  writingIn(row: SessionRow, state: DeskState = this.store.get()): Writing | undefined {
    const choices = writingsOf(partIn(row, state.agentId, state.monitoring), row);
    const chosen = state.writing.get(row.sessionId);
    return chosen !== undefined && choices.includes(chosen) ? chosen : choices[0];
  }

  /** The next words in this conversation answer a message or change one; the composer is brought where they are written. */
  compose(conv: number, composing: Composing): void {
    const row = openedRow(this.store.get());
    if (!row) return;
    this.messages.begin(conv, composing);
    this.write(conv === row.staffConversationId ? "note" : "reply", row.sessionId);
  }

  /** Begins to edit the newest own message of the conversation, where one can still be edited. */
  editLast(conv: number): void {
    const conversation = this.store.get().conversations.get(conv);
    const hand = { writes: true, staff: true, moderates: false, now: Date.now() };
    const entry = conversation && lastEditable(timeline(conversation, []), hand);
    if (entry) this.compose(conv, { kind: "edit", entry });
  }

  write(writing: Writing, sessionId: number): void {
    this.store.update((s) => ({ ...s, writing: withEntry(s.writing, sessionId, writing) }));
    this.focusComposerSoon();
  }

  writingsInOpened(state: DeskState = this.store.get()): readonly Writing[] {
    const row = openedRow(state);
    return row ? writingsOf(partIn(row, state.agentId, state.monitoring), row) : [];
  }

  /** The next choice of the composer. */
  switchWriting(): void {
    const row = openedRow(this.store.get());
    const choices = this.writingsInOpened();
    const now = row && this.writingIn(row);
    if (!row || now === undefined) return;
    const next = choices[(choices.indexOf(now) + 1) % choices.length];
    if (next !== undefined) this.write(next, row.sessionId);
  }

  async claim(row: SessionRow): Promise<void> {
    if (await this.told(this.sessions.command("Claim", row))) this.accepted(row.sessionId);
  }

  bumped(row: SessionRow): void {
    const values = { name: row.visitorName };
    this.toasts.show({ tone: "good", text: "desk.bump.done", values });
  }

  /** Shows the refusal of a command, if it was refused. */
  async told(command: Promise<Outcome>): Promise<boolean> {
    const outcome = await command;
    if (!outcome.ok) this.refused(outcome.code);
    return outcome.ok;
  }

  /** Whether the opened session is one that this agent answers now. */
  answersOpened(state: DeskState = this.store.get()): boolean {
    return this.partInOpened(state) === "answers";
  }

  private accepted(sessionId: number): void {
    this.selectList("mine");
    this.chats.openSession(sessionId);
    this.focusComposerSoon();
  }
}
