import { NoteKinds, type SystemNote } from "@servicedesk/protocol";
import type { Translate } from "../i18n/translate.ts";

/** Kinds that a visitor is told; the others are for staff or show in another way. */
const told: ReadonlySet<string> = new Set([
  NoteKinds.queued,
  NoteKinds.waitCancelled,
  NoteKinds.agentJoined,
  NoteKinds.agentLost,
  NoteKinds.agentBack,
  NoteKinds.transferred,
  NoteKinds.deferred,
  NoteKinds.messageLeft,
  NoteKinds.silenceWarning,
  NoteKinds.silenceCountdown,
  NoteKinds.ended,
]);

/** The words of a system note for the visitor; undefined for one that is not shown or not known. */
export function noteText(note: SystemNote, t: Translate): string | undefined {
  const { reason } = note.args;
  // Where one agent follows another, the next to join says it. A supervisor who was beside the agent leaves for a reason of its own.
  const leaves = note.kind === NoteKinds.agentLeft && reason !== undefined;
  if (!told.has(note.kind) && !leaves) {
    return undefined;
  }

  const agent = note.args.agent ?? t("widget.team");
  const values = { ...note.args, agent, ...(reason ? { context: reason } : {}) };
  return t(`note.${note.kind}` as "note.queued", values);
}
