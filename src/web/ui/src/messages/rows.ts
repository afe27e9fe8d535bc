import type { TimelineEntry } from "@servicedesk/protocol";

/** Messages of one sender are shown as one group when no more than this lies between them (milliseconds). */
export const GROUP_GAP_MS = 120_000;

export type Row =
  | { kind: "day"; key: string; at: number }
  | { kind: "new"; key: string; count: number }
  | {
      kind: "entry";
      key: string;
      entry: TimelineEntry;
      /** First and last of a group of one sender: the name stands above, the time below. */
      first: boolean;
      last: boolean;
    };

/**
 * Adds day separators and groups to a timeline.
 * @param newAfter seq of the last message read before; 0 shows no separator
 * @param zone IANA zone in which days begin; the viewer's by default
 */
export function rowsOf(
  entries: readonly TimelineEntry[],
  newAfter = 0,
  zone?: string,
): readonly Row[] {
  const dayOf = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
  const news = entries.filter(
    // What is said among staff has a log of its own, and no unread line here.
    ({ type, own, seq, body }) =>
      newAfter > 0 && type === "message" && !own && !body.mark && seq > newAfter,
  );
  const rows: Row[] = [];
  let day = "";
  entries.forEach((entry, index) => {
    const thisDay = dayOf.format(entry.at);
    const newDay = thisDay !== day;
    if (newDay) {
      rows.push({ kind: "day", key: `day ${thisDay}`, at: entry.at });
      day = thisDay;
    }

    if (entry === news[0]) {
      rows.push({ kind: "new", key: "new", count: news.length });
    }

    const before = entries[index - 1];
    const after = entries[index + 1];
    const nextDay = after !== undefined && dayOf.format(after.at) !== thisDay;
    rows.push({
      kind: "entry",
      key: entry.key,
      entry,
      first: newDay || entry === news[0] || !before || !together(before, entry),
      last: nextDay || !after || after === news[0] || !together(entry, after),
    });
  });
  return rows;
}

function together(a: TimelineEntry, b: TimelineEntry): boolean {
  const talk = a.type === "message" && b.type === "message";
  return (
    talk &&
    a.sender === b.sender &&
    a.body.mark === b.body.mark &&
    Math.abs(b.at - a.at) <= GROUP_GAP_MS
  );
}
