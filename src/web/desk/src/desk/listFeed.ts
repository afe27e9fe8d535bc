import type { SessionRow, SessionsView, TicketRow } from "@servicedesk/protocol";
import type { DeskState, ListStatus } from "../state/deskState.ts";
import type { FrameStore } from "../state/frameStore.ts";
import { concerns, isMine, isWaiting, type ListName } from "../state/lists.ts";
import { type SessionRows, takeRow, takeRows } from "../state/sessionRows.ts";
import { staffApi } from "../staff/staffApi.ts";
import type { AgentLink } from "./agentLink.ts";

const views: readonly SessionsView[] = ["mine", "queue", "all"];

/** Reads the lists on each connection and keeps them by what is pushed. */
export class ListFeed {
  private readonly store: FrameStore<DeskState>;
  private readonly link: AgentLink;

  constructor(store: FrameStore<DeskState>, link: AgentLink) {
    this.store = store;
    this.link = link;
    link.connection.on("SessionState", (row) => this.take(row));
    link.connection.on("TicketState", (ticket) => this.takeTickets([ticket]));
    link.connection.on("AgentState", (me) =>
      store.update((s) => ({ ...s, me, agentId: me.agentId })),
    );
    link.onWelcome((welcome) => {
      const agentId = Number(welcome.user.id.split(":")[1]);
      const { features } = welcome;
      store.update((s) => ({ ...s, welcomed: true, features, agentId }));
      void this.loadAll();
    });
  }

  async loadAll(): Promise<void> {
    await Promise.all([
      ...views.map((view) => this.load(view)),
      this.loadTickets(),
      this.loadNames(),
    ]);
  }

  reload(list: ListName): void {
    this.status(list, { kind: "loading" });
    void (list === "offline" ? this.loadTickets() : this.load(list));
  }

  /** Reads further, older sessions of the list All. */
  async loadMore(): Promise<void> {
    const lowest = Math.min(...this.store.get().rows.keys());
    const reply = await this.link.connection.call("Sessions", { view: "all", after: lowest });
    if (!reply.ok || !reply.value) return;
    const { sessions, more } = reply.value;
    this.store.update((s) => ({ ...s, rows: takeRows(s.rows, sessions) }));
    this.status("all", { kind: "ready", more });
  }

  /** Reads one session that the lists need not hold, for example an old one. */
  async loadOne(id: number): Promise<boolean> {
    if (this.store.get().rows.has(id)) return true;
    const reply = await this.link.connection.call("Sessions", { view: "all", after: id + 1 });
    const row = reply.value?.sessions.find((one) => one.sessionId === id);
    if (row) this.store.update((s) => ({ ...s, rows: takeRows(s.rows, [row]) }));
    return row !== undefined;
  }

  take(row: SessionRow): void {
    this.store.update((s) => ({ ...s, rows: takeRow(s.rows, row) }));
    this.hold([row]);
  }

  takeTickets(tickets: readonly TicketRow[]): void {
    this.store.update((s) => {
      const all = new Map(s.tickets);
      for (const ticket of tickets) all.set(ticket.ticketId, ticket);
      return { ...s, tickets: all };
    });
  }

  private async load(view: SessionsView): Promise<void> {
    const before = this.store.get().rows;
    const reply = await this.link.connection.call("Sessions", { view });
    if (!reply.ok || !reply.value) {
      this.status(view, { kind: "failed", code: reply.error?.code ?? "unavailable" });
      return;
    }
    const { sessions, more } = reply.value;
    this.store.update((s) => ({
      ...s,
      rows:
        more || view === "all" ? takeRows(s.rows, sessions) : wholeList(s, before, view, sessions),
    }));
    this.status(view, { kind: "ready", more });
    if (view === "mine") this.hold(sessions);
  }

  private async loadNames(): Promise<void> {
    const reply = await staffApi.directory();
    if (!reply.ok) return;
    const queueNames = new Map(reply.value.queues.map((queue) => [queue.id, queue.name]));
    this.store.update((s) => ({ ...s, queueNames }));
  }

  private async loadTickets(): Promise<void> {
    const reply = await this.link.connection.call("Tickets", {});
    if (!reply.ok || !reply.value) {
      this.status("offline", { kind: "failed", code: reply.error?.code ?? "unavailable" });
      return;
    }
    const { tickets } = reply.value;
    this.store.update((s) => ({ ...s, tickets: new Map(tickets.map((t) => [t.ticketId, t])) }));
    this.status("offline", { kind: "ready", more: false });
  }

  /** Conversations of one's own sessions are held at once: they are told as delivered and open without waiting. */
  private hold(rows: readonly SessionRow[]): void {
    const { agentId } = this.store.get();
    if (agentId === undefined) return;
    for (const row of rows) {
      if (
        !isMine(row, agentId) ||
        this.link.conversations.get(row.conversationId).phase !== "unknown"
      )
        continue;
      this.link.conversations.use(row.conversationId);
      this.link.conversations.heads([row.head]);
    }
  }

  private status(list: ListName, status: ListStatus): void {
    this.store.update((s) => ({ ...s, lists: { ...s.lists, [list]: status } }));
  }
}

/** What belonged to the list when it was asked for, and is not in the whole answer, has left it meanwhile. */
function wholeList(
  state: DeskState,
  before: SessionRows,
  view: SessionsView,
  sessions: readonly SessionRow[],
): SessionRows {
  const rows = new Map(takeRows(state.rows, sessions));
  const listed = new Set(sessions.map((row) => row.sessionId));
  for (const [id, row] of before) {
    const belongs =
      view === "mine"
        ? state.agentId !== undefined && concerns(row, state.agentId)
        : isWaiting(row);
    const opened = state.opened?.kind === "session" && state.opened.id === id;
    if (belongs && !opened && !listed.has(id) && rows.get(id) === row) rows.delete(id);
  }
  return rows;
}
