import {
  type Conversation,
  EventTypes,
  type OutboxItem,
  timeline,
  type TimelineEntry,
} from "@servicedesk/protocol";

/** What was said to the visitor and among staff, in the order of time. */
export function talk(
  conversation: Conversation,
  staff: Conversation | undefined,
  outbox: readonly OutboxItem[],
): readonly TimelineEntry[] {
  const said = timeline(forVisitor(conversation), outbox);
  if (!staff) return said;
  const first = conversation.older ? (said[0]?.at ?? 0) : 0;
  const aside = timeline({ ...staff, receipts: {} }, outbox)
    .filter((entry) => entry.type === EventTypes.message && entry.at >= first)
    .map(asAside);
  return merged(said, aside);
}

/** Ticks tell what the visitor got and read, not what colleagues did. */
function forVisitor(conversation: Conversation): Conversation {
  const visitors = Object.entries(conversation.receipts).filter(([who]) =>
    who.startsWith("visitor:"),
  );
  return { ...conversation, receipts: Object.fromEntries(visitors) };
}

/** Keys of both conversations stand in one list, and a note that is stored has nothing to tick. */
function asAside(entry: TimelineEntry): TimelineEntry {
  const open = entry.delivery === "waiting" || entry.delivery === "failed";
  return {
    ...entry,
    key: `staff ${entry.key}`,
    delivery: open ? entry.delivery : undefined,
  };
}

/** Both are in order; of the same instant what was said goes first. */
function merged(
  said: readonly TimelineEntry[],
  aside: readonly TimelineEntry[],
): readonly TimelineEntry[] {
  const all: TimelineEntry[] = [];
  let next = 0;
  for (const entry of said) {
    for (; next < aside.length; next++) {
      const beside = aside[next];
      if (!beside || beside.at >= entry.at) break;
      all.push(beside);
    }

    all.push(entry);
  }

  return [...all, ...aside.slice(next)];
}
