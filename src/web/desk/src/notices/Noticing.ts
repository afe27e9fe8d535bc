import {
  type ConversationEvent,
  NoteKinds,
  type SessionRow,
  StaffMarks,
  type UnreadMention,
  type UnreadMentions,
} from "@servicedesk/protocol";
import type { Translate } from "@servicedesk/ui";
import type { Desk } from "../desk/Desk.ts";
import type { Sounds } from "../sound/sounds.ts";
import type { DeskState } from "../state/deskState.ts";
import { concerns, isMine } from "../state/lists.ts";
import type { OfferState } from "../state/offers.ts";
import type { DesktopNotices, Notice, NoticeClick } from "./DesktopNotices.ts";
import { type NoticeKind, noticePreferences } from "./preferences.ts";

/** A connection lost for longer is worth a sound and a notification. */
const lostAfterMs = 10_000;
const lostTag = "link";
/** An answer that is due so soon is worth a notification. */
const dueWithinMs = 60_000;

const offerTag = (offerId: number) => `offer-${offerId}`;
const chatTag = (sessionId: number) => `chat-${sessionId}`;
const staffTag = (sessionId: number) => `staff-${sessionId}`;

/**
 * Tells the agent of what happens while the desk is not looked at: offers, visitors' words, answers that are due, whispers and
 * mentions, a lost connection. Driven by the store's changes, not by its rendering. Of several tabs the leader tells.
 */
export class Noticing {
  private readonly desk: Desk;
  private readonly notices: Pick<DesktopNotices, "show" | "close">;
  private readonly sounds: Sounds;
  private readonly t: Translate;
  private readonly stops: readonly (() => void)[];
  /** By session: the instant of which was told. */
  private readonly toldOfDue = new Map<number, string>();
  /** Sessions that became one's own while this page was open. */
  private readonly joined = new Set<number>();
  private due: ReturnType<typeof setTimeout> | undefined;
  private lost: ReturnType<typeof setTimeout> | undefined;

  constructor(
    desk: Desk,
    notices: Pick<DesktopNotices, "show" | "close">,
    sounds: Sounds,
    t: Translate,
  ) {
    this.desk = desk;
    this.notices = notices;
    this.sounds = sounds;
    this.t = t;
    this.stops = [
      desk.link.onArrival((conv, fresh) => this.arrived(conv, fresh)),
      desk.store.onChange((now, before) => this.changed(now, before)),
    ];
    document.addEventListener("visibilitychange", this.seen);
  }

  stop(): void {
    for (const stop of this.stops) stop();
    document.removeEventListener("visibilitychange", this.seen);
    clearTimeout(this.due);
    clearTimeout(this.lost);
  }

  private get leads(): boolean {
    return this.desk.link.tabs.leads;
  }

  private changed(now: DeskState, before: DeskState): void {
    if (now.offers !== before.offers) this.offersChanged(now.offers, before.offers);
    if (now.opened !== before.opened) this.seen();
    if (now.rows !== before.rows) {
      this.watchDue();
      this.rowsChanged(now, before);
    }
    if (now.mentions !== before.mentions) this.mentionsChanged(now.mentions, before.mentions);
    if (now.link.kind !== before.link.kind) this.linkChanged(now);
  }

  private arrived(conv: number, fresh: readonly ConversationEvent[]): void {
    const { rows, agentId, conversations } = this.desk.store.get();
    if (agentId === undefined) return;
    const known = [...rows.values()];
    const own = known.find((row) => row.conversationId === conv && isMine(row, agentId));
    // The first page of a conversation is old news, but for what was said since one joined, while it was on its way.
    const isLive = fresh.length < (conversations.get(conv)?.events.length ?? 0);
    const news = isLive ? fresh : own && this.joined.has(own.sessionId) ? sinceJoined(fresh) : [];
    const said = news.findLast((e) => e.type === "message" && e.sender.startsWith("visitor:"));
    if (own && said) this.tellOfWords(own, said);
    if (!isLive) return;
    const beside = known.find((row) => row.staffConversationId === conv);
    const whisper = beside && fresh.findLast((e) => isWhisperTo(e, agentId, beside));
    if (whisper)
      this.tellOfStaff("desk.notice.whisper", beside, whisper.senderName, wordsOf(whisper));
  }

