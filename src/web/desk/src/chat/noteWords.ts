import { NoteKinds, type SystemNote } from "@servicedesk/protocol";
import type { Translate } from "@servicedesk/ui";

const known: ReadonlySet<string> = new Set(Object.values(NoteKinds));

/** A system note as staff read it; undefined for a kind that this desk does not know. */
export function noteWords(note: SystemNote, t: Translate): string | undefined {
  if (!known.has(note.kind)) return undefined;
  const values = {
    ...note.args,
    agent: note.args.agent ?? t("desk.note.someone"),
    queue: note.args.queue ?? t("desk.note.aQueue"),
    ...(note.args.reason ? { context: note.args.reason } : {}),
  };
  return t(`desk.note.${note.kind}` as "desk.note.queued", values);
}
