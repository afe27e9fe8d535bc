import type {
  AgentSelf,
  ConnectionState,
  Conversation,
  OutboxItem,
  StaffUser,
  TicketRow,
  TimelineEntry,
  UnreadMentions,
} from "@servicedesk/protocol";
import type { MessageKey, Values } from "@servicedesk/ui";
import type { ListName } from "./lists.ts";
import type { OfferState } from "./offers.ts";
import type { Writing } from "./part.ts";
import type { SessionRows } from "./sessionRows.ts";

/** How a list stands: being read, there, or refused with a code. */
export type ListStatus =
  | { readonly kind: "loading" }
  | { readonly kind: "ready"; readonly more: boolean }
  | { readonly kind: "failed"; readonly code: string };

export type Opened =
  | { readonly kind: "session"; readonly id: number }
  | { readonly kind: "ticket"; readonly id: number };

/** A session that will be resolved when the time to undo is over. */
export interface Resolving {
  readonly sessionId: number;
  /** Local milliseconds. */
  readonly until: number;
}

/** A message in a visitor's conversation, or in the staff conversation beside it. */
export interface Sought {
  readonly conv: number;
  readonly seq: number;
  readonly amongStaff: boolean;
}

export interface Typist {
  readonly name: string | undefined;
  readonly person: string;
}

export interface Toast {
  readonly id: number;
  readonly tone: "info" | "good" | "bad";
  readonly text: MessageKey;
  readonly values?: Values;
  readonly action?: { readonly label: MessageKey; readonly run: () => void };
}

/** What the next words in a conversation will be, when not a message of their own. */
export interface Composing {
  readonly kind: "quote" | "edit";
  readonly entry: TimelineEntry;
}

export interface Recalling {
  readonly conv: number;
  readonly entry: TimelineEntry;
  /** Erased by an administrator, so that nobody has it any more. */
  readonly forGood: boolean;
}

/** The visitor of a session, who is to be kept out. */
export interface Banning {
  readonly sessionId: number;
  readonly visitorName: string;
}

/** Everything that the desk shows, as one immutable value. */
export interface DeskState {
  readonly user: StaffUser;
  readonly link: ConnectionState;
  /** False until the first welcome: then what is shown is old news rather than nothing. */
  readonly welcomed: boolean;
  /** What this server offers beyond the protocol's core. */
  readonly features: readonly string[];
  readonly me: AgentSelf | undefined;
  readonly agentId: number | undefined;
  readonly rows: SessionRows;
  readonly lists: Readonly<Record<ListName, ListStatus>>;
  readonly offers: readonly OfferState[];
  readonly tickets: ReadonlyMap<number, TicketRow>;
  /** Colleagues' unread words that name this agent, newest first; undefined until the server has told. */
  readonly mentions: UnreadMentions | undefined;
  /** Names of queues by their ids. */
  readonly queueNames: ReadonlyMap<string, string>;
  readonly list: ListName;
  readonly opened: Opened | undefined;
  readonly conversations: ReadonlyMap<number, Conversation>;
  /** Codes with which reading a conversation was refused. */
  readonly unreadable: ReadonlyMap<number, string>;
  readonly outbox: readonly OutboxItem[];
  readonly typing: ReadonlyMap<number, Typist>;
  readonly resolving: Resolving | undefined;
  readonly toasts: readonly Toast[];
  /** Conversations that have unsent text, for the list. */
  readonly drafted: ReadonlySet<number>;
  /** Sessions that this supervisor reads live. */
  readonly monitoring: ReadonlySet<number>;
  /** Where the composer's words go, by session, where it is not the usual place. */
  readonly writing: ReadonlyMap<number, Writing>;
  /** The message that a search found, until it is in view. */
  readonly sought: Sought | undefined;
  /** By conversation. */
  readonly composing: ReadonlyMap<number, Composing>;
  /** The message that is to be taken back or erased, once a reason is given. */
  readonly recalling: Recalling | undefined;
  /** Who is to be banned, once a reason is given. */
  readonly banning: Banning | undefined;
  readonly dialog: DialogName;
  readonly sideOpen: boolean;
  readonly statusMenuOpen: boolean;
}

/** A target is chosen in the first four; the next three ask once more. */
export type DialogName =
  | "none"
  | "transfer"
  | "consult"
  | "assign"
  | "requeue"
  | "takeOver"
  | "barge"
  | "endForAll"
  | "shortcuts"
  | "notices"
  | "palette"
  | "offline"
  | "decline";

export function initialState(user: StaffUser): DeskState {
  const loading: ListStatus = { kind: "loading" };
  return {
    user,
    link: { kind: "idle" },
    welcomed: false,
    features: [],
    me: undefined,
    agentId: undefined,
    rows: new Map(),
    lists: { mine: loading, queue: loading, offline: loading, all: loading },
    offers: [],
    tickets: new Map(),
    mentions: undefined,
    queueNames: new Map(),
    list: "mine",
    opened: undefined,
    conversations: new Map(),
    unreadable: new Map(),
    outbox: [],
    typing: new Map(),
    resolving: undefined,
    toasts: [],
    drafted: new Set(),
    monitoring: new Set(),
    writing: new Map(),
    sought: undefined,
    composing: new Map(),
    recalling: undefined,
    banning: undefined,
    dialog: "none",
    sideOpen: false,
    statusMenuOpen: false,
  };
}

/** The session that is opened, if it is one and still known. */
export function openedRow(state: DeskState) {
  return state.opened?.kind === "session" ? state.rows.get(state.opened.id) : undefined;
}

export function openedTicket(state: DeskState) {
  return state.opened?.kind === "ticket" ? state.tickets.get(state.opened.id) : undefined;
}

export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

export function withoutEntry<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  if (!map.has(key)) return map;
  const next = new Map(map);
  next.delete(key);
  return next;
}
