import { EventTypes, isGone, type TimelineEntry } from "@servicedesk/protocol";

export type MessageAction = "react" | "quote" | "edit" | "recall" | "pin" | "copy" | "erase";

/** Who looks at a message. */
export interface Hand {
  /** May send to its conversation now. */
  readonly writes: boolean;
  /** Member of staff: pins. */
  readonly staff: boolean;
  /** Serves or oversees the conversation: pins, and takes back what others said, with a reason. */
  readonly moderates: boolean;
  /** Administrates: erases for good what anybody said. Usually not. */
  readonly erases?: boolean;
  /** Milliseconds of the wall clock. */
  readonly now: number;
}

/** So long own words may be changed (milliseconds), as servers are usually set; theirs is the last word. */
export const CHANGE_MS = 900_000;

const order: readonly MessageAction[] = [
  "react",
  "quote",
  "edit",
  "recall",
  "pin",
  "copy",
  "erase",
];

/** Offered under every message, first one first. */
export const EMOJI = ["👍", "❤️", "😄", "🎉", "😮", "🙏"] as const;

/** What can be done with a message as it stands, in the order of the menu. */
export function actionsOn(entry: TimelineEntry, hand: Hand): readonly MessageAction[] {
  const { body, seq, own, at } = entry;
  const talk = entry.type === EventTypes.message || entry.type === EventTypes.announcement;
  const { writes, staff, moderates, erases = false, now } = hand;
  const stored = seq > 0;
  const erase = stored && erases && body.purged !== true;
  if (!talk || isGone(body)) {
    // The server still has what was taken back.
    return talk && erase ? ["erase"] : [];
  }

  const fresh = writes && own && now - at <= CHANGE_MS;
  const can: Readonly<Record<MessageAction, boolean>> = {
    react: stored && writes,
    quote: stored && writes,
    edit: stored && fresh && body.text !== undefined,
    recall: stored && (fresh || moderates),
    pin: stored && ((staff && writes) || moderates),
    copy: body.text !== undefined,
    erase,
  };
  return order.filter((action) => can[action]);
}

/** Whether taking it back needs a reason: others' words do, and own ones that are no longer fresh. */
export function recallNeedsReason({ own, at }: TimelineEntry, now: number): boolean {
  return !own || now - at > CHANGE_MS;
}

/** The newest own message that can still be edited: what ↑ in an empty composer brings back. */
export function lastEditable(
  entries: readonly TimelineEntry[],
  hand: Hand,
): TimelineEntry | undefined {
  return entries.findLast((entry) => entry.own && actionsOn(entry, hand).includes("edit"));
}