  /** A chat that became one's own without one's doing, by automatic acceptance or a supervisor: nothing rang. */
  private rowsChanged(now: DeskState, before: DeskState): void {
    const { agentId } = now;
    if (agentId === undefined || before.lists.mine.kind !== "ready") return;
    for (const row of now.rows.values()) {
      const was = before.rows.get(row.sessionId);
      const mine = row.phase === "active" && isMine(row, agentId);
      if (mine && !(was && isMine(was, agentId))) this.joined.add(row.sessionId);
      if (mine && row !== was && !(was && isMine(was, agentId)) && !isTaken([now, before], row))
        this.tellOfNewChat(row, now);
      if (!was || row === was || was.phase !== "active" || !isMine(was, agentId)) continue;
      if (mine) this.tellOfRefusal(row, was);
      else if (isTakenAway(row, was)) this.tellOfTakenChat(row);
    }
  }

  /** The colleague who was rung declined or did not answer: the chat is where it was. */
  private tellOfRefusal(row: SessionRow, { asked }: SessionRow): void {
    if (!asked || row.asked || row.consultingAgentId === asked.agentId) return;
    const values = { name: asked.name, visitor: row.visitorName };
    const text = asked.consult ? "desk.notice.noAdvice" : "desk.notice.notTaken";
    this.desk.toasts.show({ tone: "info", text, values });
    if (!this.leads) return;
    this.sounds.play("message");
    this.show("message", { tag: chatTag(row.sessionId), title: this.t(text, values) });
  }

  private tellOfTakenChat({ agentName, visitorName }: SessionRow): void {
    const values = { name: agentName ?? "", visitor: visitorName };
    this.desk.toasts.show({ tone: "info", text: "desk.notice.taken", values });
  }

  private tellOfNewChat({ sessionId, visitorName, lastText }: SessionRow, now: DeskState): void {
    const values = { name: visitorName };
    if (now.opened === undefined) this.desk.chats.openSession(sessionId);
    const run = () => void this.desk.openSessionOf(sessionId);
    const action = { label: "desk.notice.open", run } as const;
    this.desk.toasts.show({ tone: "info", text: "desk.notice.yours", values, action });
    if (!this.leads) return;
    this.sounds.play("message");
    const title = this.t("desk.notice.yours", values);
    this.show("message", { tag: chatTag(sessionId), title, preview: lastText });
  }

  private tellOfWords({ sessionId, visitorName }: SessionRow, event: ConversationEvent): void {
    if (!this.leads) return;
    const preview = wordsOf(event);
    this.show("message", { tag: chatTag(sessionId), title: visitorName, preview });
  }

  /** Also of a chat that is in none of the lists. The first list is what came while the desk was shut: the inbox shows it. */
  private mentionsChanged(now?: UnreadMentions, before?: UnreadMentions): void {
    if (!before) return;
    const known = (one: UnreadMention) =>
      before.unread.some((other) => other.conv === one.conv && other.seq === one.seq);
    for (const mention of now?.unread ?? [])
      if (!known(mention))
        this.tellOfStaff("desk.notice.mention", mention, mention.by, mention.text);
  }

  private tellOfStaff(
    text: "desk.notice.whisper" | "desk.notice.mention",
    { sessionId, visitorName }: Pick<SessionRow, "sessionId" | "visitorName">,
    by: string | undefined,
    preview: string | undefined,
  ): void {
    const values = { name: by ?? "", visitor: visitorName };
    const { opened } = this.desk.store.get();
    if (opened?.kind !== "session" || opened.id !== sessionId) {
      const run = () => void this.desk.openSessionOf(sessionId);
      const action = { label: "desk.notice.open", run } as const;
      this.desk.toasts.show({ tone: "info", text, values, action });
    }
    if (!this.leads) return;
    this.sounds.play("staff");
    const title = this.t(text, values);
    this.show("staff", { tag: staffTag(sessionId), title, preview });
  }

  private offersChanged(now: readonly OfferState[], before: readonly OfferState[]): void {
    const ringing = (among: readonly OfferState[], { card }: OfferState) =>
      among.some((o) => o.stage === "ringing" && o.card.offerId === card.offerId);
    for (const offer of before)
      if (!ringing(now, offer)) void this.notices.close(offerTag(offer.card.offerId));
    for (const offer of now)
      if (before.every((o) => o.card.offerId !== offer.card.offerId)) this.tellOfOffer(offer);
  }

