import {
  type Change,
  type ConversationEvent,
  type EventBody,
  EventTypes,
  type Quote,
} from "./contracts.g.ts";

/** One emoji under a message. */
export interface Reaction {
  readonly emoji: string;
  /** Who set it (`kind:id`), first one first. */
  readonly by: readonly string[];
}

/** UTF-16 units of a quoted text, as the server cuts it. */
const QUOTED_TEXT = 200;

const changeTypes: ReadonlySet<string> = new Set([
  EventTypes.edit,
  EventTypes.recall,
  EventTypes.reaction,
  EventTypes.pin,
]);

/** True for events that say something about an earlier one: they have no row of their own. */
export function isChange(type: string): boolean {
  return changeTypes.has(type);
}

/** True when a message was taken back or erased: nothing of it may be shown. */
export function isGone(body: EventBody): boolean {
  return body.recalled !== undefined || body.purged === true;
}

/**
 * Makes the events read as the edits and recalls among `changes` say, quotes of them too. What is taken
 * away or erased leaves every event that held it. Applying a change twice, or an older one late, changes nothing.
 */
export function withChanges(
  events: readonly ConversationEvent[],
  changes: readonly ConversationEvent[],
): readonly ConversationEvent[] {
  return changes.reduce((list, change) => {
    const { target } = change.body;
    return target === undefined || !(isEdit(change) || change.type === EventTypes.recall)
      ? list
      : mapped(list, (event) => changed(event, change, target));
  }, events);
}

/** Events among these that edit or recall. */
export function editsAndRecalls(
  events: readonly ConversationEvent[],
): readonly ConversationEvent[] {
  return events.filter((event) => isEdit(event) || event.type === EventTypes.recall);
}

/** What is pinned after these events, oldest pin first. */
export function withPins(
  pinned: readonly number[],
  events: readonly ConversationEvent[],
): readonly number[] {
  return events.reduce((seqs, { type, body: { target, off } }) => {
    if (target === undefined || (type !== EventTypes.pin && type !== EventTypes.recall)) {
      return seqs;
    }

    const others = seqs.filter((seq) => seq !== target);
    return type === EventTypes.pin && !off ? [...others, target] : others;
  }, pinned);
}

/** Reactions by the seq of their message, in the order in which each emoji first came. */
export function reactionsOf(
  events: readonly ConversationEvent[],
): ReadonlyMap<number, readonly Reaction[]> {
  const all = new Map<number, readonly Reaction[]>();
  for (const { type, sender, body } of events) {
    if (type === EventTypes.reaction && body.target !== undefined && body.emoji) {
      const before = all.get(body.target) ?? [];
      all.set(body.target, reacted(before, body.emoji, sender, body.off === true));
    }
  }

  return all;
}

function reacted(
  before: readonly Reaction[],
  emoji: string,
  who: string,
  off: boolean,
): readonly Reaction[] {
  const by = (before.find((one) => one.emoji === emoji)?.by ?? []).filter((one) => one !== who);
  const now = { emoji, by: off ? by : [...by, who] };
  const all = before.some((one) => one.emoji === emoji)
    ? before.map((one) => (one.emoji === emoji ? now : one))
    : [...before, now];
  return all.filter((one) => one.by.length > 0);
}

function isEdit({ type, body }: ConversationEvent): boolean {
  return type === EventTypes.edit && body.text !== undefined;
}

function changed(
  event: ConversationEvent,
  change: ConversationEvent,
  target: number,
): ConversationEvent {
  const { body } = event;
  if (event.seq === target) {
    return isOver(body, change) ? event : { ...event, body: targetBody(body, change) };
  }

  if (event.type === EventTypes.edit && body.target === target && event.seq < change.seq) {
    return body.text === undefined ? event : { ...event, body: { target } };
  }

  // The reason of a recall may say what was taken back.
  if (event.type === EventTypes.recall && body.target === target && erases(change)) {
    return body.reason === undefined ? event : { ...event, body: { target, purged: true } };
  }

  return body.quote?.seq === target ? quoting(event, change) : event;
}

/** A later change is in the body already. */
function isOver(body: EventBody, change: ConversationEvent): boolean {
  if (erases(change)) return body.purged === true;
  return isGone(body) || (body.edited?.seq ?? 0) >= change.seq;
}

function erases({ type, body }: ConversationEvent): boolean {
  return type === EventTypes.recall && body.purged === true;
}

function targetBody(body: EventBody, change: ConversationEvent): EventBody {
  if (erases(change)) return { mark: body.mark, purged: true };
  const what: Change = {
    seq: change.seq,
    at: change.at,
    by: change.sender,
    reason: change.body.reason,
  };
  return change.type === EventTypes.edit
    ? { ...body, text: change.body.text, edited: what }
    : { mark: body.mark, recalled: what };
}

/** A quote is younger than what it quotes, but may have been served before the change. */
function quoting(event: ConversationEvent, change: ConversationEvent): ConversationEvent {
  const { quote } = event.body;
  if (!quote || quote.gone || event.seq > change.seq) {
    return event;
  }

  const now =
    change.type === EventTypes.edit
      ? { ...quote, text: cut(change.body.text ?? "") }
      : { ...quote, text: undefined, gone: true };
  return { ...event, body: { ...event.body, quote: now } };
}

/** How a message that answers this one shows it. */
export function quoteOf({ seq, sender, senderName, body }: ConversationEvent): Quote {
  const text = body.text === undefined ? undefined : cut(body.text);
  return { seq, sender, senderName, text, gone: isGone(body) };
}

function cut(text: string): string {
  return text.length > QUOTED_TEXT ? `${text.slice(0, QUOTED_TEXT)}…` : text;
}

/** Keeps the list when nothing in it changed. */
function mapped(
  list: readonly ConversationEvent[],
  change: (event: ConversationEvent) => ConversationEvent,
): readonly ConversationEvent[] {
  const next = list.map(change);
  return next.every((event, i) => event === list[i]) ? list : next;
}
