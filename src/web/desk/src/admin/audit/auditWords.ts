import type { AuditEntry } from "@servicedesk/protocol";
import { dateText } from "../../time/format.ts";
import type { AdminKey, AdminTranslate } from "../words.ts";

type Form = readonly [text: RegExp, key: AdminKey];

/** What deeds were done to, as the server stores it. */
const objects: readonly Form[] = [
  [/^schedule (?<schedule>.+), desk version (?<version>\d+)$/, "audit.on.schedule"],
  [/^desk version (?<version>\d+) as (?<old>\d+)$/, "audit.on.versionAs"],
  [/^desk version (?<version>\d+)$/, "overview.version"],
  [/^draft (?<revision>\d+)$/, "audit.on.draft"],
  [/^revision (?<revision>\d+)$/, "audit.on.revision"],
  [/^session:(?<id>\d+)$/, "audit.on.session"],
  [/^event:(?<id>\d+)\/(?<seq>\d+)$/, "audit.on.message"],
  [/^alert:(?<id>\d+)$/, "audit.on.alert"],
  [/^agent:(?<id>\d+)$/, "audit.on.agent"],
  [/^account:(?<id>\d+)$/, "audit.on.account"],
  [/^saved_reply:(?<id>\d+)$/, "audit.on.reply"],
  [/^search$/, "audit.on.search"],
];

const details: readonly Form[] = [
  [/^(?<from>\d{4}-\S+) to (?<to>\d{4}-\S+)$/, "audit.span"],
  [/^owner (?<owner>.*), mute until (?<until>\S+)$/, "audit.muted"],
  [/^owner (?<owner>.*), mute until $/, "audit.owner"],
];

const notes: readonly Form[] = [
  [/^Open again$/, "emergency.note.open"],
  [/^Closed until (?<until>\d{4}-\d\d-\d\d \S+): (?<reason>.*)$/s, "emergency.note.closedUntil"],
  [/^Closed: (?<reason>.*)$/s, "emergency.note.closed"],
];

export function objectWords(entry: AuditEntry, t: AdminTranslate, locale: string): string {
  return worded(entry.onWhat, objects, t, locale);
}

export function detailWords(entry: AuditEntry, t: AdminTranslate, locale: string): string {
  const forms = entry.what === "desk.emergency" ? notes : details;
  return worded(entry.details ?? "", forms, t, locale);
}

/** A version's note; those that the emergency switch wrote are in the reader's language. */
export function noteWords(note: string, t: AdminTranslate, locale: string): string {
  return worded(note, notes, t, locale);
}

function worded(text: string, forms: readonly Form[], t: AdminTranslate, locale: string): string {
  for (const [form, key] of forms) {
    const found = form.exec(text);
    if (!found) continue;
    const named = Object.entries(found.groups ?? {});
    return t(key, Object.fromEntries(named.map(([name, part]) => [name, moment(part, locale)])));
  }
  return text;
}

/** An instant as the reader writes it; anything else as it is. */
function moment(text: string, locale: string): string {
  const at = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text) ? Date.parse(text.replace(" ", "T")) : NaN;
  return Number.isNaN(at)
    ? text
    : dateText(at, locale, { dateStyle: "medium", timeStyle: "short" });
}