  private tellOfOffer({ card }: OfferState): void {
    if (!this.leads) return;
    const queue = this.desk.store.get().queueNames.get(card.queue) ?? card.queue;
    this.show("offer", {
      tag: offerTag(card.offerId),
      title: this.t("desk.notice.offer", { name: card.visitorName, queue }),
      preview: card.lastText,
      actions: [
        { action: "accept", title: this.t("desk.action.accept") },
        { action: "decline", title: this.t("desk.action.decline") },
      ],
      stays: true,
    });
  }

  /** What was told of the chat that is looked at is taken back. */
  private readonly seen = (): void => {
    const { opened } = this.desk.store.get();
    if (opened?.kind !== "session" || document.visibilityState !== "visible") return;
    void this.notices.close(chatTag(opened.id));
    void this.notices.close(staffTag(opened.id));
  };

  private watchDue(): void {
    clearTimeout(this.due);
    const { rows, agentId } = this.desk.store.get();
    let next = Infinity;
    for (const row of rows.values()) {
      const { sessionId, replyDueAt } = row;
      if (replyDueAt === undefined || this.toldOfDue.get(sessionId) === replyDueAt) continue;
      if (agentId === undefined || !isMine(row, agentId)) continue;
      const left = Date.parse(replyDueAt) - dueWithinMs - this.desk.clock.now();
      if (left <= 0) this.tellOfDue(row, replyDueAt);
      else next = Math.min(next, left);
    }
    if (next < Infinity) this.due = setTimeout(() => this.watchDue(), next);
  }

  private tellOfDue({ sessionId, visitorName, lastText }: SessionRow, dueAt: string): void {
    this.toldOfDue.set(sessionId, dueAt);
    if (!this.leads) return;
    const title = this.t("desk.notice.due", { name: visitorName });
    this.show("message", { tag: chatTag(sessionId), title, preview: lastText });
  }

  private linkChanged({ link, welcomed }: DeskState): void {
    if (welcomed && (link.kind === "waiting" || link.kind === "connecting")) {
      this.lost ??= setTimeout(() => this.tellOfLoss(), lostAfterMs);
      return;
    }
    clearTimeout(this.lost);
    this.lost = undefined;
    void this.notices.close(lostTag);
  }

  private tellOfLoss(): void {
    if (!this.leads) return;
    this.sounds.play("trouble");
    this.show("trouble", { tag: lostTag, title: this.t("desk.notice.lost") });
  }

  private show(kind: NoticeKind, notice: Notice): void {
    if (!noticePreferences.isQuiet(kind)) void this.notices.show(notice);
  }
}

/** Does what a click on a notice asks for. */
export function follow(desk: Desk, { tag, action }: NoticeClick): void {
  const [kind, number] = tag.split("-");
  const id = Number(number);
  if (kind === "offer" && action === "accept") void desk.offers.accept(id);
  else if (kind === "offer" && action === "decline") desk.set({ dialog: "decline" });
  else if (kind === "chat" || kind === "staff") void desk.openSessionOf(id);
}

/** A whisper is for whoever serves the session or advises on it. */
function isWhisperTo(event: ConversationEvent, agentId: number, row: SessionRow): boolean {
  const whispered = event.type === "message" && event.body.mark === StaffMarks.whisper;
  return whispered && event.sender !== `agent:${agentId}` && concerns(row, agentId);
}

/** Whether the agent takes the session with this change: by an offer, or by a button on the opened chat. */
function isTaken(states: readonly DeskState[], { sessionId }: SessionRow): boolean {
  return states.some(
    ({ offers, opened }) =>
      offers.some((offer) => offer.card.sessionId === sessionId) ||
      opened?.kind === "ticket" ||
      opened?.id === sessionId,
  );
}

/** Somebody else serves it now, and not because its agent handed it over to the colleague who advised. */
function isTakenAway(row: SessionRow, was: SessionRow): boolean {
  return (
    row.phase === "active" &&
    row.agentId !== undefined &&
    row.agentId !== was.agentId &&
    row.agentId !== was.consultingAgentId
  );
}

/** What follows the last time that an agent joined; nothing when the page does not reach back so far. */
function sinceJoined(events: readonly ConversationEvent[]): readonly ConversationEvent[] {
  const at = events.findLastIndex((e) => e.body.note?.kind === NoteKinds.agentJoined);
  return at < 0 ? [] : events.slice(at + 1);
}

function wordsOf(event: ConversationEvent): string | undefined {
  return event.body.text ?? event.body.attachments?.[0]?.name;
}
