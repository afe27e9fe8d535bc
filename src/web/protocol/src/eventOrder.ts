import type { ConversationEvent } from "./contracts.g.ts";

/** Two lists, each ascending by seq, as one: each seq once, the second list's event where both have it. */
export function merged(
  first: readonly ConversationEvent[],
  second: readonly ConversationEvent[],
): readonly ConversationEvent[] {
  if (second.length === 0) {
    return first;
  }

  const lastOfFirst = first.at(-1)?.seq ?? 0;
  const inOrder = second.every(
    (event, i) => event.seq > (i === 0 ? lastOfFirst : (second[i - 1]?.seq ?? 0)),
  );
  if (inOrder) {
    return [...first, ...second];
  }

  const bySeq = new Map([...first, ...second].map((event) => [event.seq, event]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
