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
  [/^visitor:(?<sign>[0-9a-f]{4})[0-9a-f]*$/, "audit.on.visitor"],
  [/^search$/, "audit.on.search"],
];

const details: readonly Form[] = [
  [/^(?<from>\d{4}-\S+) to (?<to>\d{4}-\S+)$/, "audit.span"],
  [/^owner (?<owner>.*), mute until (?<until>\S+)$/, "audit.muted"],
  [/^owner (?<owner>.*), mute until $/, "audit.owner"],
  [/^agent:(?<agent>\d+)$/, "audit.toWhom"],
  [/^queue:(?<queue>.+)$/, "audit.toWhere"],
];

const bans: readonly Form[] = [
  [/^until (?<until>\d{4}-\S+): (?<reason>.*)$/s, "audit.bannedUntil"],
];

const notes: readonly Form[] = [
  [/^Open again$/, "emergency.note.open"],
  [/^Closed until (?<until>\d{4}-\d\d-\d\d \S+): (?<reason>.*)$/s, "emergency.note.closedUntil"],
  [/^Closed: (?<reason>.*)$/s, "emergency.note.closed"],
];

/** Details that one deed alone has. */
const deedForms: ReadonlyMap<string, readonly Form[]> = new Map([
  ["desk.emergency", notes],
  ["visitor.ban", bans],
]);

/** What things are called now, by id. */
export interface Names {
  readonly agents: ReadonlyMap<string, string>;
  readonly queues: ReadonlyMap<string, string>;
}

const noNames: Names = { agents: new Map(), queues: new Map() };

/** What it was done to, and the queue in which. */
export function objectWords(
  { onWhat, queue }: AuditEntry,
  t: AdminTranslate,
  locale: string,
  names = noNames,
): string {
  const agent = /^agent:(?<id>.+)$/.exec(onWhat)?.groups?.["id"];
  const what = names.agents.get(agent ?? "") ?? worded(onWhat, objects, t, locale);
  return [what, queue && (names.queues.get(queue) ?? queue)].filter(Boolean).join(" · ");
}

export function detailWords(
  entry: AuditEntry,
  t: AdminTranslate,
  locale: string,
  names = noNames,
): string {
  if (entry.what === "alert.rules") return rulesBefore(entry.details ?? "", t);
  const forms = deedForms.get(entry.what) ?? details;
  return worded(entry.details ?? "", forms, t, locale, names);
}

/** The rules stand there whole, as they were; their names are enough to read. */
function rulesBefore(stored: string, t: AdminTranslate): string {
  try {
    const rules = JSON.parse(stored) as readonly { readonly id: string }[];
    return t("audit.rulesBefore", { rules: rules.map((rule) => rule.id).join(", ") });
  } catch {
    return stored;
  }
}

/** A version's note; those that the emergency switch wrote are in the reader's language. */
export function noteWords(note: string, t: AdminTranslate, locale: string): string {
  return worded(note, notes, t, locale);
}

function worded(
  text: string,
  forms: readonly Form[],
  t: AdminTranslate,
  locale: string,
  { agents, queues } = noNames,
): string {
  const read = ([name, part]: [string, string]) => {
    const known = { agent: agents, queue: queues }[name]?.get(part);
    return [name, known ?? (name === "sign" ? part.toUpperCase() : moment(part, locale))];
  };
  for (const [form, key] of forms) {
    const found = form.exec(text);
    if (found) return t(key, Object.fromEntries(Object.entries(found.groups ?? {}).map(read)));
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
